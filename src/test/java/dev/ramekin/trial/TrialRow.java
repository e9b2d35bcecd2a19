package dev.ramekin.trial;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one service on one release.
 *
 * @param service key of the catalogue
 * @param release platform id: {@code debian-12}
 * @param catalogue whether the catalogue's entry was used
 * @param megabytes image size, unpacked; empty when it was not built
 * @param healthy seconds to the first health check that passed
 * @param stop seconds from the signal to the end
 * @param status exit status
 * @param user who the process runs as
 * @param root {@code read-only} or {@code writable}
 * @param result {@code pass}, or what is not as it should be
 */
record TrialRow(
    String service,
    String release,
    boolean catalogue,
    Optional<Long> megabytes,
    Optional<Double> healthy,
    Optional<Double> stop,
    Optional<Long> status,
    String user,
    String root,
    String result) {
  static final String PASS = "pass";
  static final List<String> TITLES =
      List.of(
          "service",
          "release",
          "image MB",
          "healthy s",
          "stop s",
          "status",
          "user",
          "root",
          "result");

  /** A service that did not get as far as running. */
  static TrialRow failed(String service, String release, boolean catalogue, String why) {
    return new TrialRow(
        service,
        release,
        catalogue,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        why);
  }

  boolean passed() {
    return result.equals(PASS);
  }

  /** Returns the cells in the order of the titles. */
  List<String> cells() {
    return List.of(
        service,
        release,
        megabytes.map(String::valueOf).orElse(""),
        seconds(healthy),
        seconds(stop),
        status.map(String::valueOf).orElse(""),
        user,
        root,
        result);
  }

  private static String seconds(Optional<Double> value) {
    return value.map(it -> String.format(Locale.ROOT, "%.1f", it)).orElse("");
  }
}
