package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyValue;

/** A method written in Java. */
@FunctionalInterface
public interface BuiltinFunction {
  /** Does it. */
  RubyValue call(Call call);
}
