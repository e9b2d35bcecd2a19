package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Array: the methods that change it. */
final class ArrayChanges {
  private ArrayChanges() {}

  static void define(Methods methods) {
    ends(methods);
    elements(methods);
    rewriting(methods);
  }

  private static List<RubyValue> own(Call call) {
    return ArrayMethods.own(call);
  }

  /** Announces a change of the receiver and returns its elements. */
  private static List<RubyValue> changing(Call call) {
    return call.modify(call.self(RubyArray.class)).list();
  }

  private static void ends(Methods methods) {
    methods
        .method("initialize", 0, 2, ArrayChanges::initialize)
        .method("initialize_copy", 1, ArrayChanges::replace)
        .alias("initialize_copy", "replace")
        .method("<<", 1, ArrayChanges::push)
        .method("push", 0, Methods.ANY, ArrayChanges::push)
        .alias("push", "append")
        .method("unshift", 0, Methods.ANY, ArrayChanges::unshift)
        .alias("unshift", "prepend")
        .method("pop", 0, 1, call -> take(call, true))
        .method("shift", 0, 1, call -> take(call, false))
        .method("concat", 0, Methods.ANY, ArrayChanges::concat)
        .method("clear", 0, ArrayChanges::clear);
  }

  private static RubyValue initialize(Call call) {
    List<RubyValue> elements = changing(call);
    elements.clear();
    if (call.count() == 1 && call.argument(0) instanceof RubyArray other) {
      elements.addAll(other.list());
      return RubyNil.NIL;
    }
    int size = call.has(0) ? ArrayMethods.size(call, 0) : 0;
    call.ruby().budget().elements(size);
    for (int index = 0; index < size; index++) {
      boolean made = call.block().isPresent();
      elements.add(made ? call.yield(RubyInteger.of(index)) : call.argument(1));
    }
    return RubyNil.NIL;
  }

  private static RubyValue replace(Call call) {
    List<RubyValue> elements = changing(call);
    List<RubyValue> other = new ArrayList<>(ArrayMethods.other(call, 0));
    elements.clear();
    elements.addAll(other);
    return call.self();
  }

  private static RubyValue push(Call call) {
    List<RubyValue> elements = changing(call);
    call.ruby().budget().elements((long) elements.size() + call.count());
    elements.addAll(call.arguments());
    return call.self();
  }

  private static RubyValue unshift(Call call) {
    List<RubyValue> elements = changing(call);
    call.ruby().budget().elements((long) elements.size() + call.count());
    elements.addAll(0, call.arguments());
    return call.self();
  }

  private static RubyValue take(Call call, boolean fromEnd) {
    List<RubyValue> elements = changing(call);
    if (!call.has(0)) {
      return elements.isEmpty() ? RubyNil.NIL : elements.remove(fromEnd ? elements.size() - 1 : 0);
    }
    int count = Math.min(ArrayMethods.size(call, 0), elements.size());
    int from = fromEnd ? elements.size() - count : 0;
    RubyArray taken = new RubyArray(elements.subList(from, from + count));
    elements.subList(from, from + count).clear();
    return taken;
  }

  private static RubyValue concat(Call call) {
    List<RubyValue> elements = changing(call);
    List<RubyValue> more = new ArrayList<>();
    for (int index = 0; index < call.count(); index++) {
      more.addAll(ArrayMethods.other(call, index));
    }
    call.ruby().budget().elements((long) elements.size() + more.size());
    elements.addAll(more);
    return call.self();
  }

  private static RubyValue clear(Call call) {
    changing(call).clear();
    return call.self();
  }

  private static void elements(Methods methods) {
    methods
        .method("[]=", 2, 3, ArrayChanges::set)
        .method("insert", 1, Methods.ANY, ArrayChanges::insert)
        .method("delete", 1, ArrayChanges::delete)
        .method("delete_at", 1, ArrayChanges::deleteAt)
        .method("fill", 0, 3, ArrayChanges::fill)
        .method("slice!", 1, 2, ArrayChanges::sliceAway);
    new Iterators(methods)
        .method("delete_if", 0, call -> removing(call, true, true))
        .method("reject!", 0, call -> removing(call, true, false))
        .method("select!", 0, call -> removing(call, false, false))
        .alias("select!", "filter!")
        .method("keep_if", 0, call -> removing(call, false, true));
  }

  private static RubyValue set(Call call) {
    List<RubyValue> elements = changing(call);
    RubyValue value = call.argument(call.count() - 1);
    if (call.count() == 3) {
      int length = call.integer(1);
      if (length < 0) {
        throw call.error("IndexError", "negative length (" + length + ")");
      }
      splice(call, elements, inside(call, elements), length, value);
    } else if (call.argument(0) instanceof RubyRange range) {
      Indexes.Stretch stretch = stretch(call, range, elements.size());
      splice(call, elements, stretch.start(), stretch.length(), value);
    } else {
      int position = inside(call, elements);
      pad(call, elements, position + 1);
      elements.set(position, value);
    }
    return value;
  }

  private static Indexes.Stretch stretch(Call call, RubyRange range, int size) {
    int from = range.from() instanceof RubyNil ? 0 : Indexes.position(call, range.from(), size);
    if (from < 0) {
      throw Indexes.outOfRange(call, range);
    }
    int to = range.to() instanceof RubyNil ? -1 : call.ruby().convert().index(range.to());
    boolean inclusive = range.to() instanceof RubyNil || !range.exclusive();
    long end = (to < 0 ? (long) to + size : to) + (inclusive ? 1 : 0);
    return new Indexes.Stretch(from, (int) Math.min(Integer.MAX_VALUE, Math.max(0, end - from)));
  }

  private static int inside(Call call, List<RubyValue> elements) {
    int position = Indexes.position(call, call.argument(0), elements.size());
    if (position < 0) {
      throw tooSmall(call, position - elements.size(), elements.size());
    }
    return position;
  }

  private static RubyError tooSmall(Call call, int index, int size) {
    return call.error("IndexError", "index " + index + " too small for array; minimum: -" + size);
  }

  private static void splice(
      Call call, List<RubyValue> elements, int start, int length, RubyValue value) {
    pad(call, elements, start);
    int end = (int) Math.min(elements.size(), (long) start + length);
    List<RubyValue> part = elements.subList(start, end);
    List<RubyValue> values =
        List.copyOf(
            value instanceof RubyArray array
                ? array.list()
                : call.ruby().respondsTo(value, "to_ary")
                    ? call.ruby().convert().to(value, RubyArray.class, "Array").list()
                    : List.of(value));
    part.clear();
    part.addAll(values);
  }

  private static void pad(Call call, List<RubyValue> elements, int size) {
    call.ruby().budget().elements(size);
    while (elements.size() < size) {
      elements.add(RubyNil.NIL);
    }
  }

  private static RubyValue insert(Call call) {
    List<RubyValue> elements = changing(call);
    int given = call.integer(0);
    if (call.count() == 1) {
      return call.self();
    }
    int position = given < 0 ? given + elements.size() + 1 : given;
    if (position < 0) {
      throw tooSmall(call, given, elements.size() + 1);
    }
    pad(call, elements, position);
    elements.addAll(position, call.arguments().subList(1, call.count()));
    return call.self();
  }

  private static RubyValue delete(Call call) {
    List<RubyValue> kept = new ArrayList<>();
    RubyValue deleted = RubyNil.NIL;
    for (RubyValue element : own(call)) {
      if (Elements.equal(call, element, call.argument(0))) {
        deleted = element;
      } else {
        kept.add(element);
      }
    }
    if (kept.size() == own(call).size()) {
      return call.block().isPresent() ? call.yield(call.argument(0)) : RubyNil.NIL;
    }
    rewrite(call, kept, true);
    return deleted;
  }

  private static RubyValue deleteAt(Call call) {
    List<RubyValue> elements = changing(call);
    int position = Indexes.position(call, call.argument(0), elements.size());
    boolean inside = position >= 0 && position < elements.size();
    return inside ? elements.remove(position) : RubyNil.NIL;
  }

  private static RubyValue removing(Call call, boolean remove, boolean always) {
    List<RubyValue> kept = new ArrayList<>();
    changing(call);
    for (RubyValue element : List.copyOf(own(call))) {
      if (call.yieldsTrue(element) != remove) {
        kept.add(element);
      }
    }
    return rewrite(call, kept, always);
  }

  /** Puts in other elements; gives nil when nothing changed, unless it always gives the array. */
  private static RubyValue rewrite(Call call, List<RubyValue> changed, boolean always) {
    boolean same = own(call).size() == changed.size() && own(call).equals(changed);
    List<RubyValue> elements = changing(call);
    elements.clear();
    elements.addAll(changed);
    return same && !always ? RubyNil.NIL : call.self();
  }

  /** {@code fill(value)} or a block, from a start, for a length, or over a range. */
  private static RubyValue fill(Call call) {
    List<RubyValue> elements = changing(call);
    boolean made = call.block().isPresent();
    int shift = made ? 0 : 1;
    if (call.count() < shift || call.count() > shift + 2) {
      String expected = made ? "0..2" : "1..3";
      throw call.error(
          "ArgumentError",
          "wrong number of arguments (given " + call.count() + ", expected " + expected + ")");
    }
    Indexes.Stretch stretch = filled(call, elements.size(), call.argument(shift), shift + 1);
    pad(call, elements, stretch.length() > 0 ? stretch.end() : 0);
    for (int index = stretch.start(); index < stretch.end(); index++) {
      elements.set(index, made ? call.yield(RubyInteger.of(index)) : call.argument(0));
    }
    return call.self();
  }

  private static Indexes.Stretch filled(Call call, int size, RubyValue from, int lengthAt) {
    if (from instanceof RubyRange range && !call.has(lengthAt)) {
      return stretch(call, range, size);
    }
    int start = from instanceof RubyNil ? 0 : Math.max(0, Indexes.position(call, from, size));
    int length =
        call.argument(lengthAt) instanceof RubyNil
            ? Math.max(0, size - start)
            : Math.max(0, call.integer(lengthAt));
    call.ruby().budget().elements((long) start + length);
    return new Indexes.Stretch(start, length);
  }

  private static RubyValue sliceAway(Call call) {
    List<RubyValue> elements = changing(call);
    Optional<Indexes.Stretch> stretch;
    if (call.count() == 2) {
      stretch = Indexes.stretch(call, call.argument(0), call.argument(1), elements.size());
    } else if (call.argument(0) instanceof RubyRange range) {
      stretch = Indexes.stretch(call, range, elements.size());
    } else {
      return deleteAt(call);
    }
    if (stretch.isEmpty()) {
      return RubyNil.NIL;
    }
    List<RubyValue> part = elements.subList(stretch.get().start(), stretch.get().end());
    RubyArray taken = new RubyArray(part);
    part.clear();
    return taken;
  }

  private static void rewriting(Methods methods) {
    Iterators iterators = new Iterators(methods);
    for (String name : new String[] {"map", "collect", "sort_by"}) {
      iterators.method(name + "!", 0, inPlace(name, true));
    }
    for (String name : new String[] {"sort", "reverse", "rotate", "shuffle"}) {
      methods.method(name + "!", 0, 1, inPlace(name, true));
    }
    for (String name : new String[] {"compact", "uniq"}) {
      methods.method(name + "!", 0, inPlace(name, false));
    }
    methods.method("flatten!", 0, 1, inPlace("flatten", false));
  }

  private static BuiltinFunction inPlace(String name, boolean always) {
    return call -> {
      changing(call);
      RubyValue changed = call.ruby().send(call.self(), name, call.all());
      return changed instanceof RubyArray array
          ? rewrite(call, new ArrayList<>(array.list()), always)
          : changed;
    };
  }
}
