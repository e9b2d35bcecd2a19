package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.Visibility;
import java.util.Objects;

/**
 * Defines methods written in Java in a module. A {@code pure} method is lifted over unknowns and
 * secrets by the interpreter; a {@code method} sees them itself.
 */
public final class Methods {
  /** As many arguments as one likes. */
  public static final int ANY = -1;

  private final RubyModule module;
  private final Visibility visibility;

  private Methods(RubyModule module, Visibility visibility) {
    this.module = module;
    this.visibility = visibility;
  }

  /** Defines public methods. */
  public static Methods of(RubyModule module) {
    return new Methods(module, Visibility.PUBLIC);
  }

  /** Defines private ones, which need no receiver: functions such as {@code puts}. */
  public static Methods functionsOf(RubyModule module) {
    return new Methods(module, Visibility.PRIVATE);
  }

  /** Defines a method that depends on nothing but receiver and arguments. */
  public Methods pure(String name, int arguments, BuiltinFunction function) {
    return pure(name, arguments, arguments, function);
  }

  /** Defines a method that depends on nothing but receiver and arguments. */
  public Methods pure(String name, int least, int most, BuiltinFunction function) {
    module.define(name, visibility, new Builtin(least, most, true, function));
    return this;
  }

  /** Defines a method. */
  public Methods method(String name, int arguments, BuiltinFunction function) {
    return method(name, arguments, arguments, function);
  }

  /** Defines a method. */
  public Methods method(String name, int least, int most, BuiltinFunction function) {
    module.define(name, visibility, new Builtin(least, most, false, function));
    return this;
  }

  /** Gives a method more names. */
  public Methods alias(String name, String... others) {
    for (String other : others) {
      module.define(
          other, visibility, Objects.requireNonNull(module.methods().get(name), name).body());
    }
    return this;
  }
}
