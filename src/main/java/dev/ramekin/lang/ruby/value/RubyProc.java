package dev.ramekin.lang.ruby.value;

/** A block, proc or lambda. */
public final class RubyProc extends RubyObject {
  /** What a proc does; the interpreter knows how to run it. */
  public interface Body {
    /** Returns Ruby's arity. */
    int arity();
  }

  private final Body body;
  private final boolean lambda;

  /** Makes a proc. */
  public RubyProc(Body body, boolean lambda) {
    this.body = body;
    this.lambda = lambda;
  }

  /** Returns what it does. */
  public Body body() {
    return body;
  }

  /** Returns whether it checks its arguments and returns by itself. */
  public boolean lambda() {
    return lambda;
  }
}
