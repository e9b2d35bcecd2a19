package dev.ramekin.lang.ruby.value;

/** Counts changes of classes and modules of one interpreter, so that lookups can be remembered. */
public final class Hierarchy {
  /** How objects of classes with their own {@code eql?} and {@code hash} compare as hash keys. */
  public interface Equality {
    /** Asks {@code left.eql?(right)}. */
    boolean same(RubyObject left, RubyObject right);

    /** Asks {@code object.hash}. */
    int hash(RubyObject object);
  }

  private final Equality equality;
  private long version;

  /** Makes the counter of an interpreter that compares objects so. */
  public Hierarchy(Equality equality) {
    this.equality = equality;
  }

  Equality equality() {
    return equality;
  }

  /** Announces a change. */
  public void changed() {
    version++;
  }

  /** Returns a number that differs after each change. */
  public long version() {
    return version;
  }
}
