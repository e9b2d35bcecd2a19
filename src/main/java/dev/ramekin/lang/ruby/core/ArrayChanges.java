package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.ArrayMethods.changing;
import static dev.ramekin.lang.ruby.core.ArrayMethods.own;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
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
    if (call.argument(0) instanceof RubyArray other) {
      elements.addAll(other.list());
      return RubyNil.NIL;
    }
    int size = call.has(0) ? call.integer(0) : 0;
    call.ruby().budget().elements(size);
    for (int index = 0; index < size; index++) {
      boolean made = call.block().isPresent();
      elements.add(made ? call.yield(RubyInteger.of(index)) : call.argument(1));
    }
    return RubyNil.NIL;
  }

  private static RubyValue replace(Call call) {
    List<RubyValue> other = new ArrayList<>(ArrayMethods.other(call, 0));
    List<RubyValue> elements = changing(call);
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
    changing(call).addAll(0, call.arguments());
    return call.self();
  }

  private static RubyValue take(Call call, boolean fromEnd) {
    List<RubyValue> elements = changing(call);
    if (!call.has(0)) {
      return elements.isEmpty() ? RubyNil.NIL : elements.remove(fromEnd ? elements.size() - 1 : 0);
    }
    int count = Math.min(call.integer(0), elements.size());
    int from = fromEnd ? elements.size() - count : 0;
    RubyArray taken = new RubyArray(elements.subList(from, from + count));
    elements.subList(from, from + count).clear();
    return taken;
  }

  private static RubyValue concat(Call call) {
    List<RubyValue> more = new ArrayList<>();
    for (RubyValue argument : call.arguments()) {
      more.addAll(call.ruby().convert().to(argument, RubyArray.class, "Array").list());
    }
    List<RubyValue> elements = changing(call);
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
        .method("delete_if", 0, call -> removing(call, true, true))
        .method("reject!", 0, call -> removing(call, true, false))
        .method("select!", 0, call -> removing(call, false, false))
        .alias("select!", "filter!")
        .method("keep_if", 0, call -> removing(call, false, true))
        .method("fill", 0, Methods.ANY, ArrayChanges::fill)
        .method("slice!", 1, 2, ArrayChanges::sliceAway);
  }

  private static RubyValue set(Call call) {
    List<RubyValue> elements = changing(call);
    RubyValue value = call.argument(call.count() - 1);
    Optional<Indexes.Stretch> stretch = stretch(call, elements.size(), call.count() == 3);
    if (stretch.isPresent()) {
      List<RubyValue> part = elements.subList(stretch.get().start(), stretch.get().end());
      part.clear();
      part.addAll(call.ruby().convert().spread(value));
      return value;
    }
    int position = Indexes.position(call, call.argument(0), elements.size());
    if (position < 0) {
      throw call.error(
          "IndexError",
          "index "
              + (position - elements.size())
              + " too small for array; minimum: -"
              + elements.size());
    }
    call.ruby().budget().elements(position);
    while (elements.size() <= position) {
      elements.add(RubyNil.NIL);
    }
    elements.set(position, value);
    return value;
  }

  private static Optional<Indexes.Stretch> stretch(Call call, int size, boolean counted) {
    if (counted) {
      return Indexes.stretch(call, call.argument(0), call.argument(1), size);
    }
    return call.argument(0) instanceof RubyRange range
        ? Indexes.stretch(call, range, size)
        : Optional.empty();
  }

  private static RubyValue insert(Call call) {
    List<RubyValue> elements = changing(call);
    int given = call.integer(0);
    int position = given < 0 ? given + elements.size() + 1 : given;
    while (elements.size() < position) {
      call.ruby().budget().elements(elements.size() + 1L);
      elements.add(RubyNil.NIL);
    }
    elements.addAll(Math.max(0, position), call.arguments().subList(1, call.count()));
    return call.self();
  }

  private static RubyValue delete(Call call) {
    List<RubyValue> elements = changing(call);
    int before = elements.size();
    elements.removeIf(element -> Elements.equal(call, element, call.argument(0)));
    return elements.size() < before ? call.argument(0) : RubyNil.NIL;
  }

  private static RubyValue deleteAt(Call call) {
    List<RubyValue> elements = changing(call);
    int position = Indexes.position(call, call.argument(0), elements.size());
    boolean inside = position >= 0 && position < elements.size();
    return inside ? elements.remove(position) : RubyNil.NIL;
  }

  private static RubyValue removing(Call call, boolean remove, boolean always) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    List<RubyValue> kept = new ArrayList<>(own(call));
    kept.removeIf(element -> call.yieldsTrue(element) == remove);
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

  private static RubyValue fill(Call call) {
    List<RubyValue> elements = changing(call);
    for (int index = 0; index < elements.size(); index++) {
      boolean made = call.block().isPresent();
      elements.set(index, made ? call.yield(RubyInteger.of(index)) : call.argument(0));
    }
    return call.self();
  }

  private static RubyValue sliceAway(Call call) {
    List<RubyValue> elements = changing(call);
    Optional<Indexes.Stretch> stretch = stretch(call, elements.size(), call.count() == 2);
    if (stretch.isEmpty()) {
      return call.count() == 1 && !(call.argument(0) instanceof RubyRange)
          ? deleteAt(call)
          : RubyNil.NIL;
    }
    List<RubyValue> part = elements.subList(stretch.get().start(), stretch.get().end());
    RubyArray taken = new RubyArray(part);
    part.clear();
    return taken;
  }

  private static void rewriting(Methods methods) {
    for (String name : new String[] {"map", "collect", "sort_by"}) {
      methods.method(name + "!", 0, inPlace(name, true));
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
      RubyValue changed = call.ruby().send(call.self(), name, call.all());
      return changed instanceof RubyArray array
          ? rewrite(call, new ArrayList<>(array.list()), always)
          : changed;
    };
  }
}
