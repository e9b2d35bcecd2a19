package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code Numeric#step} and {@code Range#step}: arithmetic sequences. */
final class Stepping {
  /**
   * A sequence.
   *
   * @param from its first number
   * @param to the end; nil for none
   * @param by the difference
   * @param exclusive whether the end itself is left out
   * @param shown how Ruby shows it
   */
  private record Sequence(
      RubyValue from, RubyValue to, RubyValue by, boolean exclusive, String shown) {}

  private Stepping() {}

  static void define(Interpreter ruby) {
    RubyClass type =
        ruby.model().defineClass("Enumerator::ArithmeticSequence", ruby.model().type("Enumerator"));
    Methods.of(type)
        .method("each", 0, Stepping::each)
        .method("begin", 0, call -> own(call).from())
        .method("end", 0, call -> own(call).to())
        .method("step", 0, call -> own(call).by())
        .method("exclude_end?", 0, call -> RubyBoolean.of(own(call).exclusive()))
        .method("last", 0, 1, Stepping::last)
        .method("size", 0, Stepping::size)
        .method("==", 1, Stepping::equal)
        .alias("==", "===", "eql?")
        .method("inspect", 0, call -> new RubyString(own(call).shown()))
        .alias("inspect", "to_s");
    Methods.of(ruby.model().type("Numeric")).method("step", 0, Methods.ANY, Stepping::step);
    Methods.of(ruby.model().type("Range"))
        .method("step", 0, 1, Stepping::ofRange)
        .alias("step", "%");
  }

  private static Sequence own(Call call) {
    return call.self(RubyObject.class).payload(Sequence.class).orElseThrow();
  }

  private static RubyValue sequence(Call call, Sequence sequence) {
    RubyObject made = new RubyObject(call.ruby().model().type("Enumerator::ArithmeticSequence"));
    made.carry(sequence);
    return made;
  }

  private static RubyValue step(Call call) {
    RubyHash options = call.options();
    RubyValue to = options.get("to").orElse(options.keywords() ? RubyNil.NIL : call.argument(0));
    RubyValue given =
        options.get("by").orElse(call.count() > 1 ? call.argument(1) : RubyInteger.of(1));
    RubyValue by = given instanceof RubyNil ? RubyInteger.of(1) : given;
    if (NumberMethods.isNumber(by) && NumberMethods.real(by) == 0) {
      throw call.error("ArgumentError", "step can't be 0");
    }
    Sequence sequence = new Sequence(call.self(), to, by, false, shown(call, call.self()));
    if (call.block().isEmpty()) {
      boolean numeric =
          (to instanceof RubyNil || NumberMethods.isNumber(to)) && NumberMethods.isNumber(by);
      return numeric ? sequence(call, sequence) : Elements.enumerator(call);
    }
    if (!NumberMethods.isNumber(by)) {
      throw Order.failed(call, RubyInteger.of(0), by);
    }
    if (!(to instanceof RubyNil) && !NumberMethods.isNumber(to)) {
      throw Order.failed(call, call.self(), to);
    }
    walk(call, sequence, call::yield);
    return call.self();
  }

  private static String shown(Call call, RubyValue receiver) {
    List<String> words = new ArrayList<>();
    for (RubyValue argument : call.arguments()) {
      if (argument instanceof RubyHash hash && hash.keywords()) {
        hash.map()
            .forEach(
                (key, value) ->
                    words.add(call.ruby().text(key) + ": " + call.ruby().inspect(value)));
      } else {
        words.add(call.ruby().inspect(argument));
      }
    }
    String list = words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
    return "(" + call.ruby().inspect(receiver) + "." + call.name() + list + ")";
  }

  private static RubyValue ofRange(Call call) {
    RubyRange range = call.self(RubyRange.class);
    boolean numeric =
        NumberMethods.isNumber(range.from())
            && (range.to() instanceof RubyNil || NumberMethods.isNumber(range.to()));
    RubyValue by = call.has(0) ? call.argument(0) : RubyInteger.of(1);
    if (!numeric || !NumberMethods.isNumber(by)) {
      return everyNth(call, call.has(0) ? call.integer(0) : 1);
    }
    if (NumberMethods.real(by) == 0) {
      throw call.error("ArgumentError", "step can't be 0");
    }
    Sequence sequence =
        new Sequence(
            range.from(),
            range.to(),
            by,
            range.exclusive(),
            "((" + call.ruby().inspect(range) + ")" + shown(call, range).substring(shownAt(call)));
    if (call.block().isEmpty()) {
      return sequence(call, sequence);
    }
    if (NumberMethods.real(by) < 0) {
      throw call.error("ArgumentError", "step can't be negative");
    }
    walk(call, sequence, call::yield);
    return call.self();
  }

  private static int shownAt(Call call) {
    return 1 + call.ruby().inspect(call.self()).length();
  }

  private static RubyValue everyNth(Call call, int step) {
    if (step <= 0) {
      throw call.error("ArgumentError", step == 0 ? "step can't be 0" : "step can't be negative");
    }
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    int[] index = {0};
    Elements.each(
        call,
        yielded -> {
          if (index[0]++ % step == 0) {
            Elements.pass(call, yielded);
          }
        });
    return call.self();
  }

  private static RubyValue each(Call call) {
    if (call.block().isPresent()) {
      walk(call, own(call), call::yield);
    }
    return call.self();
  }

  private static void walk(Call call, Sequence sequence, Consumer<RubyValue> visitor) {
    boolean real =
        sequence.from() instanceof RubyFloat
            || sequence.to() instanceof RubyFloat
            || sequence.by() instanceof RubyFloat;
    if (real) {
      reals(call, sequence, visitor);
      return;
    }
    BigInteger next = ((RubyInteger) sequence.from()).value();
    BigInteger by = ((RubyInteger) sequence.by()).value();
    while (within(sequence, next, by.signum())) {
      call.ruby().budget().step();
      visitor.accept(new RubyInteger(next));
      next = next.add(by);
    }
  }

  private static boolean within(Sequence sequence, BigInteger next, int direction) {
    if (!(sequence.to() instanceof RubyInteger to)) {
      return true;
    }
    int order = next.compareTo(to.value()) * direction;
    return order < 0 || order == 0 && !sequence.exclusive();
  }

  /** Floats by count, not by adding up ({@code ruby_float_step}). */
  private static void reals(Call call, Sequence sequence, Consumer<RubyValue> visitor) {
    double from = NumberMethods.real(sequence.from());
    double by = NumberMethods.real(sequence.by());
    double to =
        sequence.to() instanceof RubyNil
            ? Math.copySign(Double.POSITIVE_INFINITY, by)
            : NumberMethods.real(sequence.to());
    double count = count(from, to, by, sequence.exclusive());
    for (long index = 0; index < count; index++) {
      call.ruby().budget().step();
      double value = index * by + from;
      boolean beyond = by >= 0 ? to < value : value < to;
      visitor.accept(new RubyFloat(beyond ? to : value));
    }
  }

  /** Returns how many floats there are ({@code ruby_float_step_size}). */
  private static double count(double from, double to, double by, boolean exclusive) {
    double count = (to - from) / by;
    double error =
        Math.min(
            0.5,
            (Math.abs(from) + Math.abs(to) + Math.abs(to - from)) / Math.abs(by) * Math.ulp(1.0));
    if (Double.isInfinite(by)) {
      return by > 0 == from <= to ? 1 : 0;
    }
    if (!exclusive) {
      return count < 0 ? 0 : Math.floor(count + error) + 1;
    }
    if (count <= 0) {
      return 0;
    }
    double whole = count < 1 ? 0 : Math.floor(count - error);
    double next = (whole + 1) * by + from;
    boolean more = from < to ? next < to : from > to && next > to;
    return whole + (more ? 1 : 0) + 1;
  }

  /** Returns how many numbers a range of numbers goes through in steps of one. */
  static RubyValue steps(RubyRange range) {
    double count =
        count(
            NumberMethods.real(range.from()), NumberMethods.real(range.to()), 1, range.exclusive());
    return Double.isInfinite(count) || Double.isNaN(count)
        ? new RubyFloat(count)
        : RubyInteger.of((long) count);
  }

  private static RubyValue size(Call call) {
    Sequence sequence = own(call);
    boolean endless = sequence.to() instanceof RubyNil;
    return endless
        ? new RubyFloat(Double.POSITIVE_INFINITY)
        : RubyInteger.of(Elements.of(call).size());
  }

  private static RubyValue last(Call call) {
    return call.ruby().send(Elements.array(call, Elements.of(call)), "last", call.all());
  }

  private static RubyValue equal(Call call) {
    Optional<Sequence> other =
        call.argument(0) instanceof RubyObject object
            ? object.payload(Sequence.class)
            : Optional.empty();
    Sequence own = own(call);
    return RubyBoolean.of(
        other
            .filter(
                it ->
                    it.from().equals(own.from())
                        && it.to().equals(own.to())
                        && it.by().equals(own.by())
                        && it.exclusive() == own.exclusive())
            .isPresent());
  }
}
