package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Adds up as {@code Array#sum} does: integers exactly, from the first float on by Kahan and
 * Babuska, anything else by its own {@code +}.
 */
final class Sum {
  private final Call call;
  private RubyValue total;
  private @Nullable BigInteger exact = BigInteger.ZERO;
  private boolean floating;
  private double running;
  private double lost;

  Sum(Call call) {
    this.call = call;
    this.total = call.has(0) ? call.argument(0) : RubyInteger.of(0);
    if (!(total instanceof RubyInteger)) {
      exact = null;
      startFloating(total);
    }
  }

  private void startFloating(RubyValue value) {
    if (value instanceof RubyFloat number) {
      floating = true;
      running = number.value();
    }
  }

  void add(RubyValue value) {
    if (exact != null && value instanceof RubyInteger integer) {
      exact = exact.add(integer.value());
      return;
    }
    settle();
    if (!floating && total instanceof RubyInteger before && value instanceof RubyFloat) {
      floating = true;
      running = before.value().doubleValue();
    }
    if (floating && (value instanceof RubyFloat || value instanceof RubyInteger)) {
      addReal(NumberMethods.real(value));
    } else {
      total = call.send(current(), "+", value);
      floating = false;
      startFloating(total);
      lost = 0;
    }
  }

  private void settle() {
    if (exact != null) {
      total = new RubyInteger(exact.add(((RubyInteger) total).value()));
      exact = null;
    }
  }

  private void addReal(double value) {
    if (Double.isNaN(running)) {
      return;
    }
    if (!Double.isFinite(value) || !Double.isFinite(running)) {
      running += value;
      lost = 0;
      return;
    }
    double next = running + value;
    boolean larger = Math.abs(running) >= Math.abs(value);
    lost += larger ? running - next + value : value - next + running;
    running = next;
  }

  private RubyValue current() {
    return floating ? new RubyFloat(running + lost) : total;
  }

  RubyValue total() {
    settle();
    return current();
  }
}
