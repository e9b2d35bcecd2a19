package dev.ramekin.model;

import java.util.List;
import java.util.Optional;

/**
 * Something only a person can answer, with the default that is taken meanwhile. Answers live in the
 * user's {@code ramekin.yaml} under the question's id.
 *
 * @param id stable: {@code file:line#n}, n counting the questions of that line from 1
 * @param origin where the question arose
 * @param kind whether a condition or a value is asked for
 * @param text the question in words, with the reason why the input alone cannot answer it
 * @param defaultAnswer what is taken while nobody has answered; empty when nothing sensible exists
 * @param outcomes what each answer leads to; for a value question empty
 * @param answer the user's answer, when there is one
 */
public record Question(
    String id,
    Origin origin,
    Kind kind,
    String text,
    Optional<String> defaultAnswer,
    List<Outcome> outcomes,
    Optional<String> answer) {
  /** What is asked for. */
  public enum Kind {
    /** Yes or no: which branch is taken. */
    CONDITION,
    /** A text. */
    VALUE
  }

  /**
   * What one answer leads to.
   *
   * @param answer {@code yes} or {@code no}
   * @param statements the statements that would run, each as {@code type[name]}
   */
  public record Outcome(String answer, List<String> statements) {
    public Outcome {
      statements = List.copyOf(statements);
    }
  }

  public Question {
    outcomes = List.copyOf(outcomes);
  }
}
