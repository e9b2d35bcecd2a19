package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import java.math.BigDecimal;

/** Float. */
final class FloatMethods {
  private FloatMethods() {}

  static void define(Interpreter ruby) {
    RubyModule type = ruby.model().type("Float");
    type.constant("INFINITY", new RubyFloat(Double.POSITIVE_INFINITY));
    type.constant("NAN", new RubyFloat(Double.NaN));
    type.constant("MAX", new RubyFloat(Double.MAX_VALUE));
    type.constant("MIN", new RubyFloat(Double.MIN_NORMAL));
    type.constant("EPSILON", new RubyFloat(Math.ulp(1.0)));
    Methods.of(type)
        .pure("to_s", 0, call -> new RubyString(text(own(call))))
        .alias("to_s", "inspect")
        .pure("nan?", 0, call -> RubyBoolean.of(Double.isNaN(own(call))))
        .pure(
            "infinite?",
            0,
            call ->
                Double.isInfinite(own(call))
                    ? RubyInteger.of((long) Math.signum(own(call)))
                    : RubyNil.NIL);
  }

  private static double own(Call call) {
    return call.self(RubyFloat.class).value();
  }

  /** Returns how Ruby shows a number: plain up to 16 digits, else with an exponent. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
      return scientific(value);
    }
    String plain = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    String sign = 1 / value < 0 && size == 0 ? "-" : "";
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  private static String scientific(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String rest = digits.length() == 1 ? "0" : digits.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + rest
        + "e"
        + sign
        + String.format("%02d", Math.abs(exponent));
  }
}
