package dev.ramekin.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to build.
 *
 * @param noCache whether every step is done anew
 * @param limit longest time for all images
 * @param log file that keeps the engine's words; appended to
 * @param progress takes a line whenever a new step begins
 */
public record BuildOptions(boolean noCache, Duration limit, Path log, Consumer<String> progress) {
  /** Returns the usual options: cached, an hour at most, the log beside the report. */
  public static BuildOptions of(Path out) {
    return new BuildOptions(
        false, Duration.ofHours(1), out.resolve("report").resolve("build.log"), line -> {});
  }
}
