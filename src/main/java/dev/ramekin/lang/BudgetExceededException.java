package dev.ramekin.lang;

/** The budget of an evaluation is used up. No input language can rescue it. */
public final class BudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Takes what was exceeded.
   *
   * @param message in words, with the limit: {@code more than 1000000 steps}
   */
  public BudgetExceededException(String message) {
    super(message, null, false, false);
  }

  /** Returns what was exceeded, in words. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
