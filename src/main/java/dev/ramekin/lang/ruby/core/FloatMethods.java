package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyString;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Float. */
final class FloatMethods {
  private FloatMethods() {}

  static void define(Interpreter ruby) {
    RubyModule type = ruby.model().type("Float");
    type.constant("INFINITY", new RubyFloat(Double.POSITIVE_INFINITY));
    type.constant("NAN", new RubyFloat(Double.NaN));
    type.constant("MAX", new RubyFloat(Double.MAX_VALUE));
    type.constant("MIN", new RubyFloat(Double.MIN_NORMAL));
    type.constant("DIG", RubyInteger.of(15));
    type.constant("EPSILON", new RubyFloat(Math.ulp(1.0)));
    Methods.of(type)
        .pure("to_s", 0, call -> new RubyString(text(own(call))))
        .alias("to_s", "inspect")
        .pure("nan?", 0, call -> RubyBoolean.of(Double.isNaN(own(call))))
        .pure("next_float", 0, call -> new RubyFloat(Math.nextUp(own(call))))
        .pure("prev_float", 0, call -> new RubyFloat(Math.nextDown(own(call))));
  }

  private static double own(Call call) {
    return call.self(RubyFloat.class).value();
  }

  /**
   * Returns how Ruby shows a number: plain up to 15 digits or with decimals, else with an exponent.
   */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(value);
    BigDecimal shortest = shortest(value);
    boolean large = size >= 1e15 && shortest.scale() <= 0;
    if (size != 0 && (size < 1e-4 || large)) {
      return scientific(value, shortest);
    }
    String plain = shortest.toPlainString();
    String sign = 1 / value < 0 && size == 0 ? "-" : "";
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  /** Returns the shortest decimal that reads back as the number; Java's own may be longer. */
  private static BigDecimal shortest(double value) {
    BigDecimal known = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal exact = new BigDecimal(value);
    for (int digits = Math.max(1, known.precision() - 2); digits < known.precision(); digits++) {
      BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() == value) {
        return shorter.stripTrailingZeros();
      }
    }
    return known;
  }

  private static String scientific(double value, BigDecimal shortest) {
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
