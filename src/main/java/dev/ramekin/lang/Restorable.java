package dev.ramekin.lang;

/** Something mutable whose state a trial may have to put back. */
public interface Restorable {
  /** Returns what puts the present state back when it is run. */
  Runnable snapshot();
}
