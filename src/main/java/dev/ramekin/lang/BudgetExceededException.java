package dev.ramekin.lang;

import dev.ramekin.model.Origin;
import java.util.Optional;

/** The budget of an evaluation is used up. No input language can rescue it. */
public final class BudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Origin> place;

  /**
   * Takes what was exceeded.
   *
   * @param message in words, with the limit: {@code more than 1000000 steps}
   */
  public BudgetExceededException(String message) {
    this(message, Optional.empty());
  }

  private BudgetExceededException(String message, Optional<Origin> place) {
    super(message, null, false, false);
    this.place = place;
  }

  /** Returns the same with the place where it was found; the first one that is told stays. */
  public BudgetExceededException at(Origin origin) {
    return place.isPresent() ? this : new BudgetExceededException(what(), Optional.of(origin));
  }

  /** Returns where the evaluation was. */
  public Optional<Origin> place() {
    return place;
  }

  /** Returns what was exceeded, in words. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
