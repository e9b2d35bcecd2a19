package dev.ramekin.model;

/**
 * Something a person should know about the input or the output. Errors are findings too: they stay
 * values until the command line prints them.
 *
 * @param severity how much it matters
 * @param code stable identifier in kebab case, such as {@code missing-cookbook}
 * @param origin where
 * @param message what, in one sentence without a full stop
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(
    Severity severity, String code, Origin origin, String message, String advice) {
  /** Returns an error without advice. */
  public static Finding error(String code, Origin origin, String message) {
    return new Finding(Severity.ERROR, code, origin, message, "");
  }

  /** Returns a warning without advice. */
  public static Finding warning(String code, Origin origin, String message) {
    return new Finding(Severity.WARNING, code, origin, message, "");
  }

  /** Returns a note without advice. */
  public static Finding note(String code, Origin origin, String message) {
    return new Finding(Severity.NOTE, code, origin, message, "");
  }

  /** Returns the same finding with advice. */
  public Finding advise(String text) {
    return new Finding(severity, code, origin, message, text);
  }
}
