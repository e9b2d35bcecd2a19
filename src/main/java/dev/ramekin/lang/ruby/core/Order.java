package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Comparing and sorting, as {@code <=>} or a block says. */
final class Order {
  private Order() {}

  /** Compares by {@code <=>}; unknown values count as equal. */
  static int compare(Call call, RubyValue left, RubyValue right) {
    if (left instanceof RubyInteger first && right instanceof RubyInteger second) {
      return first.value().compareTo(second.value());
    }
    if (left instanceof RubyString first && right instanceof RubyString second) {
      return compareTexts(first.text(), second.text());
    }
    return sign(call, call.send(left, "<=>", right), left, right);
  }

  /** Compares texts by code point, as Ruby does by the bytes of UTF-8. */
  static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int index = 0; index < length; index++) {
      char first = left.charAt(index);
      char second = right.charAt(index);
      if (first != second) {
        boolean surrogates = Character.isSurrogate(first) != Character.isSurrogate(second);
        int order = Integer.signum(Character.compare(first, second));
        return surrogates ? (Character.isSurrogate(first) ? 1 : -1) : order;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Returns what {@code <=>} or a comparing block gave as a Java order. */
  static int sign(Call call, RubyValue result, RubyValue left, RubyValue right) {
    RubyValue known =
        result instanceof UnknownValue unknown
            ? unknown.assumed().filter(it -> !(it instanceof RubyNil)).orElse(RubyInteger.of(0))
            : result;
    if (known instanceof RubyInteger integer) {
      return integer.value().signum();
    }
    if (known instanceof RubyNil) {
      throw failed(call, left, right);
    }
    RubyValue zero = RubyInteger.of(0);
    if (call.ruby().truth(call.send(known, ">", zero))) {
      return 1;
    }
    return call.ruby().truth(call.send(known, "<", zero)) ? -1 : 0;
  }

  /** Returns the ArgumentError for two values of which neither is the greater. */
  static RubyError failed(Call call, RubyValue left, RubyValue right) {
    return call.error(
        "ArgumentError",
        "comparison of "
            + call.ruby().model().classOf(left).name()
            + " with "
            + shown(call, right)
            + " failed");
  }

  private static String shown(Call call, RubyValue value) {
    boolean plain =
        value instanceof RubyNil
            || value instanceof RubyBoolean
            || value instanceof RubySymbol
            || value instanceof RubyInteger
            || value instanceof RubyFloat;
    return plain ? call.ruby().inspect(value) : call.ruby().model().classOf(value).name();
  }

  /** Returns the order by {@code <=>}, or by the block when there is one. */
  static Comparator<RubyValue> comparator(Call call) {
    return call.block().isEmpty()
        ? (left, right) -> compare(call, left, right)
        : (left, right) -> sign(call, call.yield(left, right), left, right);
  }

  /** Returns the first of the least elements; empty for none. */
  static Optional<RubyValue> least(List<RubyValue> elements, Comparator<RubyValue> order) {
    return extreme(elements, (element, best) -> order.compare(element, best) < 0);
  }

  /** Returns the first of the greatest elements; empty for none. */
  static Optional<RubyValue> greatest(List<RubyValue> elements, Comparator<RubyValue> order) {
    return extreme(elements, (element, best) -> order.compare(element, best) > 0);
  }

  private static Optional<RubyValue> extreme(
      List<RubyValue> elements, BiPredicate<RubyValue, RubyValue> better) {
    Optional<RubyValue> best = Optional.empty();
    for (RubyValue element : elements) {
      if (best.isEmpty() || better.test(element, best.get())) {
        best = Optional.of(element);
      }
    }
    return best;
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

  /** Sorts by what the block gives for each element, asked once for each. */
  static void sortByKey(Call call, List<RubyValue> elements) {
    List<RubyValue> keyed = keyed(call, elements);
    sort(call, keyed, byKey(call));
    for (int index = 0; index < elements.size(); index++) {
      elements.set(index, part(keyed.get(index), 1));
    }
  }

  /** Returns pairs of what the block gives for an element and the element. */
  static List<RubyValue> keyed(Call call, List<RubyValue> elements) {
    List<RubyValue> keyed = new ArrayList<>(elements.size());
    elements.forEach(element -> keyed.add(RubyArray.of(call.yield(element), element)));
    return keyed;
  }

  /** Returns the order of such pairs. */
  static Comparator<RubyValue> byKey(Call call) {
    return (left, right) -> compare(call, part(left, 0), part(right, 0));
  }

  /** Returns the element of such a pair; nil for none. */
  static RubyValue element(Optional<RubyValue> pair) {
    return pair.map(it -> part(it, 1)).orElse(RubyNil.NIL);
  }

  private static RubyValue part(RubyValue pair, int index) {
    return ((RubyArray) pair).list().get(index);
  }
}
