package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Array: what it can do beyond Enumerable without changing. */
final class ArrayMethods {
  private ArrayMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Array"));
    access(methods);
    operators(methods);
    derived(methods);
    texts(methods);
    ArrayChanges.define(methods);
    Methods.of(ruby.model().singleton(ruby.model().type("Array")))
        .method("[]", 0, Methods.ANY, call -> new RubyArray(call.arguments()))
        .method(
            "try_convert",
            1,
            call -> call.argument(0) instanceof RubyArray ? call.argument(0) : RubyNil.NIL);
  }

  /** Returns the elements of the receiver; the list is the array itself. */
  static List<RubyValue> own(Call call) {
    return call.self(RubyArray.class).list();
  }

  static List<RubyValue> other(Call call, int index) {
    return call.argument(index, RubyArray.class, "Array").list();
  }

  private static void access(Methods methods) {
    methods
        .pure("[]", 1, 2, ArrayMethods::get)
        .alias("[]", "slice")
        .pure(
            "at",
            1,
            call -> at(own(call), Indexes.position(call, call.argument(0), own(call).size())))
        .pure("dig", 1, Methods.ANY, ArrayMethods::dig)
        .pure("fetch", 1, 2, ArrayMethods::fetch)
        .pure("values_at", 0, Methods.ANY, ArrayMethods::valuesAt)
        .pure("last", 0, 1, ArrayMethods::last)
        .pure("size", 0, call -> RubyInteger.of(own(call).size()))
        .alias("size", "length")
        .pure("empty?", 0, call -> RubyBoolean.of(own(call).isEmpty()))
        .method("each", 0, ArrayMethods::each)
        .method("each_index", 0, ArrayMethods::eachIndex)
        .method("index", 0, 1, call -> call.send(call.self(), "find_index", call.all()))
        .method("rindex", 0, 1, ArrayMethods::rindex)
        .pure("assoc", 1, ArrayMethods::assoc)
        .method("to_a", 0, Call::self)
        .alias("to_a", "to_ary", "entries")
        .pure("sample", 0, Methods.ANY, call -> call.unknown("Array#sample is random"))
        .pure("shuffle", 0, Methods.ANY, call -> call.unknown("Array#shuffle is random"));
  }

  private static RubyValue at(List<RubyValue> elements, int position) {
    return position < 0 || position >= elements.size() ? RubyNil.NIL : elements.get(position);
  }

  private static RubyValue get(Call call) {
    List<RubyValue> elements = own(call);
    Optional<Indexes.Stretch> stretch;
    if (call.has(1)) {
      stretch = Indexes.stretch(call, call.argument(0), call.argument(1), elements.size());
    } else if (call.argument(0) instanceof RubyRange range) {
      stretch = Indexes.stretch(call, range, elements.size());
    } else {
      return at(elements, Indexes.position(call, call.argument(0), elements.size()));
    }
    return stretch
        .<RubyValue>map(part -> new RubyArray(elements.subList(part.start(), part.end())))
        .orElse(RubyNil.NIL);
  }

  private static RubyValue dig(Call call) {
    RubyValue found = call.send(call.self(), "[]", call.argument(0));
    return HashMethods.digFurther(call, found);
  }

  private static RubyValue fetch(Call call) {
    List<RubyValue> elements = own(call);
    int position = Indexes.position(call, call.argument(0), elements.size());
    if (position >= 0 && position < elements.size()) {
      return elements.get(position);
    }
    if (call.block().isPresent()) {
      return call.yield(call.argument(0));
    }
    if (call.has(1)) {
      return call.argument(1);
    }
    int size = elements.size();
    throw call.error(
        "IndexError",
        "index " + call.integer(0) + " outside of array bounds: " + -size + "..." + size);
  }

  private static RubyValue valuesAt(Call call) {
    List<RubyValue> elements = own(call);
    List<RubyValue> values = new ArrayList<>();
    for (RubyValue index : call.arguments()) {
      values.add(at(elements, Indexes.position(call, index, elements.size())));
    }
    return Elements.array(call, values);
  }

  private static RubyValue last(Call call) {
    List<RubyValue> elements = own(call);
    if (!call.has(0)) {
      return at(elements, elements.size() - 1);
    }
    int from = Math.max(0, elements.size() - call.integer(0));
    return new RubyArray(elements.subList(from, elements.size()));
  }

  private static RubyValue each(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = own(call);
    for (int index = 0; index < elements.size(); index++) {
      call.ruby().budget().step();
      call.yield(elements.get(index));
    }
    return call.self();
  }

  private static RubyValue eachIndex(Call call) {
    for (int index = 0; index < own(call).size(); index++) {
      call.yield(RubyInteger.of(index));
    }
    return call.self();
  }

  private static RubyValue rindex(Call call) {
    List<RubyValue> elements = own(call);
    for (int index = elements.size() - 1; index >= 0; index--) {
      RubyValue element = elements.get(index);
      boolean found =
          call.has(0) ? Elements.equal(call, element, call.argument(0)) : call.yieldsTrue(element);
      if (found) {
        return RubyInteger.of(index);
      }
    }
    return RubyNil.NIL;
  }

  private static RubyValue assoc(Call call) {
    for (RubyValue element : own(call)) {
      if (element instanceof RubyArray pair
          && !pair.list().isEmpty()
          && Elements.equal(call, pair.list().get(0), call.argument(0))) {
        return pair;
      }
    }
    return RubyNil.NIL;
  }

  private static void operators(Methods methods) {
    methods
        .pure("+", 1, call -> joined(call, own(call), other(call, 0)))
        .pure("-", 1, call -> without(call, other(call, 0)))
        .pure("difference", 0, Methods.ANY, ArrayMethods::difference)
        .pure("*", 1, ArrayMethods::times)
        .pure("&", 1, ArrayMethods::common)
        .alias("&", "intersection")
        .pure("|", 1, call -> united(joined(call, own(call), other(call, 0))))
        .pure("union", 0, Methods.ANY, ArrayMethods::union)
        .pure(
            "intersect?",
            1,
            call -> RubyBoolean.of(!Collections.disjoint(own(call), other(call, 0))))
        .method("==", 1, ArrayMethods::equal)
        .method("eql?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .pure("hash", 0, call -> RubyInteger.of(call.self().hashCode()))
        .method("<=>", 1, ArrayMethods::compare);
  }

  private static RubyArray joined(Call call, List<RubyValue> first, List<RubyValue> second) {
    List<RubyValue> all = new ArrayList<>(first);
    all.addAll(second);
    return Elements.array(call, all);
  }

  private static RubyArray without(Call call, List<RubyValue> others) {
    Set<RubyValue> gone = new HashSet<>(others);
    return new RubyArray(own(call).stream().filter(element -> !gone.contains(element)).toList());
  }

  private static RubyValue difference(Call call) {
    List<RubyValue> gone = new ArrayList<>();
    for (int index = 0; index < call.count(); index++) {
      gone.addAll(other(call, index));
    }
    return without(call, gone);
  }

  private static RubyValue times(Call call) {
    if (call.argument(0) instanceof RubyString) {
      return call.send(call.self(), "join", call.argument(0));
    }
    int count = call.integer(0);
    if (count < 0) {
      throw call.error("ArgumentError", "argument must be non-negative");
    }
    call.ruby().budget().elements((long) count * own(call).size());
    List<RubyValue> all = new ArrayList<>();
    for (int round = 0; round < count; round++) {
      all.addAll(own(call));
    }
    return new RubyArray(all);
  }

  private static RubyValue common(Call call) {
    Set<RubyValue> kept = new HashSet<>(other(call, 0));
    return new RubyArray(own(call).stream().filter(kept::contains).distinct().toList());
  }

  private static RubyArray united(RubyArray all) {
    return new RubyArray(all.list().stream().distinct().toList());
  }

  private static RubyValue union(Call call) {
    List<RubyValue> all = new ArrayList<>(own(call));
    for (int index = 0; index < call.count(); index++) {
      all.addAll(other(call, index));
    }
    return united(Elements.array(call, all));
  }

  private static RubyValue equal(Call call) {
    if (!(call.argument(0) instanceof RubyArray other)) {
      return RubyBoolean.FALSE;
    }
    List<RubyValue> own = own(call);
    if (own.size() != other.list().size()) {
      return RubyBoolean.FALSE;
    }
    for (int index = 0; index < own.size(); index++) {
      if (!Elements.equal(call, own.get(index), other.list().get(index))) {
        return RubyBoolean.FALSE;
      }
    }
    return RubyBoolean.TRUE;
  }

  private static RubyValue compare(Call call) {
    if (!(call.argument(0) instanceof RubyArray other)) {
      return RubyNil.NIL;
    }
    List<RubyValue> own = own(call);
    for (int index = 0; index < Math.min(own.size(), other.list().size()); index++) {
      RubyValue order = call.send(own.get(index), "<=>", other.list().get(index));
      if (!order.equals(RubyInteger.of(0))) {
        return order;
      }
    }
    return RubyInteger.of(Integer.compare(own.size(), other.list().size()));
  }

  private static void derived(Methods methods) {
    methods
        .pure(
            "compact",
            0,
            call ->
                new RubyArray(own(call).stream().filter(it -> !(it instanceof RubyNil)).toList()))
        .pure("flatten", 0, 1, call -> Elements.array(call, flat(call, own(call), depth(call))))
        .pure("reverse", 0, ArrayMethods::reverse)
        .pure("rotate", 0, 1, ArrayMethods::rotate)
        .pure("transpose", 0, ArrayMethods::transpose)
        .pure("product", 0, Methods.ANY, ArrayMethods::product)
        .method("combination", 1, ArrayMethods::combination);
  }

  static int depth(Call call) {
    return call.argument(0) instanceof RubyNil ? -1 : call.integer(0);
  }

  /** Returns nested arrays spread out, to the given depth; -1 for all. */
  static List<RubyValue> flat(Call call, List<RubyValue> elements, int depth) {
    call.ruby().budget().steps(elements.size());
    List<RubyValue> flat = new ArrayList<>();
    for (RubyValue element : elements) {
      if (element instanceof RubyArray array && depth != 0) {
        call.ruby().budget().enter();
        flat.addAll(flat(call, array.list(), depth - 1));
        call.ruby().budget().leave();
      } else {
        flat.add(element);
      }
    }
    return flat;
  }

  private static RubyValue reverse(Call call) {
    RubyArray reversed = new RubyArray(own(call));
    Collections.reverse(reversed.list());
    return reversed;
  }

  private static RubyValue rotate(Call call) {
    RubyArray rotated = new RubyArray(own(call));
    Collections.rotate(rotated.list(), -(call.has(0) ? call.integer(0) : 1));
    return rotated;
  }

  private static RubyValue transpose(Call call) {
    List<RubyValue> columns = new ArrayList<>();
    List<RubyValue> rows = own(call);
    int width = rows.isEmpty() ? 0 : rowOf(call, rows.get(0)).size();
    for (int column = 0; column < width; column++) {
      RubyArray values = new RubyArray();
      for (RubyValue row : rows) {
        if (rowOf(call, row).size() != width) {
          throw call.error("IndexError", "element size differs");
        }
        values.list().add(rowOf(call, row).get(column));
      }
      columns.add(values);
    }
    return Elements.array(call, columns);
  }

  private static List<RubyValue> rowOf(Call call, RubyValue row) {
    return call.ruby().convert().to(row, RubyArray.class, "Array").list();
  }

  private static RubyValue product(Call call) {
    List<List<RubyValue>> rows = new ArrayList<>();
    own(call).forEach(element -> rows.add(List.of(element)));
    for (int index = 0; index < call.count(); index++) {
      List<List<RubyValue>> longer = new ArrayList<>();
      call.ruby().budget().elements((long) rows.size() * other(call, index).size());
      for (List<RubyValue> row : rows) {
        for (RubyValue element : other(call, index)) {
          List<RubyValue> next = new ArrayList<>(row);
          next.add(element);
          longer.add(next);
        }
      }
      rows.clear();
      rows.addAll(longer);
    }
    return new RubyArray(rows.stream().map(RubyArray::new).toList());
  }

  private static RubyValue combination(Call call) {
    List<List<RubyValue>> chosen = new ArrayList<>();
    choose(call, 0, call.integer(0), new ArrayList<>(), chosen);
    RubyArray all = new RubyArray(chosen.stream().map(RubyArray::new).toList());
    if (call.block().isEmpty()) {
      return EnumeratorMethods.make(call.ruby(), all, "each", List.of());
    }
    all.list().forEach(call::yield);
    return call.self();
  }

  private static void choose(
      Call call, int from, int count, List<RubyValue> taken, List<List<RubyValue>> chosen) {
    if (taken.size() == count) {
      call.ruby().budget().elements(chosen.size() + 1L);
      chosen.add(List.copyOf(taken));
      return;
    }
    for (int index = from; index < own(call).size(); index++) {
      taken.add(own(call).get(index));
      choose(call, index + 1, count, taken, chosen);
      taken.remove(taken.size() - 1);
    }
  }

  private static void texts(Methods methods) {
    methods
        .pure("join", 0, 1, ArrayMethods::join)
        .pure("inspect", 0, ArrayMethods::inspect)
        .alias("inspect", "to_s")
        .pure("pack", 1, call -> call.unknown("Array#pack is not evaluated"));
  }

  private static RubyValue join(Call call) {
    String separator = call.argument(0) instanceof RubyNil ? "" : call.text(0);
    TextBuilder text = new TextBuilder(call.ruby());
    join(call, own(call), separator, text);
    return text.value();
  }

  /** An array inside is joined alike; an empty one still takes its place between separators. */
  private static void join(
      Call call, List<RubyValue> elements, String separator, TextBuilder text) {
    boolean first = true;
    for (RubyValue element : elements) {
      text.add(first ? "" : separator);
      first = false;
      if (element instanceof RubyArray inner) {
        call.ruby().budget().enter();
        join(call, inner.list(), separator, text);
        call.ruby().budget().leave();
      } else {
        text.add(element);
      }
    }
  }

  private static RubyValue inspect(Call call) {
    TextBuilder text = new TextBuilder(call.ruby()).add("[");
    String separator = "";
    for (RubyValue element : own(call)) {
      text.add(separator).add(call.send(element, "inspect"));
      separator = ", ";
    }
    return text.add("]").value();
  }

  /** Announces a change of the receiver and returns its elements. */
  static List<RubyValue> changing(Call call) {
    RubyArray array = call.self(RubyArray.class);
    call.modify((RubyObject) array);
    return array.list();
  }
}
