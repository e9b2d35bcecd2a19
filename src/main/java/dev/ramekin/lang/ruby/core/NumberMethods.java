package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;

/** Numeric: what Integer and Float share. */
final class NumberMethods {
  private NumberMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Numeric"));
    arithmetic(methods);
    division(methods);
    comparing(methods);
    asking(methods);
    Rounding.define(methods);
    Stepping.define(ruby);
    IntegerMethods.define(ruby);
    FloatMethods.define(ruby);
    MathFunctions.define(ruby);
  }

  static boolean isNumber(RubyValue value) {
    return value instanceof RubyInteger || value instanceof RubyFloat;
  }

  static double real(RubyValue value) {
    return value instanceof RubyFloat number
        ? number.value()
        : ((RubyInteger) value).value().doubleValue();
  }

  /** Returns the TypeError for an operand that is no number. */
  static RubyError notCoerced(Call call, RubyValue value) {
    boolean shown =
        value instanceof RubyNil
            || value instanceof RubyBoolean
            || value instanceof RubySymbol
            || value instanceof RubyFloat;
    String what = shown ? call.ruby().inspect(value) : call.ruby().model().classOf(value).name();
    return call.error(
        "TypeError",
        what + " can't be coerced into " + call.ruby().model().classOf(call.self()).name());
  }

  private static RubyValue operand(Call call) {
    if (!isNumber(call.argument(0))) {
      throw notCoerced(call, call.argument(0));
    }
    return call.argument(0);
  }

  private static void arithmetic(Methods methods) {
    binary(methods, "+", call -> calculate(call, BigInteger::add, Double::sum));
    binary(methods, "-", call -> calculate(call, BigInteger::subtract, (a, b) -> a - b));
    binary(methods, "*", call -> calculate(call, (a, b) -> product(call, a, b), (a, b) -> a * b));
    binary(methods, "**", NumberMethods::power);
    methods
        .pure("-@", 0, NumberMethods::negate)
        .pure("+@", 0, Call::self)
        .pure("abs", 0, NumberMethods::abs)
        .alias("abs", "magnitude")
        .pure("abs2", 0, call -> call.send(call.self(), "*", call.self()))
        .pure("coerce", 1, NumberMethods::coerce);
  }

  /** An operand that is no number is asked to {@code coerce}. */
  private static void binary(Methods methods, String name, BuiltinFunction function) {
    methods.pure(
        name,
        1,
        call -> {
          RubyValue right = call.argument(0);
          boolean asks = right instanceof RubyObject && call.ruby().respondsTo(right, "coerce");
          if (!asks) {
            return function.call(call);
          }
          List<RubyValue> pair =
              call.ruby()
                  .convert()
                  .to(call.send(right, "coerce", call.self()), RubyArray.class, "Array")
                  .list();
          return call.send(pair.get(0), name, pair.get(1));
        });
  }

  private static RubyValue calculate(
      Call call, BinaryOperator<BigInteger> integers, DoubleBinaryOperator reals) {
    RubyValue right = operand(call);
    if (call.self() instanceof RubyInteger first && right instanceof RubyInteger second) {
      BigInteger result = integers.apply(first.value(), second.value());
      call.ruby().budget().text(result.bitLength() / 3L);
      return new RubyInteger(result);
    }
    return new RubyFloat(reals.applyAsDouble(real(call.self()), real(right)));
  }

  private static BigInteger product(Call call, BigInteger left, BigInteger right) {
    call.ruby().budget().bits((long) left.bitLength() + right.bitLength());
    return left.multiply(right);
  }

  private static RubyValue power(Call call) {
    RubyValue exponent = operand(call);
    if (call.self() instanceof RubyInteger base && exponent instanceof RubyInteger times) {
      if (times.value().signum() >= 0) {
        int count = times.clamped();
        boolean small = base.value().abs().bitLength() <= 1;
        call.ruby().budget().bits(small ? 1 : (long) count * base.value().bitLength());
        return new RubyInteger(
            small && count > 1 ? base.value().pow(2 - count % 2) : base.value().pow(count));
      }
      if (base.value().signum() == 0) {
        throw zeroDivision(call);
      }
      return call.unknown("rational numbers are not evaluated");
    }
    double left = real(call.self());
    double right = real(exponent);
    return left < 0 && right != Math.rint(right)
        ? call.unknown("complex numbers are not evaluated")
        : new RubyFloat(Math.pow(left, right));
  }

  private static RubyValue negate(Call call) {
    return call.self() instanceof RubyInteger integer
        ? new RubyInteger(integer.value().negate())
        : new RubyFloat(-real(call.self()));
  }

  private static RubyValue abs(Call call) {
    return call.self() instanceof RubyInteger integer
        ? new RubyInteger(integer.value().abs())
        : new RubyFloat(Math.abs(real(call.self())));
  }

  private static RubyValue coerce(Call call) {
    if (call.self() instanceof RubyInteger && call.argument(0) instanceof RubyInteger) {
      return RubyArray.of(call.argument(0), call.self());
    }
    RubyValue other = call.send(call.ruby().main(), "Float", call.argument(0));
    return RubyArray.of(other, new RubyFloat(real(call.self())));
  }

  // Division

  private static void division(Methods methods) {
    binary(
        methods, "/", call -> calculate(call, (a, b) -> floorDivide(call, a, b), (a, b) -> a / b));
    binary(methods, "%", NumberMethods::modulo);
    binary(methods, "div", call -> floorOf(call, wholeQuotient(call)));
    binary(methods, "fdiv", NumberMethods::quotient);
    binary(methods, "quo", NumberMethods::quo);
    binary(methods, "divmod", NumberMethods::divmodPair);
    binary(methods, "remainder", NumberMethods::remainder);
    methods.alias("%", "modulo");
  }

  static RubyError zeroDivision(Call call) {
    return call.error("ZeroDivisionError", "divided by 0");
  }

  private static BigInteger floorDivide(Call call, BigInteger left, BigInteger right) {
    if (right.signum() == 0) {
      throw zeroDivision(call);
    }
    BigInteger[] parts = left.divideAndRemainder(right);
    boolean lower = parts[1].signum() != 0 && parts[1].signum() != right.signum();
    return lower ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** Returns quotient and modulus as {@code flodivmod} of MRI's numeric.c finds them. */
  private static double[] divmod(Call call) {
    double left = real(call.self());
    double right = real(operand(call));
    if (Double.isNaN(right)) {
      return new double[] {right, right};
    }
    if (right == 0) {
      throw zeroDivision(call);
    }
    boolean whole = left == 0 || Double.isInfinite(right) && !Double.isInfinite(left);
    double modulus = whole ? left : left % right;
    double quotient =
        Double.isInfinite(left) && !Double.isInfinite(right)
            ? left
            : Math.rint((left - modulus) / right);
    if (right * modulus < 0) {
      modulus += right;
      quotient -= 1;
    }
    return new double[] {quotient, modulus};
  }

  private static double wholeQuotient(Call call) {
    double right = real(operand(call));
    if (right == 0) {
      throw zeroDivision(call);
    }
    return real(call.self()) / right;
  }

  private static boolean integers(Call call) {
    return call.self() instanceof RubyInteger && operand(call) instanceof RubyInteger;
  }

  private static BigInteger own(Call call) {
    return ((RubyInteger) call.self()).value();
  }

  private static BigInteger other(Call call) {
    return ((RubyInteger) call.argument(0)).value();
  }

  private static RubyValue floorOf(Call call, double quotient) {
    return integers(call)
        ? new RubyInteger(floorDivide(call, own(call), other(call)))
        : call.ruby().convert().integer(new RubyFloat(Math.floor(quotient)));
  }

  private static RubyValue modulo(Call call) {
    if (integers(call)) {
      BigInteger quotient = floorDivide(call, own(call), other(call));
      return new RubyInteger(own(call).subtract(quotient.multiply(other(call))));
    }
    return new RubyFloat(divmod(call)[1]);
  }

  private static RubyValue divmodPair(Call call) {
    RubyValue quotient =
        integers(call)
            ? new RubyInteger(floorDivide(call, own(call), other(call)))
            : call.ruby().convert().integer(new RubyFloat(divmod(call)[0]));
    return RubyArray.of(quotient, modulo(call));
  }

  private static RubyValue quotient(Call call) {
    return new RubyFloat(real(call.self()) / real(operand(call)));
  }

  private static RubyValue quo(Call call) {
    return integers(call) ? call.unknown("rational numbers are not evaluated") : quotient(call);
  }

  private static RubyValue remainder(Call call) {
    if (integers(call)) {
      if (other(call).signum() == 0) {
        throw zeroDivision(call);
      }
      return new RubyInteger(own(call).remainder(other(call)));
    }
    double right = real(operand(call));
    double modulus = divmod(call)[1];
    boolean otherSign = modulus != 0 && real(call.self()) < 0 != right < 0;
    return new RubyFloat(otherSign ? modulus - right : modulus);
  }

  // Comparing

  private static void comparing(Methods methods) {
    methods
        .pure("<=>", 1, NumberMethods::order)
        .pure("==", 1, NumberMethods::equal)
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
            throw Order.failed(call, call.self(), right);
          }
          boolean comparable = !Double.isNaN(real(call.self())) && !Double.isNaN(real(right));
          return RubyBoolean.of(comparable && test.test(compare(call.self(), right)));
        });
  }

  private static RubyValue equal(Call call) {
    RubyValue right = call.argument(0);
    if (!isNumber(right)) {
      boolean asks = right instanceof RubyObject && right.getClass() == RubyObject.class;
      return asks ? call.send(right, "==", call.self()) : RubyBoolean.FALSE;
    }
    return RubyBoolean.of(
        !Double.isNaN(real(call.self()))
            && !Double.isNaN(real(right))
            && compare(call.self(), right) == 0);
  }

  static int compare(RubyValue left, RubyValue right) {
    if (left instanceof RubyInteger first && right instanceof RubyInteger second) {
      return first.value().compareTo(second.value());
    }
    double first = real(left);
    double second = real(right);
    boolean exact =
        Double.isFinite(first)
            && Double.isFinite(second)
            && (left instanceof RubyInteger || right instanceof RubyInteger);
    return exact
        ? decimal(left).compareTo(decimal(right))
        : first < second ? -1 : first > second ? 1 : 0;
  }

  private static BigDecimal decimal(RubyValue value) {
    return value instanceof RubyInteger integer
        ? new BigDecimal(integer.value())
        : new BigDecimal(real(value));
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
        .pure("real?", 0, call -> RubyBoolean.TRUE)
        .pure("real", 0, Call::self)
        .pure("imaginary", 0, call -> RubyInteger.of(0))
        .alias("imaginary", "imag")
        .pure("finite?", 0, call -> RubyBoolean.of(Double.isFinite(real(call.self()))))
        .pure("infinite?", 0, NumberMethods::infinite)
        .pure("to_f", 0, call -> new RubyFloat(real(call.self())))
        .pure("to_c", 0, call -> call.unknown("complex numbers are not evaluated"))
        .pure("to_r", 0, call -> call.unknown("rational numbers are not evaluated"))
        .alias("to_r", "rationalize");
  }

  private static RubyValue infinite(Call call) {
    boolean infinite = call.self() instanceof RubyFloat number && Double.isInfinite(number.value());
    return infinite ? RubyInteger.of((long) Math.signum(real(call.self()))) : RubyNil.NIL;
  }
}
