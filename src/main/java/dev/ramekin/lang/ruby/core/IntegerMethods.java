package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
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
        .pure(
            "chr",
            0,
            1,
            call ->
                new RubyString(
                    Character.toString(
                        Math.min(
                            call.self(RubyInteger.class).clamped(), Character.MAX_CODE_POINT))))
        .pure("ord", 0, Call::self)
        .pure("succ", 0, call -> plus(call, 1))
        .alias("succ", "next")
        .pure("pred", 0, call -> plus(call, -1))
        .pure("even?", 0, call -> RubyBoolean.of(!own(call).testBit(0)))
        .pure("odd?", 0, call -> RubyBoolean.of(own(call).testBit(0)))
        .pure("gcd", 1, call -> new RubyInteger(own(call).gcd(other(call))))
        .pure("lcm", 1, IntegerMethods::lcm)
        .pure("digits", 0, 1, IntegerMethods::digits)
        .pure("size", 0, call -> RubyInteger.of(8))
        .pure("bit_length", 0, call -> RubyInteger.of(own(call).bitLength()));
  }

  private static BigInteger own(Call call) {
    return call.self(RubyInteger.class).value();
  }

  private static BigInteger other(Call call) {
    return call.argument(0, RubyInteger.class, "Integer").value();
  }

  private static RubyValue plus(Call call, long more) {
    return new RubyInteger(own(call).add(BigInteger.valueOf(more)));
  }

  private static void loops(Methods methods) {
    methods
        .method(
            "times", 0, call -> count(call, BigInteger.ZERO, own(call).subtract(BigInteger.ONE), 1))
        .method("upto", 1, call -> count(call, own(call), limit(call), 1))
        .method("downto", 1, call -> count(call, own(call), limit(call), -1));
  }

  private static BigInteger limit(Call call) {
    return call.ruby().convert().integer(call.send(call.argument(0), "floor")).value();
  }

  private static RubyValue count(Call call, BigInteger from, BigInteger to, int step) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
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
        .pure("<<", 1, call -> shifted(call, call.integer(0)))
        .pure(">>", 1, call -> shifted(call, -call.integer(0)))
        .pure(
            "[]",
            1,
            call -> RubyInteger.of(own(call).testBit(Math.max(0, call.integer(0))) ? 1 : 0));
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
    BigInteger divisor = own(call).gcd(other(call));
    return new RubyInteger(
        divisor.signum() == 0
            ? BigInteger.ZERO
            : own(call).divide(divisor).multiply(other(call)).abs());
  }

  private static RubyValue digits(Call call) {
    BigInteger base = call.has(0) ? other(call) : BigInteger.TEN;
    if (own(call).signum() < 0) {
      throw call.error("Math::DomainError", "out of domain");
    }
    List<RubyValue> digits = new ArrayList<>();
    BigInteger rest = own(call);
    do {
      digits.add(new RubyInteger(rest.mod(base)));
      rest = rest.divide(base);
    } while (rest.signum() > 0);
    return new RubyArray(digits);
  }
}
