package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a call passes.
 *
 * @param values positional arguments; keyword arguments are a last hash that says so
 * @param block the block
 */
public record Arguments(List<RubyValue> values, Optional<RubyProc> block) {
  /** Nothing. */
  public static final Arguments NONE = new Arguments(List.of(), Optional.empty());

  /** Returns arguments without a block. */
  public static Arguments of(RubyValue... values) {
    return new Arguments(Arrays.asList(values), Optional.empty());
  }

  /** Returns arguments without a block. */
  public static Arguments of(List<RubyValue> values) {
    return new Arguments(values, Optional.empty());
  }

  /** Returns the same with other positional arguments. */
  public Arguments with(List<RubyValue> other) {
    return new Arguments(other, block);
  }

  /** Returns the same with another block. */
  public Arguments with(RubyProc other) {
    return new Arguments(values, Optional.of(other));
  }

  /** Returns all but the first. */
  public Arguments rest() {
    return with(values.subList(Math.min(1, values.size()), values.size()));
  }
}
