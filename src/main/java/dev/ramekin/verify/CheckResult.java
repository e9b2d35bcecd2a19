package dev.ramekin.verify;

/**
 * One thing that was compared.
 *
 * @param service name in {@code compose.yaml}
 * @param kind {@code file}, {@code user}, {@code group}, {@code package}, {@code process}, {@code
 *     port}, {@code published}, {@code probe}, {@code health}, {@code state}, {@code stop}
 * @param subject what was looked at: a path, a name, a port
 * @param expected what the model says
 * @param actual what was found
 * @param passed whether they agree
 * @param source the line of the input that asks for it; empty when there is no single one
 */
public record CheckResult(
    String service,
    String kind,
    String subject,
    String expected,
    String actual,
    boolean passed,
    String source) {
  /** Returns the result of comparing two texts. */
  static CheckResult compare(
      String service, String kind, String subject, String expected, String actual, String source) {
    return new CheckResult(
        service, kind, subject, expected, actual, expected.equals(actual), source);
  }
}
