package dev.ramekin.cli;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.report.Sbom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes software bills of materials. */
@Command(
    name = "sbom",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a software bill of materials for each image out of the lock: CycloneDX JSON, with",
      "package URLs and hashes. Prints the names of the files."
    })
final class SbomCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write them (default: sbom in the output folder).")
  private @Nullable Path folder;

  @Mixin private OutputOptions output = new OutputOptions();

  SbomCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path target = Optional.ofNullable(folder).orElse(out.resolve("sbom"));
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> file : Sbom.of(LockStore.read(out)).entrySet()) {
      Path path = target.resolve(file.getKey());
      CacheFolder.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      written.add(path.toString());
    }
    if (output.json()) {
      streams.out().println(new Json().line(Map.of("files", written)));
    } else if (!output.quiet()) {
      written.forEach(streams.out()::println);
    }
    return ExitCode.DONE.code();
  }
}
