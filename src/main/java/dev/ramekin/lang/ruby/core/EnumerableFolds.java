package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Enumerable: one value of many, and orders. */
final class EnumerableFolds {
  private EnumerableFolds() {}

  static void define(Methods methods, Iterators iterators) {
    methods
        .method("inject", 0, 2, EnumerableFolds::inject)
        .alias("inject", "reduce")
        .method("sum", 0, 1, EnumerableFolds::sum)
        .method("min", 0, 1, EnumerableFolds::least)
        .method("max", 0, 1, EnumerableFolds::greatest)
        .method("minmax", 0, EnumerableFolds::minmax)
        .method("tally", 0, 1, EnumerableFolds::tally)
        .method("sort", 0, EnumerableFolds::sort);
    iterators
        .method("min_by", 0, 1, EnumerableFolds::leastBy)
        .method("max_by", 0, 1, EnumerableFolds::greatestBy)
        .method("minmax_by", 0, EnumerableFolds::minmaxBy)
        .method("sort_by", 0, EnumerableFolds::sortBy);
  }

  private static RubyValue inject(Call call) {
    boolean named = call.block().isEmpty() || call.count() == 2;
    boolean initial = call.count() == (named ? 2 : 1);
    if (named && call.count() == 0) {
      return blockless(call);
    }
    RubyValue method = named ? call.argument(call.count() - 1) : RubyNil.NIL;
    String name = named ? call.ruby().convert().name(method) : "";
    List<RubyValue> memo = new ArrayList<>(initial ? List.of(call.argument(0)) : List.of());
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          if (memo.isEmpty()) {
            memo.add(element);
          } else {
            RubyValue before = memo.get(0);
            memo.set(0, named ? call.send(before, name, element) : call.yield(before, element));
          }
        });
    return memo.isEmpty() ? RubyNil.NIL : memo.get(0);
  }

  private static RubyValue blockless(Call call) {
    List<RubyValue> elements = Elements.first(call.ruby(), call.self(), 2);
    if (elements.size() > 1) {
      throw call.error("LocalJumpError", "no block given");
    }
    return elements.isEmpty() ? RubyNil.NIL : elements.get(0);
  }

  private static RubyValue sum(Call call) {
    Sum sum = new Sum(call);
    Elements.each(
        call,
        yielded ->
            sum.add(
                call.block().isPresent()
                    ? Elements.pass(call, yielded)
                    : Elements.packed(yielded)));
    return sum.total();
  }

  /** An array asks the best element so far for its order, other collections the next one. */
  private static Comparator<RubyValue> comparator(Call call) {
    boolean reversed = call.self() instanceof RubyArray && call.block().isEmpty();
    return reversed
        ? (element, best) -> -Order.compare(call, best, element)
        : Order.comparator(call);
  }

  private static RubyValue least(Call call) {
    return call.argument(0) instanceof RubyNil
        ? Order.least(Elements.of(call), comparator(call)).orElse(RubyNil.NIL)
        : least(call, Elements.of(call), Order.comparator(call));
  }

  private static RubyValue greatest(Call call) {
    return call.argument(0) instanceof RubyNil
        ? Order.greatest(Elements.of(call), comparator(call)).orElse(RubyNil.NIL)
        : greatest(call, Elements.of(call), Order.comparator(call));
  }

  private static RubyArray least(Call call, List<RubyValue> elements, Comparator<RubyValue> order) {
    return Elements.array(call, Extremes.least(call, elements, howMany(call), order));
  }

  private static RubyArray greatest(
      Call call, List<RubyValue> elements, Comparator<RubyValue> order) {
    return Elements.array(call, Extremes.greatest(call, elements, howMany(call), order));
  }

  private static int howMany(Call call) {
    int count = call.integer(0);
    if (count < 0) {
      throw call.error("ArgumentError", "negative size (" + count + ")");
    }
    return count;
  }

  private static RubyValue leastBy(Call call) {
    List<RubyValue> keyed = Order.keyed(call, Elements.of(call));
    return call.argument(0) instanceof RubyNil
        ? Order.element(Order.least(keyed, Order.byKey(call)))
        : elements(least(call, keyed, Order.byKey(call)));
  }

  private static RubyValue greatestBy(Call call) {
    List<RubyValue> keyed = Order.keyed(call, Elements.of(call));
    return call.argument(0) instanceof RubyNil
        ? Order.element(Order.greatest(keyed, Order.byKey(call)))
        : elements(greatest(call, keyed, Order.byKey(call)));
  }

  private static RubyValue elements(RubyArray keyed) {
    keyed.list().replaceAll(pair -> Order.element(Optional.of(pair)));
    return keyed;
  }

  private static RubyValue minmax(Call call) {
    List<RubyValue> elements = Elements.of(call);
    Comparator<RubyValue> order = Order.comparator(call);
    return RubyArray.of(
        Order.least(elements, order).orElse(RubyNil.NIL),
        Order.greatest(elements, order).orElse(RubyNil.NIL));
  }

  private static RubyValue minmaxBy(Call call) {
    List<RubyValue> keyed = Order.keyed(call, Elements.of(call));
    return RubyArray.of(
        Order.element(Order.least(keyed, Order.byKey(call))),
        Order.element(Order.greatest(keyed, Order.byKey(call))));
  }

  private static RubyValue tally(Call call) {
    RubyHash counts =
        call.has(0) ? call.modify(call.argument(0, RubyHash.class, "Hash")) : new RubyHash();
    for (RubyValue element : Elements.of(call)) {
      RubyValue before = counts.get(element).orElse(RubyInteger.of(0));
      counts.put(element, call.send(before, "+", RubyInteger.of(1)));
    }
    return counts;
  }

  private static RubyValue sort(Call call) {
    List<RubyValue> elements = Elements.of(call);
    Order.sort(call, elements, Order.comparator(call));
    return Elements.array(call, elements);
  }

  private static RubyValue sortBy(Call call) {
    List<RubyValue> elements = Elements.of(call);
    Order.sortByKey(call, elements);
    return Elements.array(call, elements);
  }
}
