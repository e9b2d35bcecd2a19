package dev.ramekin.lang;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The undo log of trials. Everything mutable is announced by {@link #touch} before it changes; when
 * a trial ends, all that was touched since it began gets its state back. Trials nest.
 */
public final class Journal {
  private final Deque<Map<Restorable, Runnable>> trials = new ArrayDeque<>();

  /** Announces a change. Costs nothing outside of trials. */
  public void touch(Restorable restorable) {
    Map<Restorable, Runnable> trial = trials.peek();
    if (trial != null && !trial.containsKey(restorable)) {
      trial.put(restorable, restorable.snapshot());
    }
  }

  /** Begins a trial. */
  public void begin() {
    trials.push(new IdentityHashMap<>());
  }

  /** Ends the innermost trial and puts back what it changed. */
  public void rollback() {
    trials.pop().values().forEach(Runnable::run);
  }

  /** Returns how many trials are under way. */
  public int depth() {
    return trials.size();
  }
}
