package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.function.Consumer;

/** Range. */
final class RangeMethods {
  private RangeMethods() {}

  static void define(Interpreter ruby) {
    Methods.of(ruby.model().type("Range"))
        .pure("begin", 0, call -> own(call).from())
        .pure("end", 0, call -> own(call).to())
        .pure("first", 0, 1, RangeMethods::first)
        .pure("last", 0, 1, RangeMethods::last)
        .pure("exclude_end?", 0, call -> RubyBoolean.of(own(call).exclusive()))
        .method("each", 0, RangeMethods::each)
        .method("reverse_each", 0, RangeMethods::reverseEach)
        .method("step", 1, RangeMethods::step)
        .alias("step", "%")
        .pure("size", 0, RangeMethods::size)
        .pure("count", 0, 1, RangeMethods::count)
        .pure("include?", 1, call -> RubyBoolean.of(includes(call, call.argument(0))))
        .alias("include?", "member?")
        .pure("cover?", 1, call -> RubyBoolean.of(covers(call, call.argument(0))))
        .alias("cover?", "===")
        .pure(
            "min",
            0,
            1,
            call ->
                own(call).from() instanceof RubyInteger && !call.has(0) && call.block().isEmpty()
                    ? first(call)
                    : listed(call))
        .pure("to_s", 0, call -> text(call, false))
        .pure("inspect", 0, call -> text(call, true))
        .pure("==", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .alias("==", "eql?")
        .pure("hash", 0, call -> RubyInteger.of(call.self().hashCode()));
    Methods.of(ruby.model().singleton(ruby.model().type("Range")))
        .pure(
            "new",
            2,
            3,
            call ->
                new RubyRange(
                    call.argument(0), call.argument(1), call.argument(2).truthy() && call.has(2)));
  }

  private static RubyRange own(Call call) {
    return call.self(RubyRange.class);
  }

  private static RubyValue first(Call call) {
    return call.has(0) ? call.send(call.self(), "take", call.argument(0)) : own(call).from();
  }

  private static RubyValue last(Call call) {
    return call.has(0)
        ? call.send(call.send(call.self(), "to_a"), "last", call.argument(0))
        : own(call).to();
  }

  private static RubyValue listed(Call call) {
    return call.ruby().send(call.send(call.self(), "to_a"), call.name(), call.all());
  }

  private static RubyValue each(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    walk(call, call::yield);
    return call.self();
  }

  private static void walk(Call call, Consumer<RubyValue> visitor) {
    RubyRange range = own(call);
    if (range.from() instanceof RubyInteger from) {
      integers(call, from.value(), range, BigInteger.ONE, visitor);
    } else if (range.from() instanceof RubyString from) {
      strings(call, from, range, visitor);
    } else {
      throw call.error(
          "TypeError", "can't iterate from " + call.ruby().model().classOf(range.from()).name());
    }
  }

  private static void integers(
      Call call, BigInteger from, RubyRange range, BigInteger step, Consumer<RubyValue> visitor) {
    BigInteger next = from;
    while (range.to() instanceof RubyNil || before(call, next, range)) {
      call.ruby().budget().step();
      visitor.accept(new RubyInteger(next));
      next = next.add(step);
    }
  }

  private static boolean before(Call call, BigInteger value, RubyRange range) {
    int order = Elements.compare(call, new RubyInteger(value), range.to());
    return order < 0 || order == 0 && !range.exclusive();
  }

  private static void strings(
      Call call, RubyString from, RubyRange range, Consumer<RubyValue> visitor) {
    String end = call.ruby().convert().to(range.to(), RubyString.class, "String").text();
    RubyValue next = from;
    while (next instanceof RubyString text && text.text().length() <= end.length()) {
      call.ruby().budget().step();
      boolean last = text.text().equals(end);
      if (last && range.exclusive()) {
        return;
      }
      visitor.accept(text);
      if (last) {
        return;
      }
      next = call.send(text, "succ");
    }
  }

  private static RubyValue reverseEach(Call call) {
    RubyValue list = call.send(call.self(), "to_a");
    call.ruby().send(list, "reverse_each", call.all());
    return call.self();
  }

  private static RubyValue step(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    if (own(call).from() instanceof RubyInteger from
        && call.argument(0) instanceof RubyInteger step) {
      if (step.value().signum() <= 0) {
        String problem = step.value().signum() == 0 ? "step can't be 0" : "step can't be negative";
        throw call.error("ArgumentError", problem);
      }
      integers(call, from.value(), own(call), step.value(), call::yield);
      return call.self();
    }
    return floats(call);
  }

  private static RubyValue floats(Call call) {
    double from = number(call, own(call).from());
    double step = number(call, call.argument(0));
    double to = number(call, own(call).to());
    long count = (long) Math.floor((to - from) / step + 1e-9);
    for (long index = 0; index <= count; index++) {
      call.ruby().budget().step();
      double value = from + index * step;
      if (value < to || !own(call).exclusive()) {
        call.yield(new RubyFloat(Math.min(value, to)));
      }
    }
    return call.self();
  }

  private static double number(Call call, RubyValue value) {
    return value instanceof RubyFloat number
        ? number.value()
        : call.ruby().convert().integer(value).value().doubleValue();
  }

  private static RubyValue size(Call call) {
    if (own(call).from() instanceof RubyInteger from && own(call).to() instanceof RubyInteger to) {
      BigInteger size = to.value().subtract(from.value());
      BigInteger counted = own(call).exclusive() ? size : size.add(BigInteger.ONE);
      return new RubyInteger(counted.max(BigInteger.ZERO));
    }
    return own(call).from() instanceof RubyInteger
        ? new RubyFloat(Double.POSITIVE_INFINITY)
        : RubyNil.NIL;
  }

  private static RubyValue count(Call call) {
    boolean plain = !call.has(0) && call.block().isEmpty();
    return plain && own(call).from() instanceof RubyInteger ? size(call) : listed(call);
  }

  /** A range of strings includes what {@code upto} goes through, not all that lies between. */
  private static boolean includes(Call call, RubyValue value) {
    RubyRange range = own(call);
    if (!(range.from() instanceof RubyString from && range.to() instanceof RubyString to)) {
      return covers(call, value);
    }
    if (!(value instanceof RubyString text)) {
      return false;
    }
    boolean letters = from.toString().length() == 1 && to.toString().length() == 1;
    return letters
        ? text.toString().length() == 1 && covers(call, value)
        : call.send(call.send(range, "to_a"), "include?", value).truthy();
  }

  private static boolean covers(Call call, RubyValue value) {
    RubyRange range = own(call);
    if (value instanceof RubyRange inner && call.name().equals("cover?")) {
      return covers(call, inner.from())
          && (covers(call, inner.to()) || inner.exclusive() && inner.to().equals(range.to()));
    }
    if (!comparable(call, range.from(), value) || !comparable(call, range.to(), value)) {
      return false;
    }
    boolean above =
        range.from() instanceof RubyNil || Elements.compare(call, range.from(), value) <= 0;
    if (!above || range.to() instanceof RubyNil) {
      return above;
    }
    int order = Elements.compare(call, value, range.to());
    return order < 0 || order == 0 && !range.exclusive();
  }

  private static boolean comparable(Call call, RubyValue end, RubyValue value) {
    return end instanceof RubyNil || !(call.send(end, "<=>", value) instanceof RubyNil);
  }

  private static RubyValue text(Call call, boolean inspect) {
    RubyRange range = own(call);
    TextBuilder text = new TextBuilder(call.ruby());
    addEnd(call, text, range.from(), inspect);
    text.add(range.exclusive() ? "..." : "..");
    addEnd(call, text, range.to(), inspect);
    return text.value();
  }

  private static void addEnd(Call call, TextBuilder text, RubyValue end, boolean inspect) {
    if (inspect && !(end instanceof RubyNil)) {
      text.add(call.send(end, "inspect"));
    } else {
      text.add(end);
    }
  }
}
