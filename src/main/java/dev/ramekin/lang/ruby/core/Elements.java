package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Thrown;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the collection classes share: elements, comparing, and enumerators. */
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
    RubyProc collect =
        ruby.proc(
            -1,
            true,
            yielded -> {
              ruby.budget().elements(elements.size() + 1L);
              elements.add(packed(yielded));
              return RubyNil.NIL;
            });
    ruby.send(collection, "each", Arguments.NONE.with(collect));
    return elements;
  }

  /** Returns the first elements that {@code each} gives, and stops it then. */
  static List<RubyValue> first(Interpreter ruby, RubyValue collection, int count) {
    if (collection instanceof RubyArray || collection instanceof RubyHash || count <= 0) {
      List<RubyValue> all = of(ruby, collection);
      return all.subList(0, Math.max(0, Math.min(count, all.size())));
    }
    List<RubyValue> elements = new ArrayList<>();
    RubyValue tag = new RubyObject(ruby.model().object());
    RubyProc collect =
        ruby.proc(
            -1,
            true,
            yielded -> {
              elements.add(packed(yielded));
              if (elements.size() >= count) {
                throw new Thrown(tag, RubyNil.NIL);
              }
              return RubyNil.NIL;
            });
    try {
      ruby.send(collection, "each", Arguments.NONE.with(collect));
    } catch (Thrown enough) {
      if (enough.tag() != tag) {
        throw enough;
      }
    }
    return elements;
  }

  /** Returns what a block with one parameter sees of several values: an array of them. */
  static RubyValue packed(Arguments yielded) {
    return yielded.values().size() == 1 ? yielded.values().get(0) : new RubyArray(yielded.values());
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
    return left == right || call.ruby().truth(call.send(left, "==", right));
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

  /** Compares by {@code <=>}; unknown values count as equal. */
  static int compare(Call call, RubyValue left, RubyValue right) {
    if (left instanceof RubyInteger first && right instanceof RubyInteger second) {
      return first.value().compareTo(second.value());
    }
    if (left instanceof RubyString first && right instanceof RubyString second) {
      return compareTexts(first.text(), second.text());
    }
    return order(call, call.send(left, "<=>", right), left, right);
  }

  /** Compares texts by code point, as Ruby does by the bytes of UTF-8. */
  static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int index = 0; index < length; index++) {
      char first = left.charAt(index);
      char second = right.charAt(index);
      if (first != second) {
        boolean surrogates = Character.isSurrogate(first) != Character.isSurrogate(second);
        int order = Character.compare(first, second);
        return surrogates ? (Character.isSurrogate(first) ? 1 : -1) : order;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Returns what {@code <=>} or a comparing block gave as a Java order. */
  static int order(Call call, RubyValue result, RubyValue left, RubyValue right) {
    RubyValue known =
        result instanceof UnknownValue unknown
            ? unknown.assumed().orElse(RubyInteger.of(0))
            : result;
    if (known instanceof RubyInteger integer) {
      return integer.value().signum();
    }
    if (known instanceof RubyFloat number) {
      return (int) Math.signum(number.value());
    }
    throw call.error(
        "ArgumentError",
        "comparison of "
            + call.ruby().model().classOf(left).name()
            + " with "
            + shown(call, right)
            + " failed");
  }

  private static String shown(Call call, RubyValue value) {
    boolean plain =
        value instanceof RubyNil || value instanceof RubyInteger || value instanceof RubyFloat;
    return plain ? call.ruby().inspect(value) : call.ruby().model().classOf(value).name();
  }

  /** Returns the order by {@code <=>}, or by the block when there is one. */
  static Comparator<RubyValue> comparator(Call call) {
    return call.block().isEmpty()
        ? (left, right) -> compare(call, left, right)
        : (left, right) -> order(call, call.yield(left, right), left, right);
  }

  /** Sorts in place; an order that contradicts itself is an ArgumentError. */
  static void sort(Call call, List<RubyValue> elements, Comparator<RubyValue> comparator) {
    call.ruby().budget().steps(elements.size());
    try {
      // Java asks for the later one first; Ruby the other way round, as its messages show.
      elements.sort((later, earlier) -> -comparator.compare(earlier, later));
    } catch (IllegalArgumentException exception) {
      throw call.error("ArgumentError", "the order of the elements contradicts itself");
    }
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
