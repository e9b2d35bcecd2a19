package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;

/** Symbol. */
final class SymbolMethods {
  private SymbolMethods() {}

  static void define(Interpreter ruby) {
    Methods methods =
        Methods.of(ruby.model().type("Symbol"))
            .pure("to_s", 0, call -> new RubyString(name(call)))
            .alias("to_s", "id2name", "name")
            .pure("to_sym", 0, Call::self)
            .method("to_proc", 0, SymbolMethods::toProc)
            .pure("inspect", 0, call -> new RubyString(":" + Quoting.symbol(name(call))))
            .pure("<=>", 1, SymbolMethods::compare)
            .pure("==", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
            .alias("==", "===", "eql?");
    for (String asked :
        new String[] {
          "size",
          "length",
          "empty?",
          "start_with?",
          "end_with?",
          "=~",
          "match",
          "match?",
          "[]",
          "slice"
        }) {
      methods.pure(asked, 0, Methods.ANY, call -> call.ruby().send(text(call), asked, call.all()));
    }
    for (String mapped : new String[] {"upcase", "downcase", "capitalize", "swapcase", "succ"}) {
      methods.pure(mapped, 0, call -> call.send(call.send(text(call), mapped), "to_sym"));
    }
  }

  private static String name(Call call) {
    return call.self(RubySymbol.class).name();
  }

  private static RubyString text(Call call) {
    return new RubyString(name(call));
  }

  private static RubyValue toProc(Call call) {
    String name = name(call);
    Interpreter ruby = call.ruby();
    return ruby.proc(
        -2,
        true,
        arguments -> {
          if (arguments.values().isEmpty()) {
            throw ruby.error("ArgumentError", "no receiver given");
          }
          Arguments rest = arguments.rest();
          return ruby.publicSend(arguments.values().get(0), name, rest);
        });
  }

  private static RubyValue compare(Call call) {
    return call.argument(0) instanceof RubySymbol other
        ? RubyInteger.of(Order.compareTexts(name(call), other.name()))
        : RubyNil.NIL;
  }
}
