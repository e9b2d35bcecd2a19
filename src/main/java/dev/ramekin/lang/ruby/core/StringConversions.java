package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;

/** String: what it is as a symbol, a number or another text. */
final class StringConversions {
  private StringConversions() {}

  static void define(Interpreter ruby, Methods methods) {
    methods
        .method("to_s", 0, Call::self)
        .alias("to_s", "to_str")
        .method("-@", 0, StringConversions::frozen)
        .alias("-@", "dedup")
        .method("+@", 0, StringConversions::thawed)
        .pure("to_sym", 0, call -> new RubySymbol(text(call)))
        .alias("to_sym", "intern")
        .pure("to_i", 0, 1, StringConversions::integer)
        .pure("to_f", 0, call -> new RubyFloat(Numerals.leadingFloat(text(call))))
        .pure("to_r", 0, call -> call.unknown("rational numbers are not evaluated"))
        .pure("to_c", 0, call -> call.unknown("complex numbers are not evaluated"))
        .pure("hex", 0, call -> new RubyInteger(Numerals.leadingInteger(text(call), 16)))
        .pure("oct", 0, call -> new RubyInteger(Numerals.leadingOctal(text(call))))
        .pure("inspect", 0, call -> shown(call, Quoting.inspect(StringMethods.own(call))))
        .pure("dump", 0, call -> shown(call, Quoting.dump(StringMethods.own(call))))
        .pure("succ", 0, call -> StringMethods.string(call, Successor.of(text(call))))
        .alias("succ", "next");
    Methods.of(ruby.model().singleton(ruby.model().type("String")))
        .method("try_convert", 1, StringConversions::tryConvert);
  }

  private static String text(Call call) {
    return StringMethods.text(call);
  }

  private static RubyString shown(Call call, String text) {
    call.ruby().budget().text(text.length());
    return new RubyString(text);
  }

  private static RubyValue tryConvert(Call call) {
    RubyValue value = call.argument(0);
    boolean converts = value instanceof RubyString || call.ruby().respondsTo(value, "to_str");
    return converts ? call.ruby().convert().to(value, RubyString.class, "String") : RubyNil.NIL;
  }

  private static RubyString copy(Call call) {
    RubyString own = StringMethods.own(call);
    return new RubyString(own.text(), own.taints()).encode(own.encoding());
  }

  private static RubyValue frozen(Call call) {
    if (StringMethods.own(call).frozen()) {
      return call.self();
    }
    RubyString copy = copy(call);
    copy.freeze();
    return copy;
  }

  private static RubyValue thawed(Call call) {
    return StringMethods.own(call).frozen() ? copy(call) : call.self();
  }

  private static RubyValue integer(Call call) {
    int radix = call.has(0) ? call.integer(0) : 10;
    if (radix < 0 || radix == 1 || radix > Character.MAX_RADIX) {
      throw call.error("ArgumentError", "invalid radix " + radix);
    }
    return new RubyInteger(Numerals.leadingInteger(text(call), radix));
  }
}
