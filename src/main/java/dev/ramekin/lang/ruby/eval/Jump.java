package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyValue;

/** {@code break}, {@code next}, {@code return}, {@code retry}, {@code redo} or {@code throw}. */
final class Jump extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of jump. */
  enum Kind {
    BREAK,
    NEXT,
    RETURN,
    RETRY,
    REDO
  }

  private final Kind kind;
  private final transient Object target;
  private final transient RubyValue value;

  Jump(Kind kind, Object target, RubyValue value) {
    super(kind.name(), null, false, false);
    this.kind = kind;
    this.target = target;
    this.value = value;
  }

  boolean is(Kind wanted, Object wantedTarget) {
    return kind == wanted && target == wantedTarget;
  }

  Kind kind() {
    return kind;
  }

  RubyValue value() {
    return value;
  }
}
