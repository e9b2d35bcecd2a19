package dev.ramekin.report;

import dev.ramekin.model.Question;
import dev.ramekin.model.Secrets;
import java.util.List;

/**
 * A question as the page shows it.
 *
 * @param taken the answer, else the default; empty when there is neither
 * @param answered whether a person has answered
 * @param yaml the lines for ramekin.yaml
 */
public record QuestionCard(
    String id,
    String source,
    List<String> via,
    String text,
    String taken,
    boolean answered,
    List<Outcome> outcomes,
    String yaml) {
  /**
   * What an answer leads to.
   *
   * @param taken whether it is the one that was taken
   */
  public record Outcome(String answer, boolean taken, List<String> statements) {}

  /** Returns a card for each question: those without an answer first. */
  static List<QuestionCard> of(Conversion conversion) {
    Secrets secrets = conversion.secrets();
    return conversion.estate().questions().stream()
        .map(question -> card(question, secrets))
        .sorted((one, other) -> Boolean.compare(one.answered(), other.answered()))
        .toList();
  }

  /** Returns the lines for ramekin.yaml that answer all questions as they were taken. */
  static String yaml(List<QuestionCard> questions) {
    StringBuilder text = new StringBuilder();
    for (QuestionCard question : questions) {
      text.append(text.isEmpty() ? "answers:\n" : "").append(line(question.id(), question.taken()));
    }
    return text.toString();
  }

  private static QuestionCard card(Question question, Secrets secrets) {
    String taken = secrets.mask(question.answer().or(question::defaultAnswer).orElse(""));
    List<Outcome> outcomes =
        question.outcomes().stream().map(outcome -> outcome(outcome, taken, secrets)).toList();
    return new QuestionCard(
        question.id(),
        question.origin().shortForm(),
        Page.via(question.origin(), secrets),
        secrets.mask(question.text()),
        taken,
        question.answer().isPresent(),
        outcomes,
        "answers:\n" + line(question.id(), taken));
  }

  private static Outcome outcome(Question.Outcome outcome, String taken, Secrets secrets) {
    List<String> statements = outcome.statements().stream().map(secrets::mask).toList();
    return new Outcome(outcome.answer(), outcome.answer().equals(taken), statements);
  }

  /** Quoted both sides: an id has colons and a hash in it, and {@code yes} is to stay a text. */
  private static String line(String id, String answer) {
    return "  " + quoted(id) + ": " + quoted(answer) + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''").replace("\n", " ") + "'";
  }
}
