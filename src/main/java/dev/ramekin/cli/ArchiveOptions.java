package dev.ramekin.cli;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.FreezeOptions;
import dev.ramekin.freeze.Places;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where packages and images are looked up. */
final class ArchiveOptions {
  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = {
        "Package archive in place of the machine's own: http://mirror for a server that holds",
        "every archive below its name, or debian=http://mirror/debian; may be repeated."
      })
  private List<String> mirrors = new ArrayList<>();

  @Option(
      names = "--registry-mirror",
      paramLabel = "URL",
      description = "Mirror of Docker Hub; may be repeated.")
  private List<String> registryMirrors = new ArrayList<>();

  @Option(
      names = "--freeze",
      paramLabel = "STRATEGY",
      description =
          "How packages are obtained: pantry, snapshot or version (default: as before, else pantry).")
  private @Nullable String strategy;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Architectures to freeze packages for, by Debian's names: amd64,arm64",
        "(default: those of the lock, else the platform's own)."
      })
  private List<String> architectures = new ArrayList<>();

  @Option(names = "--offline", description = "Use only what is cached or known.")
  private boolean offline;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder where fetched indices are kept (default: ~/.cache/ramekin).")
  private @Nullable Path cache;

  /**
   * Returns the choices of the command line, else of the user's file, else of the old lock.
   *
   * @param pantry the folder of the packages themselves
   */
  FreezeOptions freeze(ProjectFile project, Optional<Lock> old, Path pantry) {
    Lock.Strategy strategy =
        Optional.ofNullable(this.strategy)
            .or(project::freeze)
            .map(ArchiveOptions::strategy)
            .or(() -> old.map(Lock::strategy))
            .orElse(Lock.Strategy.PANTRY);
    return new FreezeOptions(
        strategy, architectures(project), Set.of(), Set.of(), places(project, Optional.of(pantry)));
  }

  /** Returns where things are looked for. */
  Places places(ProjectFile project, Optional<Path> pantry) {
    Map<String, String> environment = System.getenv();
    return new Places(
        offline,
        Places.mirrors(mirrors.isEmpty() ? project.mirrors() : mirrors),
        registryMirrors.isEmpty() ? project.registryMirrors() : registryMirrors,
        PlatformCatalogue.bundled(),
        cache == null ? CacheFolder.ofUser(environment) : new CacheFolder(cache),
        pantry,
        Path.of("/"),
        environment,
        Clock.systemUTC());
  }

  /** Returns whether nothing beyond this machine is to be asked. */
  boolean offline() {
    return offline;
  }

  private List<Architecture> architectures(ProjectFile project) {
    List<String> names = architectures.isEmpty() ? project.architectures() : architectures;
    return names.stream()
        .map(
            name ->
                Architecture.ofDebian(name)
                    .orElseThrow(
                        () ->
                            new CommandException(
                                "'" + name + "' is no architecture; take amd64, arm64 …")))
        .toList();
  }

  private static Lock.Strategy strategy(String name) {
    try {
      return Lock.Strategy.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException exception) {
      throw new CommandException(
          "'" + name + "' is no freeze strategy; take pantry, snapshot or version");
    }
  }
}
