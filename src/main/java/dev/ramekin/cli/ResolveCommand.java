package dev.ramekin.cli;

import dev.ramekin.freeze.PackageQuery;
import dev.ramekin.freeze.apt.Resolution;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which packages a set of packages brings, as apt would. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = "Prints what installing packages would install, upgrade and remove, as JSON.",
    footerHeading = "%nExample:%n",
    footer = "  ramekin resolve --platform debian-12 nginx php-fpm")
final class ResolveCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "PACKAGE", description = "Name, or name=version.")
  private List<String> packages = new ArrayList<>();

  @Option(names = "--platform", paramLabel = "ID", description = "Default: ${DEFAULT-VALUE}.")
  private String platform = "debian-12";

  @Option(names = "--recommends", description = "Recommended packages too.")
  private boolean recommends;

  @Option(
      names = "--status",
      paramLabel = "FILE",
      description = "dpkg status file of what is installed (default: the platform's base image).")
  private @Nullable Path status;

  @Option(
      names = "--archive",
      paramLabel = "URL|DIR",
      description = "Archive in place of the platform's own; may be repeated.")
  private List<String> archives = new ArrayList<>();

  @Option(
      names = "--sets",
      paramLabel = "FILE",
      description = "Answer one set of packages a line, one JSON line each.")
  private @Nullable Path sets;

  @Mixin private ArchiveOptions mirrors = new ArchiveOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ResolveCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    PackageQuery query =
        PackageQuery.open(
            platform,
            statusText(),
            archives,
            recommends,
            mirrors.places(ProjectFile.read(Path.of(""))));
    if (!output.quiet()) {
      query.problems().forEach(problem -> streams.err().println("warning " + problem));
    }
    if (sets == null) {
      Resolution resolution = query.resolve(packages);
      streams.out().println(PackageQuery.json(resolution));
      return ExitCode.DONE.code();
    }
    try (BufferedReader lines = Files.newBufferedReader(sets)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        streams
            .out()
            .println(PackageQuery.json(query.resolve(Arrays.asList(line.strip().split("\\s+")))));
      }
    }
    return ExitCode.DONE.code();
  }

  private Optional<String> statusText() throws IOException {
    return status == null ? Optional.empty() : Optional.of(Files.readString(status));
  }
}
