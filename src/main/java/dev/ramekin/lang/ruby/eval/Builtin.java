package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.MethodBody;

/**
 * A method written in Java.
 *
 * @param least how many arguments it needs
 * @param most how many it takes; -1 for any number
 * @param pure whether it depends on nothing but its receiver and arguments, so that an unknown
 *     argument makes an unknown result and a secret one a secret result
 * @param function what it does
 */
public record Builtin(int least, int most, boolean pure, BuiltinFunction function)
    implements MethodBody {
  /** As of a method written in C: -1 when it takes a varying number of arguments. */
  @Override
  public int arity() {
    return least == most ? least : -1;
  }
}
