package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Enumerable: what every collection that has {@code each} can do. */
final class EnumerableMethods {
  private EnumerableMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().module("Enumerable"));
    EnumeratorMethods.define(ruby);
    lists(methods);
    maps(methods);
    searches(methods);
    tests(methods);
    folds(methods);
    groups(methods);
    orders(methods);
  }

  private static void lists(Methods methods) {
    methods
        .method("to_a", 0, call -> Elements.array(call, Elements.of(call)))
        .alias("to_a", "entries")
        .method("to_set", 0, call -> call.ruby().make(call.ruby().model().type("Set"), toA(call)))
        .method("lazy", 0, EnumerableMethods::toA)
        .method("each_entry", 0, call -> call.send(call.self(), "each"))
        .method("each_with_index", 0, Methods.ANY, EnumerableMethods::eachWithIndex)
        .method("each_with_object", 1, EnumerableMethods::eachWithObject)
        .method("reverse_each", 0, EnumerableMethods::reverseEach)
        .method("each_slice", 1, EnumerableMethods::eachSlice)
        .method("each_cons", 1, EnumerableMethods::eachCons)
        .method("first", 0, 1, EnumerableMethods::first)
        .method("take", 1, call -> head(call, call.integer(0)))
        .method("drop", 1, call -> tail(call, call.integer(0)))
        .method("take_while", 0, call -> head(call, leading(call)))
        .method("drop_while", 0, call -> tail(call, leading(call)))
        .method("to_h", 0, Methods.ANY, EnumerableMethods::toH)
        .method("zip", 0, Methods.ANY, EnumerableMethods::zip)
        .method("uniq", 0, call -> Elements.array(call, Elements.distinct(call, Elements.of(call))))
        .method("cycle", 0, 1, EnumerableMethods::cycle);
  }

  private static RubyArray toA(Call call) {
    return Elements.array(call, Elements.of(call));
  }

  private static RubyValue eachWithIndex(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    int index = 0;
    for (RubyValue element : Elements.of(call)) {
      call.yield(element, RubyInteger.of(index++));
    }
    return call.self();
  }

  private static RubyValue eachWithObject(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    for (RubyValue element : Elements.of(call)) {
      call.yield(element, call.argument(0));
    }
    return call.argument(0);
  }

  private static RubyValue reverseEach(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = Elements.of(call);
    Collections.reverse(elements);
    elements.forEach(call::yield);
    return call.self();
  }

  private static RubyValue eachSlice(Call call) {
    return windows(call, Math.max(1, call.integer(0)), true);
  }

  private static RubyValue eachCons(Call call) {
    return windows(call, 1, false);
  }

  private static RubyValue windows(Call call, int step, boolean partial) {
    int size = call.integer(0);
    if (size <= 0) {
      throw call.error("ArgumentError", partial ? "invalid slice size" : "invalid size");
    }
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = Elements.of(call);
    for (int start = 0; start < elements.size(); start += step) {
      int end = Math.min(elements.size(), start + size);
      if (partial || end - start == size) {
        call.yield(new RubyArray(elements.subList(start, end)));
      }
    }
    return call.self();
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
    List<RubyValue> elements = Elements.of(call);
    checkSize(call, count, "drop");
    return Elements.array(
        call, elements.subList(Math.min(count, elements.size()), elements.size()));
  }

  private static void checkSize(Call call, int count, String verb) {
    if (count < 0) {
      String message =
          call.name().equals("first")
              ? "negative array size"
              : "attempt to " + verb + " negative size";
      throw call.error("ArgumentError", message);
    }
  }

  private static int leading(Call call) {
    int count = 0;
    for (RubyValue element : Elements.of(call)) {
      if (!call.yieldsTrue(element)) {
        break;
      }
      count++;
    }
    return count;
  }

  private static RubyValue toH(Call call) {
    RubyHash hash = new RubyHash();
    for (RubyValue element : Elements.of(call)) {
      RubyValue pair = call.block().isPresent() ? call.yield(element) : element;
      List<RubyValue> parts = call.ruby().convert().to(pair, RubyArray.class, "Array").list();
      if (parts.size() != 2) {
        throw call.error(
            "ArgumentError",
            "element has wrong array length (expected 2, was " + parts.size() + ")");
      }
      hash.put(parts.get(0), parts.get(1));
    }
    return hash;
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
    List<RubyValue> own = Elements.of(call);
    List<List<RubyValue>> others = new ArrayList<>();
    if (!own.isEmpty()) {
      call.arguments().forEach(other -> others.add(partners(call, other)));
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

  private static RubyValue cycle(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = Elements.of(call);
    long rounds = call.has(0) ? call.integer(0) : Long.MAX_VALUE;
    for (long round = 0; round < rounds && !elements.isEmpty(); round++) {
      call.ruby().budget().step();
      elements.forEach(call::yield);
    }
    return RubyNil.NIL;
  }

  private static void maps(Methods methods) {
    methods
        .method("map", 0, EnumerableMethods::map)
        .alias("map", "collect")
        .method("flat_map", 0, EnumerableMethods::flatMap)
        .alias("flat_map", "collect_concat")
        .method("filter_map", 0, EnumerableMethods::filterMap)
        .method("select", 0, call -> filtered(call, true))
        .alias("select", "filter")
        .method("reject", 0, call -> filtered(call, false))
        .method("grep", 1, call -> grep(call, true))
        .method("grep_v", 1, call -> grep(call, false));
  }

  private static RubyValue map(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> results = new ArrayList<>();
    Elements.of(call).forEach(element -> results.add(call.yield(element)));
    return Elements.array(call, results);
  }

  private static RubyValue flatMap(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> results = new ArrayList<>();
    for (RubyValue element : Elements.of(call)) {
      RubyValue result = call.yield(element);
      if (result instanceof RubyArray array) {
        results.addAll(array.list());
      } else {
        results.add(result);
      }
      call.ruby().budget().elements(results.size());
    }
    return Elements.array(call, results);
  }

  private static RubyValue filterMap(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> results = new ArrayList<>();
    for (RubyValue element : Elements.of(call)) {
      RubyValue result = call.yield(element);
      if (call.ruby().truth(result)) {
        results.add(result);
      }
    }
    return Elements.array(call, results);
  }

  private static RubyValue filtered(Call call, boolean keep) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> kept = Elements.of(call);
    kept.removeIf(element -> call.yieldsTrue(element) != keep);
    return Elements.array(call, kept);
  }

  private static RubyValue grep(Call call, boolean keep) {
    List<RubyValue> kept = Elements.of(call);
    kept.removeIf(element -> matches(call, call.argument(0), element) != keep);
    if (call.block().isPresent()) {
      kept.replaceAll(call::yield);
    }
    return Elements.array(call, kept);
  }

  private static boolean matches(Call call, RubyValue pattern, RubyValue element) {
    return call.ruby().truth(call.send(pattern, "===", element));
  }

  private static void searches(Methods methods) {
    methods
        .method("find", 0, 1, call -> find(call).orElse(RubyNil.NIL))
        .alias("find", "detect")
        .method("find_index", 0, 1, EnumerableMethods::findIndex)
        .pure("include?", 1, EnumerableMethods::includes)
        .alias("include?", "member?")
        .method("partition", 0, EnumerableMethods::partition)
        .method("count", 0, 1, EnumerableMethods::count);
  }

  /** Among elements that are partly unknown, what is not found may still be there. */
  private static RubyValue includes(Call call) {
    Optional<RubyValue> undecided = Optional.empty();
    for (RubyValue element : Elements.of(call)) {
      RubyValue equal = call.send(element, "==", call.argument(0));
      if (equal instanceof UnknownValue) {
        undecided = undecided.isEmpty() || equal.truthy() ? Optional.of(equal) : undecided;
      } else if (equal.truthy()) {
        return RubyBoolean.TRUE;
      }
    }
    return undecided.orElse(RubyBoolean.FALSE);
  }

  private static RubyValue bool(boolean value) {
    return RubyBoolean.of(value);
  }

  private static Optional<RubyValue> find(Call call) {
    if (call.block().isEmpty()) {
      return Optional.of(Elements.enumerator(call));
    }
    for (RubyValue element : Elements.of(call)) {
      if (call.yieldsTrue(element)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static RubyValue findIndex(Call call) {
    if (!call.has(0) && call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = Elements.of(call);
    for (int index = 0; index < elements.size(); index++) {
      RubyValue element = elements.get(index);
      boolean found =
          call.has(0) ? Elements.equal(call, element, call.argument(0)) : call.yieldsTrue(element);
      if (found) {
        return RubyInteger.of(index);
      }
    }
    return RubyNil.NIL;
  }

  private static RubyValue partition(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    RubyArray yes = new RubyArray();
    RubyArray no = new RubyArray();
    for (RubyValue element : Elements.of(call)) {
      (call.yieldsTrue(element) ? yes : no).list().add(element);
    }
    return RubyArray.of(yes, no);
  }

  private static RubyValue count(Call call) {
    List<RubyValue> elements = Elements.of(call);
    if (call.has(0)) {
      elements.removeIf(element -> !Elements.equal(call, element, call.argument(0)));
    } else if (call.block().isPresent()) {
      elements.removeIf(element -> !call.yieldsTrue(element));
    }
    return RubyInteger.of(elements.size());
  }

  private static void tests(Methods methods) {
    methods
        .method("any?", 0, 1, call -> bool(Elements.of(call).stream().anyMatch(test(call))))
        .method("all?", 0, 1, call -> bool(Elements.of(call).stream().allMatch(test(call))))
        .method("none?", 0, 1, call -> bool(Elements.of(call).stream().noneMatch(test(call))))
        .method(
            "one?", 0, 1, call -> bool(Elements.of(call).stream().filter(test(call)).count() == 1));
  }

  private static Predicate<RubyValue> test(Call call) {
    if (call.has(0)) {
      return element -> matches(call, call.argument(0), element);
    }
    return call.block().isPresent() ? call::yieldsTrue : call.ruby()::truth;
  }

  private static void folds(Methods methods) {
    methods
        .method("inject", 0, 2, EnumerableMethods::inject)
        .alias("inject", "reduce")
        .method("sum", 0, 1, EnumerableMethods::sum)
        .method("min", 0, 1, call -> extreme(call, Elements.comparator(call)))
        .method("max", 0, 1, call -> extreme(call, Elements.comparator(call).reversed()))
        .method("minmax", 0, EnumerableMethods::minmax)
        .method("min_by", 0, 1, call -> extreme(call, byKey(call)))
        .method("max_by", 0, 1, call -> extreme(call, byKey(call).reversed()))
        .method("tally", 0, EnumerableMethods::tally);
  }

  private static RubyValue inject(Call call) {
    List<RubyValue> elements = Elements.of(call);
    boolean named = call.block().isEmpty();
    boolean initial = named ? call.count() == 2 : call.count() == 1;
    if (!initial && elements.isEmpty()) {
      return RubyNil.NIL;
    }
    RubyValue memo = initial ? call.argument(0) : elements.remove(0);
    for (RubyValue element : elements) {
      memo =
          named
              ? call.send(memo, call.nameText(call.count() - 1), element)
              : call.yield(memo, element);
    }
    return memo;
  }

  private static RubyValue sum(Call call) {
    RubyValue total = call.has(0) ? call.argument(0) : RubyInteger.of(0);
    double lost = 0;
    for (RubyValue element : Elements.of(call)) {
      RubyValue value = call.block().isPresent() ? call.yield(element) : element;
      if (total instanceof RubyFloat running && value instanceof RubyFloat number) {
        double next = running.value() + number.value();
        boolean larger = Math.abs(running.value()) >= Math.abs(number.value());
        lost +=
            larger
                ? running.value() - next + number.value()
                : number.value() - next + running.value();
        total = new RubyFloat(next);
      } else {
        total = call.send(total, "+", value);
      }
    }
    return total instanceof RubyFloat running && lost != 0
        ? new RubyFloat(running.value() + lost)
        : total;
  }

  private static Comparator<RubyValue> byKey(Call call) {
    return (left, right) -> Elements.compare(call, call.yield(left), call.yield(right));
  }

  private static RubyValue extreme(Call call, Comparator<RubyValue> comparator) {
    List<RubyValue> elements = Elements.of(call);
    if (call.has(0) && call.argument(0) instanceof RubyInteger count) {
      Elements.sort(call, elements, comparator);
      return Elements.array(call, elements.subList(0, Math.min(count.clamped(), elements.size())));
    }
    return elements.isEmpty() ? RubyNil.NIL : Collections.min(elements, comparator);
  }

  private static RubyValue minmax(Call call) {
    List<RubyValue> elements = Elements.of(call);
    if (elements.isEmpty()) {
      return RubyArray.of(RubyNil.NIL, RubyNil.NIL);
    }
    Comparator<RubyValue> order = Elements.comparator(call);
    return RubyArray.of(Collections.min(elements, order), Collections.max(elements, order));
  }

  private static RubyValue tally(Call call) {
    RubyHash counts = new RubyHash();
    for (RubyValue element : Elements.of(call)) {
      int before =
          counts.get(element).map(RubyInteger.class::cast).map(RubyInteger::clamped).orElse(0);
      counts.put(element, RubyInteger.of(before + 1L));
    }
    return counts;
  }

  private static void groups(Methods methods) {
    methods
        .method("group_by", 0, EnumerableMethods::groupBy)
        .method("chunk_while", 0, call -> chunks(call, true))
        .method("slice_when", 0, call -> chunks(call, false));
  }

  private static RubyValue groupBy(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    RubyHash groups = new RubyHash();
    for (RubyValue element : Elements.of(call)) {
      RubyValue key = call.yield(element);
      if (groups.get(key).isEmpty()) {
        groups.put(key, new RubyArray());
      }
      ((RubyArray) groups.get(key).orElseThrow()).list().add(element);
    }
    return groups;
  }

  private static RubyValue chunks(Call call, boolean together) {
    List<RubyValue> chunks = new ArrayList<>();
    List<RubyValue> elements = Elements.of(call);
    for (int index = 0; index < elements.size(); index++) {
      RubyValue element = elements.get(index);
      boolean joins = index > 0 && call.yieldsTrue(elements.get(index - 1), element) == together;
      if (joins) {
        ((RubyArray) chunks.get(chunks.size() - 1)).list().add(element);
      } else {
        chunks.add(RubyArray.of(element));
      }
    }
    return Elements.array(call, chunks);
  }

  private static void orders(Methods methods) {
    methods
        .method("sort", 0, EnumerableMethods::sort)
        .method("sort_by", 0, EnumerableMethods::sortBy);
  }

  private static RubyValue sort(Call call) {
    List<RubyValue> elements = Elements.of(call);
    Elements.sort(call, elements, Elements.comparator(call));
    return Elements.array(call, elements);
  }

  static RubyValue sortBy(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> keyed = new ArrayList<>();
    Elements.of(call).forEach(element -> keyed.add(RubyArray.of(call.yield(element), element)));
    Elements.sort(
        call,
        keyed,
        (left, right) ->
            Elements.compare(
                call, ((RubyArray) left).list().get(0), ((RubyArray) right).list().get(0)));
    keyed.replaceAll(pair -> ((RubyArray) pair).list().get(1));
    return Elements.array(call, keyed);
  }
}
