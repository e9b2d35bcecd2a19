package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Enumerable: elements in groups, chunks, slices and windows. */
final class EnumerableGroups {
  private EnumerableGroups() {}

  static void define(Methods methods, Iterators iterators) {
    iterators
        .method("group_by", 0, EnumerableGroups::groupBy)
        .method("chunk", 0, call -> EnumeratorMethods.over(call, () -> chunk(call)));
    methods
        .method("each_slice", 1, call -> windows(call, true))
        .method("each_cons", 1, call -> windows(call, false))
        .method("chunk_while", 0, call -> ofBlock(call, () -> pairwise(call, false)))
        .method("slice_when", 0, call -> ofBlock(call, () -> pairwise(call, true)))
        .method("slice_before", 0, 1, call -> cuts(call, false))
        .method("slice_after", 0, 1, call -> cuts(call, true));
  }

  private static RubyValue groupBy(Call call) {
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

  private static RubyValue windows(Call call, boolean slices) {
    int size = call.integer(0);
    if (size <= 0) {
      throw call.error("ArgumentError", slices ? "invalid slice size" : "invalid size");
    }
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> window = new ArrayList<>();
    Elements.each(
        call,
        yielded -> {
          Elements.add(call.ruby(), window, Elements.packed(yielded));
          if (window.size() == size) {
            call.ruby().budget().steps(size);
            call.yield(new RubyArray(window));
            window.subList(0, slices ? size : 1).clear();
          }
        });
    if (slices && !window.isEmpty()) {
      call.yield(new RubyArray(window));
    }
    return call.self();
  }

  /** Runs of elements with the same key; a key that is nil or {@code :_separator} drops one. */
  private static List<RubyValue> chunk(Call call) {
    List<RubyValue> chunks = new ArrayList<>();
    RubyValue last = RubyNil.NIL;
    for (RubyValue element : Elements.of(call)) {
      RubyValue key = call.yield(element);
      boolean alone = key.equals(new RubySymbol("_alone"));
      boolean dropped = key instanceof RubyNil || key.equals(new RubySymbol("_separator"));
      if (!dropped && !alone && !chunks.isEmpty() && Elements.equal(call, last, key)) {
        RubyArray chunk = (RubyArray) chunks.get(chunks.size() - 1);
        ((RubyArray) chunk.list().get(1)).list().add(element);
      } else if (!dropped) {
        chunks.add(RubyArray.of(key, RubyArray.of(element)));
      }
      last = dropped ? RubyNil.NIL : key;
    }
    return chunks;
  }

  private static RubyValue ofBlock(Call call, Supplier<List<RubyValue>> groups) {
    if (call.block().isEmpty()) {
      throw call.error("ArgumentError", "tried to create Proc object without a block");
    }
    return EnumeratorMethods.over(call, groups);
  }

  private static RubyValue cuts(Call call, boolean after) {
    if (call.has(0) && call.block().isPresent()) {
      throw call.error("ArgumentError", "both pattern and block are given");
    }
    if (!call.has(0) && call.block().isEmpty()) {
      throw call.error("ArgumentError", "wrong number of arguments (given 0, expected 1)");
    }
    return EnumeratorMethods.over(call, () -> cut(call, after));
  }

  private static List<RubyValue> pairwise(Call call, boolean cuts) {
    List<RubyValue> elements = Elements.of(call);
    return runs(
        elements,
        index ->
            index > 0 && call.yieldsTrue(elements.get(index - 1), elements.get(index)) == cuts);
  }

  private static List<RubyValue> cut(Call call, boolean after) {
    List<RubyValue> elements = Elements.of(call);
    return runs(
        elements,
        index -> {
          int asked = after ? index - 1 : index;
          return asked >= 0 && index > 0 && marked(call, elements.get(asked));
        });
  }

  private static boolean marked(Call call, RubyValue element) {
    return call.has(0)
        ? EnumerableMethods.matches(call, call.argument(0), element)
        : call.yieldsTrue(element);
  }

  private static List<RubyValue> runs(List<RubyValue> elements, IntPredicate begins) {
    List<RubyValue> runs = new ArrayList<>();
    for (int index = 0; index < elements.size(); index++) {
      if (runs.isEmpty() || begins.test(index)) {
        runs.add(new RubyArray());
      }
      ((RubyArray) runs.get(runs.size() - 1)).list().add(elements.get(index));
    }
    return runs;
  }
}
