package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.List;

/** Enumerable: finding elements, and asking of them. */
final class EnumerableSearches {
  private EnumerableSearches() {}

  static void define(Methods methods, Iterators iterators) {
    iterators
        .method("find", 0, 1, EnumerableSearches::find)
        .alias("find", "detect")
        .method("partition", 0, EnumerableSearches::partition);
    methods
        .method("find_index", 0, 1, EnumerableSearches::findIndex)
        .pure("include?", 1, EnumerableSearches::includes)
        .alias("include?", "member?")
        .method("count", 0, 1, EnumerableSearches::count)
        .method("any?", 0, 1, call -> RubyBoolean.of(found(call, true)))
        .method("all?", 0, 1, call -> RubyBoolean.of(!found(call, false)))
        .method("none?", 0, 1, call -> RubyBoolean.of(!found(call, true)))
        .method("one?", 0, 1, EnumerableSearches::one);
  }

  private static RubyValue find(Call call) {
    List<RubyValue> found = new ArrayList<>(1);
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          if (Elements.passes(call, yielded)) {
            found.add(Elements.packed(yielded));
          }
          return found.isEmpty();
        });
    if (!found.isEmpty()) {
      return found.get(0);
    }
    return call.argument(0) instanceof RubyNil ? RubyNil.NIL : call.send(call.argument(0), "call");
  }

  private static RubyValue partition(Call call) {
    RubyArray yes = new RubyArray();
    RubyArray no = new RubyArray();
    Elements.each(
        call,
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          Elements.add(call.ruby(), (call.yieldsTrue(element) ? yes : no).list(), element);
        });
    return RubyArray.of(yes, no);
  }

  private static RubyValue findIndex(Call call) {
    if (!call.has(0) && call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    int[] position = {0};
    boolean[] found = {false};
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          found[0] =
              call.has(0)
                  ? Elements.equal(call, Elements.packed(yielded), call.argument(0))
                  : Elements.passes(call, yielded);
          position[0]++;
          return !found[0];
        });
    return found[0] ? RubyInteger.of(position[0] - 1) : RubyNil.NIL;
  }

  /** Among elements that are partly unknown, what is not found may still be there. */
  private static RubyValue includes(Call call) {
    List<RubyValue> answers = new ArrayList<>();
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          RubyValue element = Elements.packed(yielded);
          RubyValue equal = call.send(element, "==", call.argument(0));
          boolean undecided = equal instanceof UnknownValue;
          if (undecided && (answers.isEmpty() || equal.truthy()) || equal == RubyBoolean.TRUE) {
            answers.clear();
            answers.add(equal);
          }
          return undecided || !equal.truthy();
        });
    return answers.isEmpty() ? RubyBoolean.FALSE : answers.get(0);
  }

  private static RubyValue count(Call call) {
    int[] count = {0};
    Elements.each(
        call,
        yielded -> {
          boolean counts =
              call.has(0)
                  ? Elements.equal(call, Elements.packed(yielded), call.argument(0))
                  : call.block().isEmpty() || Elements.passes(call, yielded);
          count[0] += counts ? 1 : 0;
        });
    return RubyInteger.of(count[0]);
  }

  private static boolean found(Call call, boolean outcome) {
    boolean[] found = {false};
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          found[0] = holds(call, yielded) == outcome;
          return !found[0];
        });
    return found[0];
  }

  private static RubyValue one(Call call) {
    int[] count = {0};
    Elements.until(
        call.ruby(),
        call.self(),
        yielded -> {
          count[0] += holds(call, yielded) ? 1 : 0;
          return count[0] < 2;
        });
    return RubyBoolean.of(count[0] == 1);
  }

  /** A pattern goes before a block, and without both the element itself counts. */
  private static boolean holds(Call call, Arguments yielded) {
    if (call.has(0)) {
      return EnumerableMethods.matches(call, call.argument(0), Elements.packed(yielded));
    }
    return call.block().isPresent()
        ? Elements.passes(call, yielded)
        : call.ruby().truth(Elements.packed(yielded));
  }
}
