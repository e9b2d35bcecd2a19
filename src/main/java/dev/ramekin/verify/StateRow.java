package dev.ramekin.verify;

import java.util.List;

/**
 * One thing of a recorded host, held against the built images.
 *
 * @param kind {@code file}, {@code directory}, {@code link}, {@code removed}, {@code user}, {@code
 *     group}, {@code crontab}, {@code service}, {@code package}
 * @param subject its path or name
 * @param image the image that is nearest to it; empty when none has it
 * @param differences what is not as on the host; empty when all is
 * @param reasons what the report says of each statement that gives it another place; empty when
 *     nothing there names it
 */
public record StateRow(
    String kind, String subject, String image, List<String> differences, List<String> reasons) {
  public StateRow {
    differences = List.copyOf(differences);
    reasons = List.copyOf(reasons);
  }

  /** Returns whether an image has it as the host had it. */
  public boolean equal() {
    return differences.isEmpty();
  }

  /** Returns whether it differs, and the report has a reason. */
  public boolean explained() {
    return !equal() && !reasons.isEmpty();
  }

  /** Returns whether it differs without a word in the report. */
  public boolean unexplained() {
    return !equal() && reasons.isEmpty();
  }

  /** Returns {@code equal}, {@code explained} or {@code unexplained}. */
  public String verdict() {
    if (equal()) {
      return "equal";
    }
    return explained() ? "explained" : "unexplained";
  }
}
