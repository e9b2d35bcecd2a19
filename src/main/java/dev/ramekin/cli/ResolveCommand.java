package dev.ramekin.cli;

import dev.ramekin.freeze.PackageQuery;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.freeze.apt.Resolution;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which packages a set of packages brings, as apt would. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what installing packages would install, upgrade and remove, as apt-get would.",
      "With --format json one line: {\"packages\":[{\"name\",\"version\",\"architecture\",\"size\",",
      "\"sha256\",\"filename\"}…],\"removed\":[names]}, or {\"error\":…} when there is no solution."
    },
    footerHeading = "%nArchives (--archive):%n",
    footer = {
      "  http://mirror/debian         a server with dists/: the platform's suites that it has",
      "                               (of Debian 12 bookworm, bookworm-updates, bookworm-security)",
      "  http://mirror                a server with such archives below debian/, debian-security/",
      "  DIR                          a folder laid out in the same way; all suites below dists/",
      "                               when none of them is the platform's",
      "  URL|DIR                      a flat archive: a Packages file (also .xz, .gz) right there",
      "  'URL SUITE COMPONENT…'       as in sources.list; a suite that ends in / is a flat folder",
      "  '[signed-by=FILE] URL …'     the same; then, and only then, the Release file must be signed",
      "",
      "Examples:",
      "  ramekin resolve --platform debian-12 nginx php-fpm --format json",
      "  ramekin resolve --archive ./mirror --status ./status 'nginx=1.22*' exim4-",
      "  ramekin resolve --archive 'http://mirror/debian bookworm main' --sets sets.txt --format json"
    })
final class ResolveCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(
      paramLabel = "PACKAGE",
      description = {
        "As apt-get install takes it: name, name=version, name/release, name:arch,",
        "name- to remove it, task^, a glob or a regular expression."
      })
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
      description = "Archive in place of the platform's own; may be repeated. See below.")
  private List<String> archives = new ArrayList<>();

  @Option(
      names = "--preferences",
      paramLabel = "FILE",
      description = "Pins, as in /etc/apt/preferences; may be repeated.")
  private List<Path> preferences = new ArrayList<>();

  @Option(
      names = {"-t", "--target-release"},
      paramLabel = "RELEASE",
      description = "Take packages from this release where it has them.")
  private @Nullable String targetRelease;

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
    if (packages.isEmpty() && sets == null) {
      throw new CommandException("name at least one package, or --sets FILE");
    }
    ResolutionWriter writer = new ResolutionWriter();
    PackageQuery query;
    try {
      query = open();
    } catch (ArchiveException exception) {
      if (output.json()) {
        streams.out().println(writer.error(exception.getMessage()));
      }
      throw exception;
    }
    query.problems().forEach(this::warn);
    if (sets != null) {
      answerSets(query, writer, sets);
      return ExitCode.DONE.code();
    }
    Resolution resolution = query.resolve(packages);
    boolean solved = resolution instanceof Resolution.Closure;
    streams.out().println(output.json() ? writer.json(resolution) : writer.text(resolution));
    return (solved ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private PackageQuery open() throws ArchiveException, IOException {
    return PackageQuery.open(
        new PackageQuery.Setting(
            platform,
            status == null ? Optional.empty() : Optional.of(text(status)),
            archives,
            recommends,
            preferences()),
        mirrors.places(ProjectFile.read(Path.of("")), Optional.empty()));
  }

  private void answerSets(PackageQuery query, ResolutionWriter writer, Path file)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> words =
            Stream.of(line.strip().split("\\s+")).filter(it -> !it.isEmpty()).toList();
        streams.out().println(writer.json(query.resolve(words)));
      }
    } catch (NoSuchFileException exception) {
      throw new CommandException(file + ": there is no such file");
    }
    streams.out().flush();
  }

  private Preferences preferences() throws IOException {
    Preferences all = Preferences.NONE;
    for (Path file : preferences) {
      Preferences.Parsed parsed = Preferences.parse(file.toString(), text(file));
      parsed.problems().forEach(this::warn);
      all = all.with(parsed.preferences());
    }
    return targetRelease == null ? all : all.toward(targetRelease);
  }

  private void warn(String problem) {
    if (!output.quiet()) {
      streams.err().println("warning " + problem);
    }
  }

  /** A status file may hold bytes that are no UTF-8 in descriptions. */
  private static String text(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException exception) {
      throw new CommandException(file + ": there is no such file");
    }
  }
}
