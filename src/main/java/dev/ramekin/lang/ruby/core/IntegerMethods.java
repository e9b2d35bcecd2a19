package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Integer. */
final class IntegerMethods {
  private IntegerMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Integer"));
    loops(methods);
    bits(methods);
    methods
        .pure("to_s", 0, 1, IntegerMethods::text)
        .alias("to_s", "inspect")
        .pure("chr", 0, 1, IntegerMethods::character)
        .pure("ord", 0, Call::self)
        .pure("succ", 0, call -> plus(call, 1))
        .alias("succ", "next")
        .pure("pred", 0, call -> plus(call, -1))
        .pure("even?", 0, call -> RubyBoolean.of(!own(call).testBit(0)))
        .pure("odd?", 0, call -> RubyBoolean.of(own(call).testBit(0)))
        .pure("gcd", 1, call -> new RubyInteger(own(call).gcd(integer(call))))
        .pure("lcm", 1, IntegerMethods::lcm)
        .pure("pow", 1, 2, IntegerMethods::power)
        .pure("digits", 0, 1, IntegerMethods::digits)
        .pure("numerator", 0, Call::self)
        .pure("denominator", 0, call -> RubyInteger.of(1))
        .pure("size", 0, IntegerMethods::size)
        .pure("bit_length", 0, call -> RubyInteger.of(own(call).bitLength()));
    Methods.of(ruby.model().singleton(ruby.model().type("Integer")))
        .pure("sqrt", 1, IntegerMethods::root);
  }

  private static BigInteger own(Call call) {
    return call.self(RubyInteger.class).value();
  }

  /** Returns an operand of bits, which has to be an integer. */
  private static BigInteger other(Call call) {
    if (!(call.argument(0) instanceof RubyInteger integer)) {
      throw NumberMethods.notCoerced(call, call.argument(0));
    }
    return integer.value();
  }

  private static BigInteger integer(Call call) {
    if (!(call.argument(0) instanceof RubyInteger integer)) {
      throw call.error("TypeError", "not an integer");
    }
    return integer.value();
  }

  private static RubyValue plus(Call call, long more) {
    return new RubyInteger(own(call).add(BigInteger.valueOf(more)));
  }

  private static void loops(Methods methods) {
    new Iterators(methods)
        .method(
            "times", 0, call -> count(call, BigInteger.ZERO, own(call).subtract(BigInteger.ONE), 1))
        .method("upto", 1, call -> count(call, own(call), limit(call, 1), 1))
        .method("downto", 1, call -> count(call, own(call), limit(call, -1), -1));
  }

  private static BigInteger limit(Call call, int direction) {
    if (!NumberMethods.isNumber(call.argument(0))) {
      throw Order.failed(call, call.self(), call.argument(0));
    }
    return call.ruby()
        .convert()
        .integer(call.send(call.argument(0), direction > 0 ? "floor" : "ceil"))
        .value();
  }

  private static RubyValue count(Call call, BigInteger from, BigInteger to, int step) {
    BigInteger by = BigInteger.valueOf(step);
    for (BigInteger next = from; next.compareTo(to) * step <= 0; next = next.add(by)) {
      call.ruby().budget().step();
      call.yield(new RubyInteger(next));
    }
    return call.self();
  }

  private static void bits(Methods methods) {
    methods
        .pure("&", 1, call -> new RubyInteger(own(call).and(other(call))))
        .pure("|", 1, call -> new RubyInteger(own(call).or(other(call))))
        .pure("^", 1, call -> new RubyInteger(own(call).xor(other(call))))
        .pure("~", 0, call -> new RubyInteger(own(call).not()))
        .pure("allbits?", 1, call -> RubyBoolean.of(masked(call).equals(mask(call))))
        .pure("anybits?", 1, call -> RubyBoolean.of(masked(call).signum() != 0))
        .pure("nobits?", 1, call -> RubyBoolean.of(masked(call).signum() == 0))
        .pure("<<", 1, call -> shifted(call, width(call)))
        .pure(">>", 1, call -> shifted(call, -width(call)))
        .pure("[]", 1, 2, IntegerMethods::bit);
  }

  private static BigInteger mask(Call call) {
    return call.ruby().convert().integer(call.argument(0)).value();
  }

  private static BigInteger masked(Call call) {
    return own(call).and(mask(call));
  }

  private static int width(Call call) {
    RubyInteger width = call.ruby().convert().integer(call.argument(0));
    if (width.value().bitLength() >= Long.SIZE && width.value().signum() > 0) {
      throw call.error("RangeError", "shift width too big");
    }
    return width.clamped();
  }

  private static RubyValue bit(Call call) {
    if (call.has(1) || call.argument(0) instanceof RubyRange) {
      return call.unknown("a range of bits is not evaluated");
    }
    BigInteger index = call.ruby().convert().integer(call.argument(0)).value();
    boolean far = index.bitLength() >= Integer.SIZE;
    boolean set =
        index.signum() >= 0 && (far ? own(call).signum() < 0 : own(call).testBit(index.intValue()));
    return RubyInteger.of(set ? 1 : 0);
  }

  private static RubyValue shifted(Call call, int count) {
    call.ruby().budget().bits(Math.max(0L, count) + own(call).bitLength());
    return new RubyInteger(own(call).shiftLeft(count));
  }

  private static RubyValue text(Call call) {
    int radix = call.has(0) ? call.integer(0) : 10;
    if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
      throw call.error("ArgumentError", "invalid radix " + radix);
    }
    return new RubyString(own(call).toString(radix));
  }

  private static RubyValue lcm(Call call) {
    BigInteger divisor = own(call).gcd(integer(call));
    return new RubyInteger(
        divisor.signum() == 0
            ? BigInteger.ZERO
            : own(call).divide(divisor).multiply(integer(call)).abs());
  }

  private static RubyValue power(Call call) {
    if (!call.has(1)) {
      return call.send(call.self(), "**", call.argument(0));
    }
    String name = "Integer#pow() ";
    if (!(call.argument(0) instanceof RubyInteger exponent)) {
      throw call.error(
          "TypeError", name + "2nd argument not allowed unless a 1st argument is integer");
    }
    if (exponent.value().signum() < 0) {
      throw call.error(
          "RangeError", name + "1st argument cannot be negative when 2nd argument specified");
    }
    if (!(call.argument(1) instanceof RubyInteger modulus)) {
      throw call.error(
          "TypeError", name + "2nd argument not allowed unless all arguments are integers");
    }
    if (modulus.value().signum() == 0) {
      throw NumberMethods.zeroDivision(call);
    }
    call.ruby().budget().bits(exponent.value().bitLength() + 2L * modulus.value().bitLength());
    BigInteger power = own(call).modPow(exponent.value(), modulus.value().abs());
    boolean negative = modulus.value().signum() < 0 && power.signum() != 0;
    return new RubyInteger(negative ? power.add(modulus.value()) : power);
  }

  private static RubyValue root(Call call) {
    BigInteger value = call.ruby().convert().integer(call.argument(0)).value();
    if (value.signum() < 0) {
      throw call.error("Math::DomainError", "Numerical argument is out of domain - \"isqrt\"");
    }
    return new RubyInteger(value.sqrt());
  }

  private static RubyValue digits(Call call) {
    BigInteger base =
        call.has(0) ? call.ruby().convert().integer(call.argument(0)).value() : BigInteger.TEN;
    if (base.signum() < 0) {
      throw call.error("ArgumentError", "negative radix");
    }
    if (base.compareTo(BigInteger.TWO) < 0) {
      throw call.error("ArgumentError", "invalid radix " + base);
    }
    if (own(call).signum() < 0) {
      throw call.error("Math::DomainError", "out of domain");
    }
    List<RubyValue> digits = new ArrayList<>();
    BigInteger rest = own(call);
    do {
      call.ruby().budget().step();
      digits.add(new RubyInteger(rest.mod(base)));
      rest = rest.divide(base);
    } while (rest.signum() > 0);
    return Elements.array(call, digits);
  }

  /** Returns how many bytes hold it: 8, or as many words as a larger one takes. */
  private static RubyValue size(Call call) {
    int bits = own(call).abs().bitLength();
    return RubyInteger.of(
        own(call).bitLength() < Long.SIZE - 1 ? 8 : 8L * ((bits + Long.SIZE - 1) / Long.SIZE));
  }

  /** Returns the character of a number: a byte, or with an encoding a code point. */
  private static RubyValue character(Call call) {
    int most = call.has(0) ? Character.MAX_CODE_POINT : 0xff;
    BigInteger value = own(call);
    if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw call.error("RangeError", value + " out of char range");
    }
    RubyString made = new RubyString(Character.toString(value.intValue()));
    if (!call.has(0)) {
      made.encode(value.intValue() < 0x80 ? RubyString.Encoding.ASCII : RubyString.Encoding.BINARY);
    }
    return made;
  }
}
