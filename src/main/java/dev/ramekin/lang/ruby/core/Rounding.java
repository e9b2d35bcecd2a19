package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** {@code round}, {@code floor}, {@code ceil} and {@code truncate}, as MRI's numeric.c has them. */
final class Rounding {
  /** Decimal digits a double keeps, and two more ({@code DBL_DIG + 2}). */
  private static final int DIGITS = 17;

  private static final int MOST_DIGITS = 400;

  private Rounding() {}

  static void define(Methods methods) {
    rounded(methods, "floor", RoundingMode.FLOOR);
    rounded(methods, "ceil", RoundingMode.CEILING);
    rounded(methods, "truncate", RoundingMode.DOWN);
    methods.pure("round", 0, 2, Rounding::round);
    methods.pure("to_i", 0, call -> number(call, 0, RoundingMode.DOWN)).alias("to_i", "to_int");
  }

  private static void rounded(Methods methods, String name, RoundingMode mode) {
    methods.pure(name, 0, 1, call -> number(call, call.has(0) ? call.integer(0) : 0, mode));
  }

  private static RubyValue round(Call call) {
    boolean options = call.count() > 0 && call.argument(call.count() - 1) instanceof RubyHash;
    int digits =
        call.count() > (options ? 1 : 0) && !(call.argument(0) instanceof RubyNil)
            ? call.integer(0)
            : 0;
    return number(call, digits, mode(call));
  }

  private static RoundingMode mode(Call call) {
    RubyValue half = call.options().get("half").orElse(RubyNil.NIL);
    if (half instanceof RubyNil) {
      return RoundingMode.HALF_UP;
    }
    String name =
        half instanceof RubySymbol symbol
            ? symbol.name()
            : call.ruby().convert().to(half, RubyString.class, "String").text();
    return switch (name) {
      case "up" -> RoundingMode.HALF_UP;
      case "even" -> RoundingMode.HALF_EVEN;
      case "down" -> RoundingMode.HALF_DOWN;
      default -> throw call.error("ArgumentError", "invalid rounding mode: " + name);
    };
  }

  private static RubyValue number(Call call, int digits, RoundingMode mode) {
    if (call.self() instanceof RubyInteger integer) {
      return integer(integer, digits, mode);
    }
    double value = NumberMethods.real(call.self());
    if (digits > 0) {
      boolean kept = !Double.isFinite(value) || value == 0 || overflows(value, digits);
      return kept ? call.self() : new RubyFloat(decimals(value, digits, mode));
    }
    RubyInteger whole = call.ruby().convert().integer(new RubyFloat(whole(value, mode)));
    return digits < 0 && !Double.isNaN(value)
        ? new RubyInteger(shortened(new BigDecimal(value), digits, mode))
        : whole;
  }

  private static RubyValue integer(RubyInteger integer, int digits, RoundingMode mode) {
    return digits >= 0
        ? integer
        : new RubyInteger(shortened(new BigDecimal(integer.value()), digits, mode));
  }

  private static BigInteger shortened(BigDecimal value, int digits, RoundingMode mode) {
    return value.setScale(Math.max(digits, -MOST_DIGITS), mode).toBigInteger();
  }

  private static double whole(double value, RoundingMode mode) {
    if (!Double.isFinite(value)) {
      return value;
    }
    return new BigDecimal(value).setScale(0, mode).doubleValue();
  }

  /** Whether so many decimals change nothing ({@code float_round_overflow}). */
  private static boolean overflows(double value, int digits) {
    int exponent = Math.getExponent(value) + 1;
    return digits >= DIGITS - (exponent > 0 ? exponent / 4 : exponent / 3 - 1);
  }

  private static double decimals(double value, int digits, RoundingMode mode) {
    double scale = Math.pow(10, digits);
    boolean exact = digits > 14 || !Double.isFinite(value * scale);
    if (exact) {
      return new BigDecimal(value).setScale(digits, mode).doubleValue();
    }
    return switch (mode) {
      case FLOOR -> floor(value, scale);
      case CEILING -> ceil(value, scale);
      case DOWN -> value > 0 ? floor(value, scale) : ceil(value, scale);
      case HALF_DOWN -> halfDown(value, scale) / scale;
      case HALF_EVEN -> halfEven(value, scale) / scale;
      default -> halfUp(value, scale) / scale;
    };
  }

  private static double floor(double value, double scale) {
    double scaled = Math.floor(value * scale);
    double next = (scaled + 1) / scale;
    return next > value ? scaled / scale : next;
  }

  private static double ceil(double value, double scale) {
    double scaled = Math.ceil(value * scale);
    double before = (scaled - 1) / scale;
    return before < value ? scaled / scale : before;
  }

  private static double halfUp(double value, double scale) {
    double rounded = roundHalfAway(value * scale);
    if (value > 0) {
      return (rounded + 0.5) / scale <= value ? rounded + 1 : rounded;
    }
    return (rounded - 0.5) / scale >= value ? rounded - 1 : rounded;
  }

  private static double halfDown(double value, double scale) {
    double rounded = roundHalfAway(value * scale);
    if (value > 0) {
      return (rounded - 0.5) / scale >= value ? rounded - 1 : rounded;
    }
    return (rounded + 0.5) / scale <= value ? rounded + 1 : rounded;
  }

  private static double halfEven(double value, double scale) {
    double scaled = value * scale;
    double below = Math.floor(Math.abs(scaled));
    double rest = Math.abs(scaled) - below;
    double rounded = rest == 0.5 ? below + below % 2 : roundHalfAway(Math.abs(scaled));
    return Math.copySign(rounded, value);
  }

  /** C's {@code round}. */
  private static double roundHalfAway(double value) {
    double below = Math.floor(Math.abs(value));
    return Math.copySign(Math.abs(value) - below >= 0.5 ? below + 1 : below, value);
  }
}
