package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Array: taking elements out, and the operators. */
final class ArrayMethods {
  private ArrayMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Array"));
    access(methods);
    iteration(methods);
    operators(methods);
    ArrayShapes.define(methods);
    ArrayTexts.define(methods);
    ArrayChanges.define(methods);
    Methods.of(ruby.model().singleton(ruby.model().type("Array")))
        .method("[]", 0, Methods.ANY, call -> new RubyArray(call.arguments()))
        .method("try_convert", 1, ArrayMethods::tryConvert);
  }

  /** Returns the elements of the receiver; the list is the array itself. */
  static List<RubyValue> own(Call call) {
    return call.self(RubyArray.class).list();
  }

  static List<RubyValue> other(Call call, int index) {
    return call.argument(index, RubyArray.class, "Array").list();
  }

  private static RubyValue tryConvert(Call call) {
    RubyValue value = call.argument(0);
    boolean converts = value instanceof RubyArray || call.ruby().respondsTo(value, "to_ary");
    return converts ? call.ruby().convert().to(value, RubyArray.class, "Array") : RubyNil.NIL;
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
        .pure("assoc", 1, call -> pairWith(call, 0))
        .pure("rassoc", 1, call -> pairWith(call, 1))
        .method("to_a", 0, Call::self)
        .alias("to_a", "to_ary", "entries", "deconstruct")
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
      if (index instanceof RubyRange range) {
        Optional<Indexes.Stretch> stretch = Indexes.open(call, range, elements.size());
        stretch.ifPresent(
            part -> {
              call.ruby().budget().elements(part.length());
              for (int position = part.start(); position < part.end(); position++) {
                values.add(at(elements, position));
              }
            });
      } else {
        values.add(at(elements, Indexes.position(call, index, elements.size())));
      }
    }
    return Elements.array(call, values);
  }

  private static RubyValue last(Call call) {
    List<RubyValue> elements = own(call);
    if (!call.has(0)) {
      return at(elements, elements.size() - 1);
    }
    int from = Math.max(0, elements.size() - size(call, 0));
    return new RubyArray(elements.subList(from, elements.size()));
  }

  /** Returns an argument that says how many elements are meant. */
  static int size(Call call, int index) {
    int size = call.integer(index);
    if (size < 0) {
      throw call.error("ArgumentError", "negative array size");
    }
    return size;
  }

  private static RubyValue pairWith(Call call, int index) {
    for (RubyValue element : own(call)) {
      if (element instanceof RubyArray pair
          && pair.list().size() > index
          && Elements.equal(call, pair.list().get(index), call.argument(0))) {
        return pair;
      }
    }
    return RubyNil.NIL;
  }

  private static void iteration(Methods methods) {
    new Iterators(methods)
        .method("each", 0, ArrayMethods::each)
        .method("each_index", 0, ArrayMethods::eachIndex)
        .method("bsearch", 0, call -> at(own(call), search(call)))
        .method("bsearch_index", 0, call -> position(search(call)))
        .method("reverse_each", 0, ArrayMethods::reverseEach);
    methods
        .method("index", 0, 1, ArrayMethods::index)
        .alias("index", "find_index")
        .method("rindex", 0, 1, ArrayMethods::rindex);
  }

  private static RubyValue position(int position) {
    return position < 0 ? RubyNil.NIL : RubyInteger.of(position);
  }

  private static RubyValue each(Call call) {
    List<RubyValue> elements = own(call);
    for (int index = 0; index < elements.size(); index++) {
      call.ruby().budget().step();
      call.yield(elements.get(index));
    }
    return call.self();
  }

  private static RubyValue eachIndex(Call call) {
    for (int index = 0; index < own(call).size(); index++) {
      call.ruby().budget().step();
      call.yield(RubyInteger.of(index));
    }
    return call.self();
  }

  private static RubyValue reverseEach(Call call) {
    List<RubyValue> elements = own(call);
    for (int index = elements.size() - 1; index >= 0; index--) {
      if (index < elements.size()) {
        call.yield(elements.get(index));
      }
    }
    return call.self();
  }

  private static RubyValue index(Call call) {
    if (!call.has(0) && call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = own(call);
    for (int index = 0; index < elements.size(); index++) {
      if (found(call, elements.get(index))) {
        return RubyInteger.of(index);
      }
    }
    return RubyNil.NIL;
  }

  private static RubyValue rindex(Call call) {
    if (!call.has(0) && call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> elements = own(call);
    for (int index = elements.size() - 1; index >= 0; index--) {
      if (found(call, elements.get(index))) {
        return RubyInteger.of(index);
      }
    }
    return RubyNil.NIL;
  }

  private static boolean found(Call call, RubyValue element) {
    return call.has(0) ? Elements.equal(call, element, call.argument(0)) : call.yieldsTrue(element);
  }

  /** Returns the position that {@code bsearch} finds; -1 for none. */
  private static int search(Call call) {
    List<RubyValue> elements = own(call);
    int low = 0;
    int high = elements.size();
    int found = -1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      RubyValue answer = call.yield(elements.get(middle));
      if (!(answer instanceof RubyNil
          || answer instanceof RubyBoolean
          || answer instanceof UnknownValue
          || NumberMethods.isNumber(answer))) {
        throw call.error(
            "TypeError",
            "wrong argument type "
                + call.ruby().model().classOf(answer).name()
                + " (must be numeric, true, false or nil)");
      }
      boolean number = NumberMethods.isNumber(answer);
      double order = number ? NumberMethods.real(answer) : 0;
      if (number && order == 0) {
        return middle;
      }
      boolean left = number ? order < 0 : call.ruby().truth(answer);
      if (left) {
        found = number ? -1 : middle;
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return found;
  }

  private static void operators(Methods methods) {
    methods
        .pure("+", 1, call -> joined(call, own(call), other(call, 0)))
        .pure("-", 1, call -> without(call, other(call, 0)))
        .pure("difference", 0, Methods.ANY, call -> without(call, others(call)))
        .pure("*", 1, ArrayMethods::times)
        .pure("&", 1, ArrayMethods::common)
        .pure("intersection", 0, Methods.ANY, ArrayMethods::common)
        .pure("|", 1, call -> united(joined(call, own(call), other(call, 0))))
        .pure("union", 0, Methods.ANY, call -> united(joined(call, own(call), others(call))))
        .pure(
            "intersect?",
            1,
            call -> RubyBoolean.of(!Collections.disjoint(own(call), other(call, 0))))
        .method("==", 1, ArrayMethods::equal)
        .method("eql?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .pure("hash", 0, call -> RubyInteger.of(call.self().hashCode()))
        .method("<=>", 1, ArrayMethods::compare);
  }

  private static List<RubyValue> others(Call call) {
    List<RubyValue> all = new ArrayList<>();
    for (int index = 0; index < call.count(); index++) {
      all.addAll(other(call, index));
    }
    return all;
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

  private static RubyValue times(Call call) {
    if (call.argument(0) instanceof RubyString) {
      return call.send(call.self(), "join", call.argument(0));
    }
    int count = call.integer(0);
    if (count < 0) {
      throw call.error("ArgumentError", "negative argument");
    }
    call.ruby().budget().elements((long) count * own(call).size());
    List<RubyValue> all = new ArrayList<>();
    for (int round = 0; round < count && !own(call).isEmpty(); round++) {
      all.addAll(own(call));
    }
    return new RubyArray(all);
  }

  private static RubyValue common(Call call) {
    Set<RubyValue> kept = new LinkedHashSet<>(own(call));
    for (int index = 0; index < call.count(); index++) {
      kept.retainAll(new HashSet<>(other(call, index)));
    }
    return new RubyArray(kept);
  }

  private static RubyArray united(RubyArray all) {
    return new RubyArray(all.list().stream().distinct().toList());
  }

  private static RubyValue equal(Call call) {
    if (!(call.argument(0) instanceof RubyArray other)) {
      boolean array = call.ruby().respondsTo(call.argument(0), "to_ary");
      return array ? call.send(call.argument(0), "==", call.self()) : RubyBoolean.FALSE;
    }
    List<RubyValue> own = own(call);
    if (own == other.list()) {
      return RubyBoolean.TRUE;
    }
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
    if (!(call.argument(0) instanceof RubyArray)
        && !call.ruby().respondsTo(call.argument(0), "to_ary")) {
      return RubyNil.NIL;
    }
    List<RubyValue> own = own(call);
    List<RubyValue> other = other(call, 0);
    for (int index = 0; index < Math.min(own.size(), other.size()); index++) {
      RubyValue order = call.send(own.get(index), "<=>", other.get(index));
      if (!order.equals(RubyInteger.of(0))) {
        return order;
      }
    }
    return RubyInteger.of(Integer.compare(own.size(), other.size()));
  }
}
