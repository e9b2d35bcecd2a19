package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;

/** NilClass, TrueClass and FalseClass. */
final class NilMethods {
  private NilMethods() {}

  static void define(Interpreter ruby) {
    Methods.of(ruby.model().type("NilClass"))
        .pure("to_s", 0, call -> frozen(""))
        .pure("to_a", 0, call -> new RubyArray())
        .pure("to_h", 0, call -> new RubyHash())
        .pure("to_i", 0, call -> RubyInteger.of(0))
        .pure("to_f", 0, call -> new RubyFloat(0))
        .pure("inspect", 0, call -> new RubyString("nil"))
        .pure("&", 1, call -> RubyBoolean.FALSE)
        .pure("|", 1, call -> RubyBoolean.of(call.argument(0).truthy()))
        .pure("^", 1, call -> RubyBoolean.of(call.argument(0).truthy()))
        .pure("=~", 1, call -> RubyNil.NIL)
        .pure("to_r", 0, call -> call.unknown("rational numbers are not evaluated"))
        .alias("to_r", "rationalize", "to_c");
    for (String name : new String[] {"TrueClass", "FalseClass"}) {
      Methods.of(ruby.model().type(name))
          .pure("to_s", 0, call -> frozen(String.valueOf(call.self().truthy())))
          .alias("to_s", "inspect")
          .pure("&", 1, call -> RubyBoolean.of(call.self().truthy() && call.argument(0).truthy()))
          .pure("|", 1, call -> RubyBoolean.of(call.self().truthy() || call.argument(0).truthy()))
          .pure("^", 1, call -> RubyBoolean.of(call.self().truthy() != call.argument(0).truthy()));
    }
  }

  private static RubyString frozen(String text) {
    RubyString made = new RubyString(text);
    made.freeze();
    return made;
  }
}
