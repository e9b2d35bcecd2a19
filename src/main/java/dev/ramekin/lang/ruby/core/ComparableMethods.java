package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.function.IntPredicate;

/** Comparable: what everything that has {@code <=>} can do. */
final class ComparableMethods {
  private ComparableMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().module("Comparable"));
    compared(methods, "<", order -> order < 0);
    compared(methods, "<=", order -> order <= 0);
    compared(methods, ">", order -> order > 0);
    compared(methods, ">=", order -> order >= 0);
    methods
        .pure("==", 1, ComparableMethods::equal)
        .pure("between?", 2, call -> RubyBoolean.of(compare(call, 0) >= 0 && compare(call, 1) <= 0))
        .pure("clamp", 1, 2, ComparableMethods::clamp);
  }

  private static void compared(Methods methods, String name, IntPredicate test) {
    methods.pure(name, 1, call -> RubyBoolean.of(test.test(compare(call, 0))));
  }

  private static int compare(Call call, int index) {
    return Order.compare(call, call.self(), call.argument(index));
  }

  private static RubyValue equal(Call call) {
    if (call.self() == call.argument(0)) {
      return RubyBoolean.TRUE;
    }
    RubyValue order = call.send(call.self(), "<=>", call.argument(0));
    return RubyBoolean.of(
        !(order instanceof RubyNil) && Order.sign(call, order, call.self(), call.argument(0)) == 0);
  }

  private static RubyValue clamp(Call call) {
    RubyValue least = call.argument(0);
    RubyValue most = call.argument(1);
    if (!call.has(1)) {
      if (!(least instanceof RubyRange range)) {
        throw call.error(
            "TypeError",
            "wrong argument type "
                + call.ruby().model().classOf(least).name()
                + " (expected Range)");
      }
      least = range.from();
      most = range.to();
      if (range.exclusive() && !(most instanceof RubyNil)) {
        throw call.error("ArgumentError", "cannot clamp with an exclusive range");
      }
    }
    boolean both = !(least instanceof RubyNil) && !(most instanceof RubyNil);
    if (both && Order.compare(call, least, most) > 0) {
      throw call.error("ArgumentError", "min argument must be smaller than max argument");
    }
    if (!(least instanceof RubyNil) && Order.compare(call, call.self(), least) < 0) {
      return least;
    }
    boolean above = !(most instanceof RubyNil) && Order.compare(call, call.self(), most) > 0;
    return above ? most : call.self();
  }
}
