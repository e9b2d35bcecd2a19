package dev.ramekin.lang.ruby.value;

/** Counts changes of classes and modules of one interpreter, so that lookups can be remembered. */
public final class Hierarchy {
  private long version;

  /** Announces a change. */
  public void changed() {
    version++;
  }

  /** Returns a number that differs after each change. */
  public long version() {
    return version;
  }
}
