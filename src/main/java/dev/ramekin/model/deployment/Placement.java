package dev.ramekin.model.deployment;

import dev.ramekin.model.Status;
import java.util.List;

/**
 * Where a statement ended.
 *
 * @param statement id of the statement
 * @param status its final status
 * @param target {@code stage:base}, {@code service:web}, {@code host}, or empty when it went
 *     nowhere
 * @param note why there, or what takes its place; one sentence
 * @param elsewhere what of the host it is about that no image holds as the host did
 */
public record Placement(
    String statement, Status status, String target, String note, List<Elsewhere> elsewhere) {
  /**
   * A thing of the host that is somewhere else than in an image, or has no place at all.
   *
   * @param subject an absolute path, which ends with a slash where all below it is meant, or {@code
   *     user:}, {@code group:}, {@code service:}, {@code package:} and a name
   * @param reason why, in one sentence
   */
  public record Elsewhere(String subject, String reason) {}

  public Placement {
    elsewhere = List.copyOf(elsewhere);
  }

  /** A statement of which nothing is elsewhere. */
  public Placement(String statement, Status status, String target, String note) {
    this(statement, status, target, note, List.of());
  }
}
