package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Enumerable: what every collection that has {@code each} can do. */
final class EnumerableMethods {
  private EnumerableMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().module("Enumerable"));
    Iterators iterators = new Iterators(methods);
    EnumeratorMethods.define(ruby);
    lists(methods);
    iteration(iterators);
    maps(methods, iterators);
    EnumerableSearches.define(methods, iterators);
    EnumerableFolds.define(methods, iterators);
    EnumerableGroups.define(methods, iterators);
  }

  private static void lists(Methods methods) {
    methods
        .method("to_a", 0, Methods.ANY, EnumerableMethods::toA)
        .alias("to_a", "entries")
        .method("to_set", 0, Methods.ANY, EnumerableMethods::toSet)
        .method("lazy", 0, call -> LazyMethods.make(call.ruby(), call.self()))
        .pure("first", 0, 1, EnumerableMethods::first)
        .pure("take", 1, call -> head(call, call.integer(0)))
        .pure("drop", 1, call -> tail(call, call.integer(0)))
        .method("to_h", 0, Methods.ANY, EnumerableMethods::toH)
        .method("zip", 0, Methods.ANY, EnumerableMethods::zip)
        .method("uniq", 0, EnumerableMethods::uniq)
        .method("compact", 0, EnumerableMethods::compact)
        .method("chain", 0, Methods.ANY, EnumeratorMethods::chain);
  }

  private static RubyArray toA(Call call) {
    return Elements.array(call, Elements.of(call));
  }

  private static RubyValue toSet(Call call) {
    RubyArray elements = Elements.array(call, Elements.of(call));
    Arguments arguments = Arguments.of(elements);
    return call.ruby()
        .send(
            call.ruby().model().type("Set"),
            "new",
            call.block().map(arguments::with).orElse(arguments));
  }

  private static RubyValue first(Call call) {
    if (call.has(0)) {
      return head(call, call.integer(0));
    }
    List<RubyValue> elements = Elements.first(call.ruby(), call.self(), 1);
    return elements.isEmpty() ? RubyNil.NIL : elements.get(0);
  }

  private static RubyValue head(Call call, int count) {
    checkSize(call, count, "take");
    return Elements.array(call, Elements.first(call.ruby(), call.self(), count));
  }

  private static RubyValue tail(Call call, int count) {
    checkSize(call, count, "drop");
    List<RubyValue> elements = Elements.of(call);
    return Elements.array(
        call, elements.subList(Math.min(count, elements.size()), elements.size()));
  }

  private static void checkSize(Call call, int count, String verb) {
    if (count < 0) {
      boolean array = call.self() instanceof RubyArray && call.name().equals("first");
      String message = array ? "negative array size" : "attempt to " + verb + " negative size";
      throw call.error("ArgumentError", message);
    }
  }

  private static RubyValue toH(Call call) {
    RubyHash hash = new RubyHash();
    int[] position = {0};
    Elements.each(
        call,
        yielded -> {
          boolean mapped = call.block().isPresent();
          RubyValue pair = mapped ? Elements.pass(call, yielded) : Elements.packed(yielded);
          List<RubyValue> parts = pair(call, pair, position[0]++);
          call.ruby().budget().elements(hash.map().size() + 1L);
          hash.put(parts.get(0), parts.get(1));
        });
    return hash;
  }

  private static List<RubyValue> pair(Call call, RubyValue pair, int position) {
    boolean placed = call.self() instanceof RubyArray && call.block().isEmpty();
    String at = placed ? " at " + position : "";
    if (!(pair instanceof RubyArray) && !call.ruby().respondsTo(pair, "to_ary")) {
      String type = call.ruby().model().classOf(pair).name();
      throw call.error("TypeError", "wrong element type " + type + at + " (expected array)");
    }
    List<RubyValue> parts = call.ruby().convert().to(pair, RubyArray.class, "Array").list();
    if (parts.size() != 2) {
      String what = placed ? "wrong array length" + at : "element has wrong array length";
      throw call.error("ArgumentError", what + " (expected 2, was " + parts.size() + ")");
    }
    return parts;
  }

  private static List<RubyValue> partners(Call call, RubyValue other) {
    if (!(other instanceof UnknownValue) && !call.ruby().respondsTo(other, "each")) {
      throw call.error(
          "TypeError",
          "wrong argument type "
              + call.ruby().model().classOf(other).name()
              + " (must respond to :each)");
    }
    return Elements.of(call.ruby(), other);
  }

  private static RubyValue zip(Call call) {
    List<List<RubyValue>> others = new ArrayList<>();
    List<RubyValue> own = Elements.of(call);
    for (RubyValue other : call.arguments()) {
      boolean endless = other instanceof RubyRange range && range.to() instanceof RubyNil;
      others.add(endless ? Elements.first(call.ruby(), other, own.size()) : partners(call, other));
    }
    List<RubyValue> rows = new ArrayList<>();
    for (int index = 0; index < own.size(); index++) {
      RubyArray row = RubyArray.of(own.get(index));
      for (List<RubyValue> other : others) {
        row.list().add(index < other.size() ? other.get(index) : RubyNil.NIL);
      }
      rows.add(row);
    }
    if (call.block().isPresent()) {
      rows.forEach(call::yield);
      return RubyNil.NIL;
    }
    return Elements.array(call, rows);
  }

  private static RubyValue uniq(Call call) {
    RubyHash seen = new RubyHash();
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          RubyValue key = call.block().isPresent() ? Elements.pass(call, yielded) : element;
          call.ruby().budget().elements(seen.map().size() + 1L);
          seen.map().putIfAbsent(key, element);
        });
    return Elements.array(call, new ArrayList<>(seen.map().values()));
  }

  private static RubyValue compact(Call call) {
    List<RubyValue> elements = Elements.of(call);
    elements.removeIf(RubyNil.class::isInstance);
    return Elements.array(call, elements);
  }

  private static void iteration(Iterators iterators) {
    iterators
        .method("each_entry", 0, Methods.ANY, EnumerableMethods::eachEntry)
        .method("each_with_index", 0, Methods.ANY, EnumerableMethods::eachWithIndex)
        .method("each_with_object", 1, EnumerableMethods::eachWithObject)
        .method("reverse_each", 0, EnumerableMethods::reverseEach)
        .method("take_while", 0, EnumerableMethods::takeWhile)
        .method("drop_while", 0, EnumerableMethods::dropWhile)
        .method("cycle", 0, 1, EnumerableMethods::cycle);
  }

  private static RubyValue eachEntry(Call call) {
    Elements.each(call, yielded -> call.yield(Elements.packed(yielded)));
    return call.self();
  }

  private static RubyValue eachWithIndex(Call call) {
    int[] index = {0};
    Elements.each(
        call, yielded -> call.yield(Elements.packed(yielded), RubyInteger.of(index[0]++)));
    return call.self();
  }

  private static RubyValue eachWithObject(Call call) {
    Elements.each(call, yielded -> call.yield(Elements.packed(yielded), call.argument(0)));
    return call.argument(0);
  }

  private static RubyValue reverseEach(Call call) {
    List<RubyValue> elements = Elements.of(call);
    Collections.reverse(elements);
    elements.forEach(call::yield);
    return call.self();
  }

  private static RubyValue takeWhile(Call call) {
    List<RubyValue> taken = new ArrayList<>();
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          boolean more = Elements.passes(call, yielded);
          if (more) {
            Elements.add(call.ruby(), taken, Elements.packed(yielded));
          }
          return more;
        });
    return Elements.array(call, taken);
  }

  private static RubyValue dropWhile(Call call) {
    List<RubyValue> kept = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          if (!kept.isEmpty() || !call.yieldsTrue(element)) {
            Elements.add(call.ruby(), kept, element);
          }
        });
    return Elements.array(call, kept);
  }

  private static RubyValue cycle(Call call) {
    List<RubyValue> elements = Elements.of(call);
    boolean counted = !(call.argument(0) instanceof RubyNil);
    long rounds = counted ? call.integer(0) : Long.MAX_VALUE;
    for (long round = 0; round < rounds && !elements.isEmpty(); round++) {
      call.ruby().budget().step();
      elements.forEach(call::yield);
    }
    return RubyNil.NIL;
  }

  private static void maps(Methods methods, Iterators iterators) {
    iterators
        .method("map", 0, EnumerableMethods::map)
        .alias("map", "collect")
        .method("flat_map", 0, EnumerableMethods::flatMap)
        .alias("flat_map", "collect_concat")
        .method("filter_map", 0, EnumerableMethods::filterMap)
        .method("select", 0, call -> filtered(call, true))
        .alias("select", "filter", "find_all")
        .method("reject", 0, call -> filtered(call, false));
    methods
        .method("grep", 1, call -> grep(call, true))
        .method("grep_v", 1, call -> grep(call, false));
  }

  private static RubyValue map(Call call) {
    List<RubyValue> results = new ArrayList<>();
    Elements.each(
        call, yielded -> Elements.add(call.ruby(), results, Elements.pass(call, yielded)));
    return Elements.array(call, results);
  }

  private static RubyValue flatMap(Call call) {
    List<RubyValue> results = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          RubyValue result = Elements.pass(call, yielded);
          if (result instanceof RubyArray array) {
            results.addAll(array.list());
          } else {
            Elements.add(call.ruby(), results, result);
          }
          call.ruby().budget().elements(results.size());
        });
    return Elements.array(call, results);
  }

  private static RubyValue filterMap(Call call) {
    List<RubyValue> results = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          RubyValue result = Elements.pass(call, yielded);
          if (call.ruby().truth(result)) {
            Elements.add(call.ruby(), results, result);
          }
        });
    return Elements.array(call, results);
  }

  private static RubyValue filtered(Call call, boolean keep) {
    List<RubyValue> kept = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          if (call.yieldsTrue(element) == keep) {
            Elements.add(call.ruby(), kept, element);
          }
        });
    return Elements.array(call, kept);
  }

  private static RubyValue grep(Call call, boolean keep) {
    List<RubyValue> kept = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          if (matches(call, call.argument(0), element) == keep) {
            Elements.add(
                call.ruby(), kept, call.block().isPresent() ? call.yield(element) : element);
          }
        });
    return Elements.array(call, kept);
  }

  /** Returns whether a pattern holds for an element, as in {@code case}. */
  static boolean matches(Call call, RubyValue pattern, RubyValue element) {
    return call.ruby().truth(call.forward(pattern, "===", Arguments.of(element), false));
  }
}
