package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Array: the same elements in another shape, and choices among them. */
final class ArrayShapes {
  private ArrayShapes() {}

  static void define(Methods methods) {
    methods
        .pure("compact", 0, ArrayShapes::compact)
        .pure("flatten", 0, 1, ArrayShapes::flatten)
        .pure("reverse", 0, ArrayShapes::reverse)
        .pure("rotate", 0, 1, ArrayShapes::rotate)
        .pure("transpose", 0, ArrayShapes::transpose)
        .pure("product", 0, Methods.ANY, ArrayShapes::product);
    new Iterators(methods)
        .method("combination", 1, call -> choices(call, false, false))
        .method("permutation", 0, 1, call -> choices(call, true, false))
        .method("repeated_combination", 1, call -> choices(call, false, true))
        .method("repeated_permutation", 1, call -> choices(call, true, true));
  }

  private static RubyValue compact(Call call) {
    return new RubyArray(own(call).stream().filter(it -> !(it instanceof RubyNil)).toList());
  }

  private static RubyValue flatten(Call call) {
    return Elements.array(call, flat(call, own(call), depth(call)));
  }

  static int depth(Call call) {
    return call.argument(0) instanceof RubyNil ? -1 : call.integer(0);
  }

  /** Returns nested arrays spread out, to the given depth; less than zero for all. */
  static List<RubyValue> flat(Call call, List<RubyValue> elements, int depth) {
    call.ruby().budget().steps(elements.size());
    List<RubyValue> flat = new ArrayList<>();
    for (RubyValue element : elements) {
      Optional<RubyArray> inner = depth == 0 ? Optional.empty() : asArray(call, element);
      if (inner.isPresent()) {
        call.ruby().budget().enter();
        flat.addAll(flat(call, inner.get().list(), depth - 1));
        call.ruby().budget().leave();
      } else {
        flat.add(element);
      }
    }
    return flat;
  }

  private static Optional<RubyArray> asArray(Call call, RubyValue element) {
    if (element instanceof RubyArray array) {
      return Optional.of(array);
    }
    boolean plain = !(element instanceof RubyObject) || element instanceof RubyString;
    return !plain
            && call.ruby().respondsTo(element, "to_ary")
            && call.send(element, "to_ary") instanceof RubyArray converted
        ? Optional.of(converted)
        : Optional.empty();
  }

  private static RubyValue reverse(Call call) {
    RubyArray reversed = new RubyArray(own(call));
    Collections.reverse(reversed.list());
    return reversed;
  }

  private static RubyValue rotate(Call call) {
    RubyArray rotated = new RubyArray(own(call));
    int count = call.has(0) ? call.integer(0) : 1;
    if (!rotated.list().isEmpty()) {
      Collections.rotate(rotated.list(), -(count % rotated.list().size()));
    }
    return rotated;
  }

  private static RubyValue transpose(Call call) {
    List<RubyValue> columns = new ArrayList<>();
    List<List<RubyValue>> rows = new ArrayList<>();
    for (RubyValue row : own(call)) {
      rows.add(call.ruby().convert().to(row, RubyArray.class, "Array").list());
      int width = rows.get(0).size();
      int size = rows.get(rows.size() - 1).size();
      if (size != width) {
        throw call.error(
            "IndexError", "element size differs (" + size + " should be " + width + ")");
      }
    }
    for (int column = 0; !rows.isEmpty() && column < rows.get(0).size(); column++) {
      RubyArray values = new RubyArray();
      for (List<RubyValue> row : rows) {
        values.list().add(row.get(column));
      }
      columns.add(values);
    }
    return Elements.array(call, columns);
  }

  private static RubyValue product(Call call) {
    List<List<RubyValue>> rows = new ArrayList<>();
    own(call).forEach(element -> rows.add(List.of(element)));
    for (int index = 0; index < call.count(); index++) {
      List<RubyValue> others = ArrayMethods.other(call, index);
      List<List<RubyValue>> longer = new ArrayList<>();
      call.ruby().budget().elements((long) rows.size() * others.size());
      for (List<RubyValue> row : rows) {
        for (RubyValue element : others) {
          List<RubyValue> next = new ArrayList<>(row);
          next.add(element);
          longer.add(next);
        }
      }
      rows.clear();
      rows.addAll(longer);
    }
    List<RubyArray> all = rows.stream().map(RubyArray::new).toList();
    if (call.block().isPresent()) {
      all.forEach(call::yield);
      return call.self();
    }
    return new RubyArray(all);
  }

  private static RubyValue choices(Call call, boolean ordered, boolean repeated) {
    List<RubyValue> elements = new ArrayList<>(own(call));
    int count = call.argument(0) instanceof RubyNil ? elements.size() : call.integer(0);
    List<Integer> taken = new ArrayList<>();
    if (count >= 0 && (repeated || count <= elements.size())) {
      choose(call, elements, count, taken, ordered, repeated);
    }
    return call.self();
  }

  private static void choose(
      Call call,
      List<RubyValue> elements,
      int count,
      List<Integer> taken,
      boolean ordered,
      boolean repeated) {
    call.ruby().budget().step();
    if (taken.size() == count) {
      call.yield(new RubyArray(taken.stream().map(elements::get).toList()));
      return;
    }
    int last = taken.isEmpty() ? -1 : taken.get(taken.size() - 1);
    int from = ordered ? 0 : repeated ? Math.max(last, 0) : last + 1;
    for (int index = from; index < elements.size(); index++) {
      if (repeated || !taken.contains(index)) {
        taken.add(index);
        choose(call, elements, count, taken, ordered, repeated);
        taken.remove(taken.size() - 1);
      }
    }
  }

  private static List<RubyValue> own(Call call) {
    return ArrayMethods.own(call);
  }
}
