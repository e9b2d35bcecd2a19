package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.function.DoubleUnaryOperator;

/** Math. */
final class MathFunctions {
  private MathFunctions() {}

  static void define(Interpreter ruby) {
    RubyModule math = ruby.model().defineModule("Math");
    ruby.model().defineClass("Math::DomainError", ruby.model().type("ArgumentError"));
    math.constant("PI", new RubyFloat(Math.PI));
    math.constant("E", new RubyFloat(Math.E));
    Methods methods = Methods.of(ruby.model().singleton(math));
    positive(methods, "sqrt", Math::sqrt);
    positive(methods, "log2", value -> Math.log(value) / Math.log(2));
    positive(methods, "log10", Math::log10);
    plain(methods, "cbrt", Math::cbrt);
    plain(methods, "exp", Math::exp);
    plain(methods, "sin", Math::sin);
    plain(methods, "cos", Math::cos);
    plain(methods, "tan", Math::tan);
    plain(methods, "atan", Math::atan);
    methods
        .pure("log", 1, 2, MathFunctions::log)
        .pure("hypot", 2, call -> new RubyFloat(Math.hypot(number(call, 0), number(call, 1))))
        .pure("atan2", 2, call -> new RubyFloat(Math.atan2(number(call, 0), number(call, 1))))
        .pure("pow", 2, call -> new RubyFloat(Math.pow(number(call, 0), number(call, 1))));
  }

  private static void plain(Methods methods, String name, DoubleUnaryOperator function) {
    methods.pure(name, 1, call -> new RubyFloat(function.applyAsDouble(number(call, 0))));
  }

  private static void positive(Methods methods, String name, DoubleUnaryOperator function) {
    methods.pure(
        name, 1, call -> new RubyFloat(function.applyAsDouble(notNegative(call, 0, name))));
  }

  private static double number(Call call, int index) {
    RubyValue value = call.argument(index);
    if (!NumberMethods.isNumber(value)) {
      throw call.error(
          "TypeError", "can't convert " + call.ruby().convert().describe(value) + " into Float");
    }
    return NumberMethods.real(value);
  }

  private static double notNegative(Call call, int index, String name) {
    double value = number(call, index);
    if (value < 0) {
      throw call.error("Math::DomainError", "Numerical argument is out of domain - " + name);
    }
    return value;
  }

  private static RubyValue log(Call call) {
    double value = Math.log(notNegative(call, 0, "log"));
    return new RubyFloat(call.has(1) ? value / Math.log(notNegative(call, 1, "log")) : value);
  }
}
