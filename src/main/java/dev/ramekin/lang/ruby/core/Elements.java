package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Thrown;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the collection classes share: going through elements, comparing, and enumerators. */
final class Elements {
  private Elements() {}

  /** Returns the elements that {@code each} gives: a copy, so that the collection may change. */
  static List<RubyValue> of(Call call) {
    return of(call.ruby(), call.self());
  }

  /** Returns the elements of any collection. */
  static List<RubyValue> of(Interpreter ruby, RubyValue collection) {
    if (collection instanceof RubyArray array) {
      return new ArrayList<>(array.list());
    }
    if (collection instanceof RubyHash hash) {
      return pairs(hash);
    }
    List<RubyValue> elements = new ArrayList<>();
    until(
        ruby,
        collection,
        yielded -> {
          add(ruby, elements, packed(yielded));
          return true;
        });
    return elements;
  }

  /** Adds to a list that grows within the budget. */
  static void add(Interpreter ruby, List<RubyValue> list, RubyValue element) {
    ruby.budget().elements(list.size() + 1L);
    list.add(element);
  }

  /** Returns the first elements that {@code each} gives, and stops it then. */
  static List<RubyValue> first(Interpreter ruby, RubyValue collection, int count) {
    List<RubyValue> elements = new ArrayList<>();
    if (count > 0) {
      until(
          ruby,
          collection,
          yielded -> {
            add(ruby, elements, packed(yielded));
            return elements.size() < count;
          });
    }
    return elements;
  }

  /**
   * Goes through the elements as {@code each} hands them to its block, several values at once when
   * it yields several, as long as the visitor wants more.
   */
  static void until(Interpreter ruby, RubyValue collection, Predicate<Arguments> visitor) {
    if (collection instanceof RubyArray || collection instanceof RubyHash) {
      boolean more = true;
      List<RubyValue> elements = of(ruby, collection);
      for (int index = 0; more && index < elements.size(); index++) {
        more = visitor.test(Arguments.of(elements.get(index)));
      }
      return;
    }
    RubyValue tag = new RubyObject(ruby.model().object());
    RubyProc visit =
        ruby.proc(
            -1,
            true,
            yielded -> {
              if (!visitor.test(yielded)) {
                throw new Thrown(tag, RubyNil.NIL);
              }
              return RubyNil.NIL;
            });
    try {
      ruby.send(collection, "each", Arguments.NONE.with(visit));
    } catch (Thrown enough) {
      if (enough.tag() != tag) {
        throw enough;
      }
    }
  }

  /** Goes through all elements of the receiver as {@code each} hands them to its block. */
  static void each(Call call, Consumer<Arguments> visitor) {
    until(
        call.ruby(),
        call.self(),
        yielded -> {
          visitor.accept(yielded);
          return true;
        });
  }

  /** Hands on to the call's block what {@code each} yielded. */
  static RubyValue pass(Call call, Arguments yielded) {
    return call.ruby().call(call.requireBlock(), yielded);
  }

  /** Returns whether the call's block is true for what {@code each} yielded. */
  static boolean passes(Call call, Arguments yielded) {
    return call.ruby().truth(pass(call, yielded));
  }

  /** Returns what a block with one parameter sees of several values: an array of them. */
  static RubyValue packed(Arguments yielded) {
    List<RubyValue> values = yielded.values();
    return values.size() == 1
        ? values.get(0)
        : values.isEmpty() ? RubyNil.NIL : new RubyArray(values);
  }

  /** Returns key and value of every entry, each pair an array. */
  static List<RubyValue> pairs(RubyHash hash) {
    List<RubyValue> pairs = new ArrayList<>(hash.map().size());
    hash.map().forEach((key, value) -> pairs.add(RubyArray.of(key, value)));
    return pairs;
  }

  /** Returns an array within the budget. */
  static RubyArray array(Call call, List<RubyValue> elements) {
    call.ruby().budget().elements(elements.size());
    return new RubyArray(elements);
  }

  /** Returns an enumerator for a method that was called without a block. */
  static RubyValue enumerator(Call call) {
    return EnumeratorMethods.make(call.ruby(), call.self(), call.name(), call.arguments());
  }

  /** Returns whether two values are equal by {@code ==}. */
  static boolean equal(Call call, RubyValue left, RubyValue right) {
    return left == right && !(left instanceof RubyFloat)
        || call.ruby().truth(call.send(left, "==", right));
  }

  /** Returns the position of an equal element; -1 when there is none. */
  static int indexOf(Call call, List<RubyValue> elements, RubyValue wanted) {
    for (int index = 0; index < elements.size(); index++) {
      if (equal(call, elements.get(index), wanted)) {
        return index;
      }
    }
    return -1;
  }

  /** Returns the first of elements that are eql, or whose blocks' values are. */
  static List<RubyValue> distinct(Call call, List<RubyValue> elements) {
    RubyHash seen = new RubyHash();
    for (RubyValue element : elements) {
      RubyValue key = call.block().isPresent() ? call.yield(element) : element;
      seen.map().putIfAbsent(key, element);
    }
    return new ArrayList<>(seen.map().values());
  }
}
