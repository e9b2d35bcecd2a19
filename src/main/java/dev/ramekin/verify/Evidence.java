package dev.ramekin.verify;

import java.util.List;

/**
 * What was built, started and seen.
 *
 * @param at when, RFC 3339
 * @param build images with their digests
 * @param checks every comparison, in the order of services and kinds
 * @param runs what was measured of services that were stopped and started again
 */
public record Evidence(
    String at, BuildResult build, List<CheckResult> checks, List<ServiceRun> runs) {
  public Evidence {
    checks = List.copyOf(checks);
    runs = List.copyOf(runs);
  }

  /** Returns whether everything is as the model says. */
  public boolean passed() {
    return failures().isEmpty();
  }

  /** Returns the comparisons that do not agree. */
  public List<CheckResult> failures() {
    return checks.stream().filter(check -> !check.passed()).toList();
  }
}
