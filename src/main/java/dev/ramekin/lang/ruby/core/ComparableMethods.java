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
    return Elements.compare(call, call.self(), call.argument(index));
  }

  private static RubyValue equal(Call call) {
    if (call.self() == call.argument(0)) {
      return RubyBoolean.TRUE;
    }
    RubyValue order = call.send(call.self(), "<=>", call.argument(0));
    return RubyBoolean.of(
        !(order instanceof RubyNil)
            && Elements.order(call, order, call.self(), call.argument(0)) == 0);
  }

  private static RubyValue clamp(Call call) {
    boolean ranged = call.argument(0) instanceof RubyRange;
    RubyValue least = ranged ? ((RubyRange) call.argument(0)).from() : call.argument(0);
    RubyValue most = ranged ? ((RubyRange) call.argument(0)).to() : call.argument(1);
    if (!(least instanceof RubyNil) && Elements.compare(call, call.self(), least) < 0) {
      return least;
    }
    boolean above = !(most instanceof RubyNil) && Elements.compare(call, call.self(), most) > 0;
    return above ? most : call.self();
  }
}
