package dev.ramekin.verify;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to verify.
 *
 * @param build how to build the images first
 * @param startLimit longest time until every service is healthy
 * @param restart whether everything is stopped and started again, too
 */
public record VerifyOptions(BuildOptions build, Duration startLimit, boolean restart) {
  /** Returns the usual options: five minutes to start, the log beside the report. */
  public static VerifyOptions of(Path out) {
    return new VerifyOptions(BuildOptions.of(out), Duration.ofMinutes(5), false);
  }
}
