package dev.ramekin.lang;

/**
 * Bounds an evaluation, so that no input can hang or exhaust the process. Exceeding a limit throws
 * {@link BudgetExceededException}, which ends the evaluation of that file.
 */
public final class Budget {
  /**
   * The limits.
   *
   * @param steps how many syntax nodes may be evaluated
   * @param depth how deep evaluations may nest
   * @param text how many characters a string may hold
   * @param elements how many elements a collection may hold
   * @param output how many characters may be built in all
   */
  public record Limits(long steps, int depth, int text, int elements, long output) {
    /** Returns limits that real input stays far below. */
    public static Limits usual() {
      return new Limits(5_000_000, 1_500, 16_000_000, 1_000_000, 512_000_000L);
    }
  }

  private static final int MOST_BITS = 1_000_000;

  private final Limits limits;
  private long stepsLeft;
  private long outputLeft;
  private int depth;

  /** Takes the limits. */
  public Budget(Limits limits) {
    this.limits = limits;
    this.stepsLeft = limits.steps();
    this.outputLeft = limits.output();
  }

  /** Begins anew, for the next file. */
  public void refill() {
    stepsLeft = limits.steps();
    outputLeft = limits.output();
  }

  /** Counts one step. */
  public void step() {
    if (--stepsLeft < 0) {
      throw new BudgetExceededException("more than " + limits.steps() + " steps");
    }
  }

  /** Counts several steps at once. */
  public void steps(long count) {
    stepsLeft -= Math.max(0, count - 1);
    step();
  }

  /** Counts one level more; the caller promises to call {@link #leave}. */
  public void enter() {
    if (++depth > limits.depth()) {
      depth--;
      throw new BudgetExceededException("calls nested deeper than " + limits.depth());
    }
  }

  /** Counts one level less. */
  public void leave() {
    depth--;
  }

  /** Checks the length of a string that is about to be built. */
  public void text(long length) {
    text(length, length);
  }

  /** Checks the length of a string that is about to grow by so many characters. */
  public void text(long length, long added) {
    outputLeft -= added;
    if (length > limits.text()) {
      throw new BudgetExceededException("a string longer than " + limits.text() + " characters");
    }
    if (outputLeft < 0) {
      throw new BudgetExceededException(
          "strings of more than " + limits.output() + " characters in all");
    }
  }

  /** Checks the size of an integer that is about to be computed, and counts the work of it. */
  public void bits(long bits) {
    if (bits > MOST_BITS) {
      throw new BudgetExceededException("an integer of more than " + MOST_BITS + " bits");
    }
    steps(bits / Long.SIZE);
  }

  /** Checks the size of a collection that is about to be built. */
  public void elements(long size) {
    if (size > limits.elements()) {
      throw new BudgetExceededException(
          "a collection of more than " + limits.elements() + " elements");
    }
  }

  /**
   * Runs something that may use only half of the remaining steps.
   *
   * @return whether it stayed within them
   */
  public boolean onTrial(Runnable body) {
    long kept = stepsLeft / 2;
    int before = depth;
    stepsLeft -= kept;
    try {
      body.run();
      return true;
    } catch (BudgetExceededException exceeded) {
      stepsLeft = Math.max(stepsLeft, 0);
      return false;
    } finally {
      depth = before;
      stepsLeft += kept;
    }
  }
}
