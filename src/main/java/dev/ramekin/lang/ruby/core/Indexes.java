package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;

/** Positions and stretches, as {@code []} of String and Array takes them. */
final class Indexes {
  /**
   * A stretch of elements.
   *
   * @param start first position
   * @param length how many
   */
  record Stretch(int start, int length) {
    int end() {
      return start + length;
    }
  }

  private Indexes() {}

  /**
   * Returns a position counted from the start; negative ones count from the end. May be outside.
   */
  static int position(Call call, RubyValue index, int size) {
    int position = call.ruby().convert().index(index);
    return position < 0 ? position + size : position;
  }

  /** Returns the stretch of start and length; empty when it lies outside. */
  static Optional<Stretch> stretch(Call call, RubyValue start, RubyValue length, int size) {
    int from = position(call, start, size);
    int count = call.ruby().convert().index(length);
    if (from < 0 || from > size || count < 0) {
      return Optional.empty();
    }
    return Optional.of(new Stretch(from, Math.min(count, size - from)));
  }

  /** Returns the stretch of a range; empty when it lies outside. */
  static Optional<Stretch> stretch(Call call, RubyRange range, int size) {
    return open(call, range, size)
        .filter(it -> it.start() <= size)
        .map(it -> new Stretch(it.start(), Math.min(it.length(), size - it.start())));
  }

  /**
   * Returns the stretch of a range that may go beyond the end; empty when it starts beyond it.
   *
   * @throws dev.ramekin.lang.ruby.eval.RubyError RangeError when it starts before the beginning and
   *     the method insists
   */
  static Optional<Stretch> open(Call call, RubyRange range, int size) {
    int from = range.from() instanceof RubyNil ? 0 : position(call, range.from(), size);
    if (from < 0 || from > size) {
      if (from < 0 && call.name().equals("values_at")) {
        throw outOfRange(call, range);
      }
      return Optional.empty();
    }
    int to = range.to() instanceof RubyNil ? size : position(call, range.to(), size);
    boolean inclusive = !(range.to() instanceof RubyNil) && !range.exclusive();
    long end = inclusive ? to + 1L : to;
    return Optional.of(
        new Stretch(from, (int) Math.min(Integer.MAX_VALUE - from, Math.max(0, end - from))));
  }

  /** Returns the RangeError for a range that starts outside. */
  static RubyError outOfRange(Call call, RubyRange range) {
    return call.error("RangeError", call.ruby().inspect(range) + " out of range");
  }
}
