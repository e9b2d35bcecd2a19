package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyValue;

/** {@code throw tag, value}. */
public final class Thrown extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient RubyValue tag;
  private final transient RubyValue value;

  /** Takes the tag that {@code catch} waits for and the value it gives. */
  public Thrown(RubyValue tag, RubyValue value) {
    super("throw", null, false, false);
    this.tag = tag;
    this.value = value;
  }

  /** Returns the tag. */
  public RubyValue tag() {
    return tag;
  }

  /** Returns the value. */
  public RubyValue value() {
    return value;
  }
}
