package dev.ramekin.model;

import java.util.List;

/**
 * Conditions that must hold when the operation's turn comes.
 *
 * @param conditions all must hold; empty means always
 */
public record Guard(List<Condition> conditions) {
  /** No condition. */
  public static final Guard ALWAYS = new Guard(List.of());

  /**
   * One condition.
   *
   * @param text the shell command, or the source's own code when it is not a shell command
   * @param shell whether {@code text} is a shell command whose exit status decides
   * @param negated true when the operation happens only if the condition does not hold
   */
  public record Condition(String text, boolean shell, boolean negated) {}

  public Guard {
    conditions = List.copyOf(conditions);
  }
}
