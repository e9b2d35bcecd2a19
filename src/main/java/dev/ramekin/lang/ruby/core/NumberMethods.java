package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.IntPredicate;

/** Numeric: what Integer and Float share. */
final class NumberMethods {
  private NumberMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Numeric"));
    arithmetic(methods);
    comparing(methods);
    asking(methods);
    rounding(methods);
    IntegerMethods.define(ruby);
    FloatMethods.define(ruby);
  }

  static boolean isNumber(RubyValue value) {
    return value instanceof RubyInteger || value instanceof RubyFloat;
  }

  static double real(RubyValue value) {
    return value instanceof RubyFloat number
        ? number.value()
        : ((RubyInteger) value).value().doubleValue();
  }

  private static RubyValue operand(Call call) {
    if (!isNumber(call.argument(0))) {
      String kind = call.ruby().model().classOf(call.self()).name();
      String shown =
          call.argument(0) instanceof RubyNil
              ? "nil"
              : call.ruby().convert().describe(call.argument(0));
      throw call.error("TypeError", shown + " can't be coerced into " + kind);
    }
    return call.argument(0);
  }

  private static void arithmetic(Methods methods) {
    methods
        .pure("+", 1, NumberMethods::plus)
        .pure("-", 1, NumberMethods::minus)
        .pure("*", 1, NumberMethods::times)
        .pure("/", 1, NumberMethods::divide)
        .pure("%", 1, NumberMethods::modulo)
        .alias("%", "modulo")
        .pure("**", 1, NumberMethods::power)
        .alias("**", "pow")
        .pure("div", 1, call -> call.send(NumberMethods.divide(call), "floor"))
        .pure("fdiv", 1, call -> new RubyFloat(real(call.self()) / real(operand(call))))
        .pure("quo", 1, call -> new RubyFloat(real(call.self()) / real(operand(call))))
        .pure("divmod", 1, NumberMethods::divmod)
        .pure("remainder", 1, NumberMethods::remainder)
        .pure("-@", 0, NumberMethods::negate)
        .pure("+@", 0, Call::self)
        .pure("abs", 0, call -> real(call.self()) < 0 ? negate(call) : call.self())
        .alias("abs", "magnitude")
        .pure(
            "coerce",
            1,
            call ->
                RubyArray.of(new RubyFloat(real(operand(call))), new RubyFloat(real(call.self()))));
  }

  private interface Integers {
    BigInteger apply(BigInteger left, BigInteger right);
  }

  private interface Reals {
    double apply(double left, double right);
  }

  private static RubyValue calculate(Call call, Integers integers, Reals reals) {
    RubyValue right = operand(call);
    if (call.self() instanceof RubyInteger first && right instanceof RubyInteger second) {
      BigInteger result = integers.apply(first.value(), second.value());
      call.ruby().budget().text(result.bitLength() / 3L);
      return new RubyInteger(result);
    }
    return new RubyFloat(reals.apply(real(call.self()), real(right)));
  }

  private static RubyValue plus(Call call) {
    return calculate(call, BigInteger::add, Double::sum);
  }

  private static RubyValue minus(Call call) {
    return calculate(call, BigInteger::subtract, (left, right) -> left - right);
  }

  private static RubyValue times(Call call) {
    return calculate(
        call, (left, right) -> product(call, left, right), (left, right) -> left * right);
  }

  private static BigInteger product(Call call, BigInteger left, BigInteger right) {
    call.ruby().budget().bits((long) left.bitLength() + right.bitLength());
    return left.multiply(right);
  }

  private static RubyValue divide(Call call) {
    return calculate(
        call, (left, right) -> floorDivide(call, left, right), (left, right) -> left / right);
  }

  private static BigInteger floorDivide(Call call, BigInteger left, BigInteger right) {
    if (right.signum() == 0) {
      throw call.error("ZeroDivisionError", "divided by 0");
    }
    BigInteger[] parts = left.divideAndRemainder(right);
    boolean lower = parts[1].signum() != 0 && parts[1].signum() != right.signum();
    return lower ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static RubyValue modulo(Call call) {
    return calculate(
        call,
        (left, right) -> left.subtract(floorDivide(call, left, right).multiply(right)),
        (left, right) -> left - Math.floor(left / right) * right);
  }

  private static RubyValue divmod(Call call) {
    if (call.self() instanceof RubyInteger && call.argument(0) instanceof RubyInteger) {
      return RubyArray.of(divide(call), modulo(call));
    }
    double quotient = Math.floor(real(call.self()) / real(operand(call)));
    return RubyArray.of(call.ruby().convert().integer(new RubyFloat(quotient)), modulo(call));
  }

  private static RubyValue remainder(Call call) {
    return calculate(call, BigInteger::remainder, (left, right) -> left % right);
  }

  private static RubyValue power(Call call) {
    RubyValue exponent = operand(call);
    if (call.self() instanceof RubyInteger base && exponent instanceof RubyInteger times) {
      if (times.value().signum() < 0) {
        return call.unknown("rational numbers are not evaluated");
      }
      int count = times.clamped();
      call.ruby().budget().bits((long) count * base.value().bitLength());
      return new RubyInteger(base.value().pow(count));
    }
    return new RubyFloat(Math.pow(real(call.self()), real(exponent)));
  }

  private static RubyValue negate(Call call) {
    return call.self() instanceof RubyInteger integer
        ? new RubyInteger(integer.value().negate())
        : new RubyFloat(-real(call.self()));
  }

  private static void comparing(Methods methods) {
    methods
        .pure("<=>", 1, NumberMethods::order)
        .pure("==", 1, call -> RubyBoolean.of(equal(call.self(), call.argument(0))))
        .alias("==", "===")
        .pure("eql?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .pure("equal?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .pure("hash", 0, call -> RubyInteger.of(call.self().hashCode()));
    compared(methods, "<", order -> order < 0);
    compared(methods, "<=", order -> order <= 0);
    compared(methods, ">", order -> order > 0);
    compared(methods, ">=", order -> order >= 0);
  }

  private static void compared(Methods methods, String name, IntPredicate test) {
    methods.pure(
        name,
        1,
        call -> {
          RubyValue right = call.argument(0);
          if (!isNumber(right)) {
            throw call.error(
                "ArgumentError",
                "comparison of "
                    + call.ruby().model().classOf(call.self()).name()
                    + " with "
                    + call.ruby().inspect(right)
                    + " failed");
          }
          boolean comparable = !Double.isNaN(real(call.self())) && !Double.isNaN(real(right));
          return RubyBoolean.of(comparable && test.test(compare(call.self(), right)));
        });
  }

  private static boolean equal(RubyValue left, RubyValue right) {
    return isNumber(right)
        && !Double.isNaN(real(left))
        && !Double.isNaN(real(right))
        && compare(left, right) == 0;
  }

  static int compare(RubyValue left, RubyValue right) {
    if (left instanceof RubyInteger first && right instanceof RubyInteger second) {
      return first.value().compareTo(second.value());
    }
    double first = real(left);
    double second = real(right);
    return first < second ? -1 : first > second ? 1 : 0;
  }

  private static RubyValue order(Call call) {
    boolean comparable =
        isNumber(call.argument(0))
            && !Double.isNaN(real(call.self()))
            && !Double.isNaN(real(call.argument(0)));
    return comparable ? RubyInteger.of(compare(call.self(), call.argument(0))) : RubyNil.NIL;
  }

  private static void asking(Methods methods) {
    methods
        .pure("zero?", 0, call -> RubyBoolean.of(real(call.self()) == 0))
        .pure("nonzero?", 0, call -> real(call.self()) == 0 ? RubyNil.NIL : call.self())
        .pure("positive?", 0, call -> RubyBoolean.of(real(call.self()) > 0))
        .pure("negative?", 0, call -> RubyBoolean.of(real(call.self()) < 0))
        .pure("integer?", 0, call -> RubyBoolean.of(call.self() instanceof RubyInteger))
        .pure("finite?", 0, call -> RubyBoolean.of(Double.isFinite(real(call.self()))))
        .pure("to_f", 0, call -> new RubyFloat(real(call.self())))
        .pure("to_c", 0, call -> call.unknown("complex numbers are not evaluated"))
        .pure("to_r", 0, call -> call.unknown("rational numbers are not evaluated"))
        .method("step", 0, Methods.ANY, NumberMethods::step);
  }

  private static RubyValue step(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    RubyValue limit = call.options().get("to").orElse(call.argument(0));
    RubyValue by =
        call.options().get("by").orElse(call.has(1) ? call.argument(1) : RubyInteger.of(1));
    if (!isNumber(by) || real(by) == 0) {
      throw call.error("ArgumentError", "step can't be 0");
    }
    RubyValue next = call.self();
    while (!isNumber(limit) || compare(next, limit) * Math.signum(real(by)) <= 0) {
      call.ruby().budget().step();
      call.yield(next);
      next = call.send(next, "+", by);
    }
    return call.self();
  }

  private static void rounding(Methods methods) {
    rounded(methods, "floor", RoundingMode.FLOOR);
    rounded(methods, "ceil", RoundingMode.CEILING);
    rounded(methods, "truncate", RoundingMode.DOWN);
    rounded(methods, "round", RoundingMode.HALF_UP);
    methods.pure("to_i", 0, call -> round(call, 0, RoundingMode.DOWN)).alias("to_i", "to_int");
  }

  private static void rounded(Methods methods, String name, RoundingMode mode) {
    methods.pure(
        name,
        0,
        2,
        call -> round(call, call.argument(0) instanceof RubyInteger ? call.integer(0) : 0, mode));
  }

  private static RubyValue round(Call call, int digits, RoundingMode mode) {
    if (call.self() instanceof RubyInteger integer) {
      return digits >= 0
          ? integer
          : new RubyInteger(new BigDecimal(integer.value()).setScale(digits, mode).toBigInteger());
    }
    double value = real(call.self());
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw call.error(
          "FloatDomainError", Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
    BigDecimal scaled = BigDecimal.valueOf(value).setScale(Math.min(digits, 400), mode);
    return digits > 0
        ? new RubyFloat(scaled.doubleValue())
        : new RubyInteger(scaled.toBigInteger());
  }
}
