package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;

/** Ruby's core classes. */
public final class Core {
  private Core() {}

  /** Defines the methods of all core classes. */
  public static void define(Interpreter ruby) {
    ComparableMethods.define(ruby);
    EnumerableMethods.define(ruby);
    ArrayMethods.define(ruby);
    HashMethods.define(ruby);
    RangeMethods.define(ruby);
    StringMethods.define(ruby);
    SymbolMethods.define(ruby);
    RegexpMethods.define(ruby);
    NumberMethods.define(ruby);
  }
}
