package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;

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
  private Optional<Decisions.Way> otherWay = Optional.empty();

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

  /** Takes note that it happens only by the default of an open question. */
  void hangsOn(Decisions.Way way) {
    if (otherWay.isEmpty()) {
      otherWay = Optional.of(way);
    }
  }

  /** Returns the answer with which it would not have happened; empty when it happens anyway. */
  Optional<Decisions.Way> otherWay() {
    return otherWay;
  }
}
