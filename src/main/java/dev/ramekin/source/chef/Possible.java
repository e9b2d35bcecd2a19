package dev.ramekin.source.chef;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A resource that is declared only when open questions are answered otherwise than by their
 * defaults.
 *
 * @param resource what would be declared; its status is {@code question}
 * @param answers the answers that lead there, outermost condition first
 */
public record Possible(DeclaredResource resource, List<Answer> answers) {
  /** One answer to one question, by its id. */
  public record Answer(String question, String answer) {
    @Override
    public String toString() {
      return question + " (" + answer + ")";
    }
  }

  public Possible {
    answers = List.copyOf(answers);
  }

  /** Returns in words what it depends on. */
  public String reason() {
    return reason(answers);
  }

  /** Returns in words that something depends on answers. */
  static String reason(List<Answer> answers) {
    return "it depends on the answer to "
        + answers.stream().map(Answer::toString).collect(Collectors.joining(" and "));
  }
}
