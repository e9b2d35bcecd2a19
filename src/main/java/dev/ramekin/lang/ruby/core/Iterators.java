package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Methods;

/** Defines methods that give an enumerator when they are called without a block. */
record Iterators(Methods methods) {
  /** Defines one with so many arguments. */
  Iterators method(String name, int arguments, BuiltinFunction function) {
    return method(name, arguments, arguments, function);
  }

  /** Defines one. */
  Iterators method(String name, int least, int most, BuiltinFunction function) {
    methods.method(
        name,
        least,
        most,
        call -> call.block().isEmpty() ? Elements.enumerator(call) : function.call(call));
    return this;
  }

  /** Gives one more names. */
  Iterators alias(String name, String... others) {
    methods.alias(name, others);
    return this;
  }
}
