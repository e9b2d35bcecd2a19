package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.function.Consumer;

/** Range. */
final class RangeMethods {
  private RangeMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Range"));
    ends(methods);
    iteration(methods);
    RangeTests.define(methods);
    Methods.of(ruby.model().singleton(ruby.model().type("Range")))
        .pure("new", 2, 3, RangeMethods::make);
  }

  static RubyRange own(Call call) {
    return call.self(RubyRange.class);
  }

  private static RubyValue make(Call call) {
    return call.ruby()
        .convert()
        .range(call.argument(0), call.argument(1), call.argument(2).truthy());
  }

  private static void ends(Methods methods) {
    methods
        .pure("begin", 0, call -> own(call).from())
        .pure("end", 0, call -> own(call).to())
        .pure("first", 0, 1, RangeMethods::first)
        .pure("last", 0, 1, RangeMethods::last)
        .pure("min", 0, 1, RangeMethods::least)
        .pure("max", 0, 1, RangeMethods::greatest)
        .pure("minmax", 0, RangeMethods::both)
        .pure("exclude_end?", 0, call -> RubyBoolean.of(own(call).exclusive()))
        .pure("to_s", 0, call -> text(call, false))
        .pure("inspect", 0, call -> text(call, true));
  }

  private static RubyError rangeError(Call call, String message) {
    return call.error("RangeError", message);
  }

  private static RubyValue first(Call call) {
    if (own(call).from() instanceof RubyNil) {
      throw rangeError(call, "cannot get the first element of beginless range");
    }
    return call.has(0) ? firstOf(call) : own(call).from();
  }

  private static RubyValue firstOf(Call call) {
    int count = ArrayMethods.size(call, 0);
    return Elements.array(call, Elements.first(call.ruby(), call.self(), count));
  }

  private static RubyValue last(Call call) {
    if (own(call).to() instanceof RubyNil) {
      throw rangeError(call, "cannot get the last element of endless range");
    }
    return call.has(0)
        ? call.send(Elements.array(call, Elements.of(call)), "last", call.argument(0))
        : own(call).to();
  }

  private static RubyValue listed(Call call) {
    return call.ruby().send(Elements.array(call, Elements.of(call)), call.name(), call.all());
  }

  private static RubyValue least(Call call) {
    RubyRange range = own(call);
    if (range.from() instanceof RubyNil) {
      throw rangeError(call, "cannot get the minimum of beginless range");
    }
    if (call.block().isPresent()) {
      if (range.to() instanceof RubyNil) {
        throw rangeError(
            call, "cannot get the minimum of endless range with custom comparison method");
      }
      return listed(call);
    }
    if (call.has(0)) {
      return firstOf(call);
    }
    int order = range.to() instanceof RubyNil ? -1 : Order.compare(call, range.from(), range.to());
    return order > 0 || order == 0 && range.exclusive() ? RubyNil.NIL : range.from();
  }

  private static RubyValue greatest(Call call) {
    RubyRange range = own(call);
    if (range.to() instanceof RubyNil) {
      throw rangeError(call, "cannot get the maximum of endless range");
    }
    boolean numeric = NumberMethods.isNumber(range.to());
    if (call.block().isPresent() || call.has(0) || range.exclusive() && !numeric) {
      if (range.from() instanceof RubyNil) {
        throw rangeError(
            call, "cannot get the maximum of beginless range with custom comparison method");
      }
      return listed(call);
    }
    int order =
        range.from() instanceof RubyNil ? -1 : Order.compare(call, range.from(), range.to());
    if (order > 0) {
      return RubyNil.NIL;
    }
    return range.exclusive() ? beforeEnd(call, range, order) : range.to();
  }

  private static RubyValue beforeEnd(Call call, RubyRange range, int order) {
    if (!(range.to() instanceof RubyInteger to)) {
      throw call.error("TypeError", "cannot exclude non Integer end value");
    }
    if (order == 0) {
      return RubyNil.NIL;
    }
    if (!(range.from() instanceof RubyInteger)) {
      throw call.error("TypeError", "cannot exclude end value with non Integer begin value");
    }
    return new RubyInteger(to.value().subtract(BigInteger.ONE));
  }

  private static RubyValue both(Call call) {
    return call.block().isPresent() ? listed(call) : RubyArray.of(least(call), greatest(call));
  }

  private static RubyValue text(Call call, boolean inspect) {
    RubyRange range = own(call);
    TextBuilder text = new TextBuilder(call.ruby());
    boolean from = !(range.from() instanceof RubyNil);
    boolean to = !(range.to() instanceof RubyNil);
    if (from || inspect && !to) {
      text.add(shown(call, range.from(), inspect));
    }
    text.add(range.exclusive() ? "..." : "..");
    if (to || inspect && !from) {
      text.add(shown(call, range.to(), inspect));
    }
    return text.value();
  }

  private static RubyValue shown(Call call, RubyValue end, boolean inspect) {
    return inspect ? call.send(end, "inspect") : end;
  }

  // Going through

  private static void iteration(Methods methods) {
    new Iterators(methods)
        .method("each", 0, RangeMethods::each)
        .method("bsearch", 0, RangeMethods::search);
    methods
        .method("to_a", 0, RangeMethods::toA)
        .alias("to_a", "entries")
        .pure("size", 0, RangeMethods::size)
        .method("count", 0, 1, RangeMethods::count)
        .method("sum", 0, 1, RangeMethods::sum);
  }

  private static RubyValue toA(Call call) {
    if (own(call).to() instanceof RubyNil) {
      throw rangeError(call, "cannot convert endless range to an array");
    }
    return Elements.array(call, Elements.of(call));
  }

  private static RubyValue each(Call call) {
    RubyRange range = own(call);
    if (range.from() instanceof RubyInteger from) {
      integers(call, from.value(), range, call::yield);
    } else if (range.from() instanceof RubyString from) {
      Successor.upTo(call, from, range.to(), range.exclusive(), call::yield);
    } else if (range.from() instanceof RubySymbol from) {
      RubyValue to = range.to() instanceof RubySymbol end ? new RubyString(end.name()) : range.to();
      Successor.upTo(
          call,
          new RubyString(from.name()),
          to,
          range.exclusive(),
          text -> call.yield(new RubySymbol(text.toString())));
    } else {
      objects(call, range);
    }
    return call.self();
  }

  private static void integers(
      Call call, BigInteger from, RubyRange range, Consumer<RubyValue> visitor) {
    BigInteger next = from;
    while (range.to() instanceof RubyNil || before(call, new RubyInteger(next), range)) {
      call.ruby().budget().step();
      visitor.accept(new RubyInteger(next));
      next = next.add(BigInteger.ONE);
    }
  }

  private static boolean before(Call call, RubyValue value, RubyRange range) {
    int order = Order.compare(call, value, range.to());
    return order < 0 || order == 0 && !range.exclusive();
  }

  private static void objects(Call call, RubyRange range) {
    if (!call.ruby().respondsTo(range.from(), "succ")) {
      throw call.error(
          "TypeError", "can't iterate from " + call.ruby().model().classOf(range.from()).name());
    }
    RubyValue next = range.from();
    while (range.to() instanceof RubyNil || before(call, next, range)) {
      call.ruby().budget().step();
      call.yield(next);
      next = call.send(next, "succ");
    }
  }

  private static RubyValue search(Call call) {
    RubyRange range = own(call);
    if (!(range.from() instanceof RubyInteger && range.to() instanceof RubyInteger)) {
      return call.unknown("bsearch in such a range is not evaluated");
    }
    return call.ruby().send(Elements.array(call, Elements.of(call)), "bsearch", call.all());
  }

  private static RubyValue size(Call call) {
    RubyRange range = own(call);
    if (range.from() instanceof RubyInteger from && range.to() instanceof RubyInteger to) {
      BigInteger size = to.value().subtract(from.value());
      BigInteger counted = range.exclusive() ? size : size.add(BigInteger.ONE);
      return new RubyInteger(counted.max(BigInteger.ZERO));
    }
    boolean numeric = NumberMethods.isNumber(range.from()) || NumberMethods.isNumber(range.to());
    if (!numeric) {
      return RubyNil.NIL;
    }
    if (range.from() instanceof RubyNil || range.to() instanceof RubyNil) {
      return new RubyFloat(Double.POSITIVE_INFINITY);
    }
    return Stepping.steps(range);
  }

  private static RubyValue count(Call call) {
    RubyRange range = own(call);
    boolean plain = !call.has(0) && call.block().isEmpty();
    if (plain && (range.from() instanceof RubyNil || range.to() instanceof RubyNil)) {
      return new RubyFloat(Double.POSITIVE_INFINITY);
    }
    boolean counted =
        plain && range.from() instanceof RubyInteger && range.to() instanceof RubyInteger;
    return counted ? size(call) : listed(call);
  }

  private static RubyValue sum(Call call) {
    RubyRange range = own(call);
    boolean plain =
        call.block().isEmpty()
            && range.from() instanceof RubyInteger
            && range.to() instanceof RubyInteger
            && (!call.has(0) || call.argument(0) instanceof RubyInteger);
    if (!plain) {
      return listed(call);
    }
    BigInteger size = ((RubyInteger) size(call)).value();
    BigInteger from = ((RubyInteger) range.from()).value();
    BigInteger last = from.add(size).subtract(BigInteger.ONE);
    RubyValue total = new RubyInteger(size.multiply(from.add(last)).divide(BigInteger.TWO));
    return call.has(0) ? call.send(total, "+", call.argument(0)) : total;
  }
}
