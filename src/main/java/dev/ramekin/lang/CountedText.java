package dev.ramekin.lang;

/**
 * A text that counts how often a pattern looks at it: one that backtracks without end uses up the
 * budget.
 */
public final class CountedText implements CharSequence {
  private static final int EVERY = 64;

  private final CharSequence text;
  private final Budget budget;
  private int reads;

  /**
   * @param budget loses a step for every few looks
   */
  public CountedText(CharSequence text, Budget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads % EVERY == 0) {
      budget.step();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
