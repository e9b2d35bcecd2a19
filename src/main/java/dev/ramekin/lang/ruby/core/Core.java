package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;

/** Ruby's core classes. */
public final class Core {
  private Core() {}

  /** Defines the methods of all core classes. */
  public static void define(Interpreter ruby) {
    ObjectMethods.define(ruby);
    ModuleMethods.define(ruby);
    MethodObjects.define(ruby);
    ExceptionMethods.define(ruby);
    NilMethods.define(ruby);
    KernelMethods.define(ruby);
    ComparableMethods.define(ruby);
    EnumerableMethods.define(ruby);
    ArrayMethods.define(ruby);
    HashMethods.define(ruby);
    RangeMethods.define(ruby);
    StringMethods.define(ruby);
    SymbolMethods.define(ruby);
    RegexpMethods.define(ruby);
    NumberMethods.define(ruby);
    FileMethods.define(ruby);
    EnvironmentMethods.define(ruby);
    StructMethods.define(ruby);
    OpenStructMethods.define(ruby);
    SetMethods.define(ruby);
    JsonMethods.define(ruby);
    YamlMethods.define(ruby);
    TextLibraries.define(ruby);
    PlaceLibraries.define(ruby);
    HostLibraries.define(ruby);
  }
}
