package dev.ramekin.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to build.
 *
 * @param only names of the images to build; none for all
 * @param noCache whether every step is done anew
 * @param platforms what to build for: {@code linux/arm64}; none for the engine's own
 * @param registry what the images' names begin with, to be pushed there: {@code
 *     registry.example.com/}; empty to leave them in the engine
 * @param contexts folders to use in place of the named contexts of {@code docker-bake.hcl}
 * @param save folder for the images' archives, each named by its image; empty to keep none
 * @param limit longest time for all images
 * @param log file that keeps the engine's words; appended to
 * @param progress takes a line whenever a new step begins
 */
public record BuildOptions(
    List<String> only,
    boolean noCache,
    List<String> platforms,
    Optional<String> registry,
    Map<String, Path> contexts,
    Optional<Path> save,
    Duration limit,
    Path log,
    Consumer<String> progress) {
  public BuildOptions {
    only = List.copyOf(only);
    platforms = List.copyOf(platforms);
    contexts = Map.copyOf(contexts);
  }

  /** Returns the usual options: cached, an hour at most, the log beside the report. */
  public static BuildOptions of(Path out) {
    return new BuildOptions(
        List.of(),
        false,
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Duration.ofHours(1),
        out.resolve("report").resolve("build.log"),
        line -> {});
  }

  /** Returns the same, cached or not. */
  public BuildOptions withNoCache(boolean value) {
    return new BuildOptions(only, value, platforms, registry, contexts, save, limit, log, progress);
  }

  /** Returns the same with another listener. */
  public BuildOptions withProgress(Consumer<String> other) {
    return new BuildOptions(only, noCache, platforms, registry, contexts, save, limit, log, other);
  }

  /** Returns the same with other places that packages come from. */
  public BuildOptions withContexts(Map<String, Path> others) {
    return new BuildOptions(only, noCache, platforms, registry, others, save, limit, log, progress);
  }
}
