package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Set: the keys of a hidden hash. */
final class SetMethods {
  private static final String ELEMENTS = "hash*";

  private SetMethods() {}

  static void define(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Set", ruby.model().object());
    type.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(type))
        .method("[]", 0, Methods.ANY, call -> make(call, call.self(), call.arguments()));
    Methods methods = Methods.of(type);
    basics(methods);
    changes(methods);
    new Iterators(methods)
        .method("each", 0, SetMethods::each)
        .method("select!", 0, call -> keep(call, true, true))
        .alias("select!", "filter!")
        .method("reject!", 0, call -> keep(call, false, true))
        .method("keep_if", 0, call -> keep(call, true, false))
        .method("delete_if", 0, call -> keep(call, false, false))
        .method("map!", 0, SetMethods::replaceEach)
        .alias("map!", "collect!")
        .method("classify", 0, SetMethods::classify);
    algebra(methods);
    comparisons(methods);
  }

  private static void basics(Methods methods) {
    methods
        .method("initialize", 0, 1, SetMethods::initialize)
        .method("initialize_copy", 1, SetMethods::copy)
        .method("include?", 1, call -> RubyBoolean.of(has(own(call), call.argument(0))))
        .alias("include?", "member?", "===", "contain?")
        .method("size", 0, call -> RubyInteger.of(own(call).map().size()))
        .alias("size", "length")
        .method("empty?", 0, call -> RubyBoolean.of(own(call).map().isEmpty()))
        .method("to_a", 0, call -> Elements.array(call, elements(call)))
        .method("to_set", 0, Call::self)
        .method(
            "first", 0, 1, call -> call.send(call.send(call.self(), "to_a"), "first", call.all()))
        .method("join", 0, 1, call -> call.send(call.send(call.self(), "to_a"), "join", call.all()))
        .method("hash", 0, call -> call.send(own(call), "hash"))
        .method("freeze", 0, SetMethods::freeze)
        .method("inspect", 0, SetMethods::inspect)
        .alias("inspect", "to_s");
  }

  private static void changes(Methods methods) {
    methods
        .method("add", 1, SetMethods::add)
        .alias("add", "<<")
        .method("add?", 1, call -> has(own(call), call.argument(0)) ? RubyNil.NIL : add(call))
        .method("delete", 1, SetMethods::delete)
        .method("delete?", 1, call -> has(own(call), call.argument(0)) ? delete(call) : RubyNil.NIL)
        .method("merge", 0, Methods.ANY, SetMethods::merge)
        .method("subtract", 1, SetMethods::subtract)
        .method("replace", 1, SetMethods::replace)
        .method("clear", 0, SetMethods::clear);
  }

  private static void algebra(Methods methods) {
    methods
        .method("|", 1, SetMethods::united)
        .alias("|", "+", "union")
        .method("&", 1, SetMethods::common)
        .alias("&", "intersection")
        .method("-", 1, SetMethods::without)
        .alias("-", "difference")
        .method("^", 1, SetMethods::either)
        .method("flatten", 0, SetMethods::flatten);
  }

  private static void comparisons(Methods methods) {
    methods
        .method("subset?", 1, call -> bool(within(own(call), set(call))))
        .alias("subset?", "<=")
        .method("superset?", 1, call -> bool(within(set(call), own(call))))
        .alias("superset?", ">=")
        .method("proper_subset?", 1, call -> bool(smaller(own(call), set(call))))
        .alias("proper_subset?", "<")
        .method("proper_superset?", 1, call -> bool(smaller(set(call), own(call))))
        .alias("proper_superset?", ">")
        .method("<=>", 1, SetMethods::compare)
        .method("intersect?", 1, call -> bool(meets(call)))
        .method("disjoint?", 1, call -> bool(!meets(call)))
        .method("==", 1, SetMethods::equal)
        .method(
            "eql?",
            1,
            call -> bool(set(call, call.argument(0)).filter(own(call)::equals).isPresent()));
  }

  private static RubyBoolean bool(boolean value) {
    return RubyBoolean.of(value);
  }

  // Elements

  private static RubyHash own(Call call) {
    return hash(call.self(RubyObject.class));
  }

  private static RubyHash hash(RubyObject set) {
    return set.variable(ELEMENTS).map(RubyHash.class::cast).orElseGet(RubyHash::new);
  }

  private static boolean has(RubyHash elements, RubyValue wanted) {
    return elements.get(wanted).isPresent();
  }

  private static List<RubyValue> elements(Call call) {
    return new ArrayList<>(own(call).map().keySet());
  }

  /** Returns the elements behind a value that is a set; empty when it is none. */
  private static Optional<RubyHash> set(Call call, RubyValue value) {
    return value instanceof RubyObject object && call.ruby().model().isA(value, "Set")
        ? Optional.of(hash(object))
        : Optional.empty();
  }

  private static RubyHash set(Call call) {
    return set(call, call.argument(0))
        .orElseThrow(() -> call.error("ArgumentError", "value must be a set"));
  }

  private static List<RubyValue> other(Call call) {
    return other(call, call.argument(0));
  }

  private static List<RubyValue> other(Call call, RubyValue value) {
    Optional<RubyHash> set = set(call, value);
    if (set.isPresent()) {
      return new ArrayList<>(set.get().map().keySet());
    }
    boolean goes =
        call.ruby().respondsTo(value, "each_entry") || call.ruby().respondsTo(value, "each");
    if (!goes) {
      throw notEnumerable(call);
    }
    return Elements.of(call.ruby(), value);
  }

  private static RubyError notEnumerable(Call call) {
    return call.error("ArgumentError", "value must be enumerable");
  }

  private static RubyValue make(Call call, RubyValue type, List<RubyValue> elements) {
    return call.ruby().make(type, Elements.array(call, elements));
  }

  private static RubyValue alike(Call call, List<RubyValue> elements) {
    return make(call, call.ruby().model().classOf(call.self()), elements);
  }

  private static RubyValue initialize(Call call) {
    RubyHash elements = new RubyHash();
    call.self(RubyObject.class).set(ELEMENTS, elements);
    if (call.has(0) && !(call.argument(0) instanceof RubyNil)) {
      for (RubyValue element : other(call)) {
        put(call, elements, call.block().isPresent() ? call.yield(element) : element);
      }
    }
    return RubyNil.NIL;
  }

  private static void put(Call call, RubyHash elements, RubyValue element) {
    call.ruby().budget().elements(elements.map().size() + 1L);
    if (!has(elements, element)) {
      elements.put(element, RubyBoolean.TRUE);
    }
  }

  private static RubyValue copy(Call call) {
    call.self(RubyObject.class).set(ELEMENTS, new RubyHash(own(call).map()));
    return call.self();
  }

  private static RubyValue freeze(Call call) {
    RubyObject self = call.self(RubyObject.class);
    call.ruby().touch(self);
    self.freeze();
    return self;
  }

  private static RubyValue each(Call call) {
    elements(call).forEach(call::yield);
    return call.self();
  }

  // Changes

  private static RubyHash changed(Call call) {
    RubyObject unused = call.modify(call.self(RubyObject.class));
    return call.modify(own(call));
  }

  private static RubyValue add(Call call) {
    put(call, changed(call), call.argument(0));
    return call.self();
  }

  private static RubyValue delete(Call call) {
    changed(call).map().remove(call.argument(0));
    return call.self();
  }

  private static RubyValue merge(Call call) {
    RubyHash elements = changed(call);
    for (RubyValue more : call.arguments()) {
      other(call, more).forEach(element -> put(call, elements, element));
    }
    return call.self();
  }

  private static RubyValue subtract(Call call) {
    List<RubyValue> less = other(call);
    RubyHash elements = changed(call);
    less.forEach(elements.map()::remove);
    return call.self();
  }

  private static RubyValue replace(Call call) {
    List<RubyValue> others = other(call);
    RubyHash elements = changed(call);
    elements.map().clear();
    others.forEach(element -> put(call, elements, element));
    return call.self();
  }

  private static RubyValue clear(Call call) {
    changed(call).map().clear();
    return call.self();
  }

  private static RubyValue keep(Call call, boolean kept, boolean nilWhenSame) {
    RubyHash elements = changed(call);
    int before = elements.map().size();
    for (RubyValue element : elements(call)) {
      if (call.yieldsTrue(element) != kept) {
        elements.map().remove(element);
      }
    }
    return nilWhenSame && before == elements.map().size() ? RubyNil.NIL : call.self();
  }

  private static RubyValue replaceEach(Call call) {
    List<RubyValue> mapped = new ArrayList<>();
    elements(call).forEach(element -> mapped.add(call.yield(element)));
    RubyHash elements = changed(call);
    elements.map().clear();
    mapped.forEach(element -> put(call, elements, element));
    return call.self();
  }

  private static RubyValue classify(Call call) {
    RubyHash classes = new RubyHash();
    for (RubyValue element : elements(call)) {
      RubyValue key = call.yield(element);
      if (classes.get(key).isEmpty()) {
        classes.put(key, alike(call, List.of()));
      }
      call.send(classes.get(key).orElseThrow(), "add", element);
    }
    return classes;
  }

  // Algebra

  private static RubyValue united(Call call) {
    List<RubyValue> all = elements(call);
    all.addAll(other(call));
    return alike(call, all);
  }

  private static RubyValue common(Call call) {
    RubyHash own = own(call);
    Optional<RubyHash> set = set(call, call.argument(0));
    if (set.filter(other -> other.map().size() > own.map().size()).isPresent()) {
      List<RubyValue> kept = elements(call);
      kept.removeIf(element -> !has(set.get(), element));
      return alike(call, kept);
    }
    List<RubyValue> kept = other(call);
    kept.removeIf(element -> !has(own, element));
    return alike(call, kept);
  }

  private static RubyValue without(Call call) {
    RubyHash kept = new RubyHash(own(call).map());
    other(call).forEach(kept.map()::remove);
    return alike(call, new ArrayList<>(kept.map().keySet()));
  }

  private static RubyValue either(Call call) {
    RubyHash result = new RubyHash();
    other(call).forEach(element -> put(call, result, element));
    for (RubyValue element : elements(call)) {
      if (result.map().remove(element) == null) {
        put(call, result, element);
      }
    }
    return alike(call, new ArrayList<>(result.map().keySet()));
  }

  private static RubyValue flatten(Call call) {
    List<RubyValue> flat = new ArrayList<>();
    flatten(call, own(call), flat);
    return alike(call, flat);
  }

  private static void flatten(Call call, RubyHash elements, List<RubyValue> flat) {
    call.ruby().budget().enter();
    for (RubyValue element : elements.map().keySet()) {
      set(call, element)
          .ifPresentOrElse(
              nested -> flatten(call, nested, flat),
              () -> Elements.add(call.ruby(), flat, element));
    }
    call.ruby().budget().leave();
  }

  // Comparing

  private static boolean within(RubyHash part, RubyHash whole) {
    return part.map().size() <= whole.map().size()
        && whole.map().keySet().containsAll(part.map().keySet());
  }

  private static boolean smaller(RubyHash part, RubyHash whole) {
    return part.map().size() < whole.map().size() && within(part, whole);
  }

  private static RubyValue compare(Call call) {
    Optional<RubyHash> other = set(call, call.argument(0));
    if (other.isEmpty()) {
      return RubyNil.NIL;
    }
    RubyHash own = own(call);
    if (smaller(own, other.get())) {
      return RubyInteger.of(-1);
    }
    if (smaller(other.get(), own)) {
      return RubyInteger.of(1);
    }
    return within(own, other.get()) ? RubyInteger.of(0) : RubyNil.NIL;
  }

  private static boolean meets(Call call) {
    return set(call).map().keySet().stream().anyMatch(element -> has(own(call), element));
  }

  private static RubyValue equal(Call call) {
    Optional<RubyHash> other = set(call, call.argument(0));
    return bool(
        other
            .filter(it -> it.map().size() == own(call).map().size() && within(it, own(call)))
            .isPresent());
  }

  private static RubyValue inspect(Call call) {
    String type = "#<" + call.ruby().model().classOf(call.self()).name() + ": {";
    return Inspection.of(call, type + "...}>", () -> shown(call, type));
  }

  private static RubyValue shown(Call call, String type) {
    TextBuilder text = new TextBuilder(call.ruby()).add(type);
    String separator = "";
    for (RubyValue element : elements(call)) {
      text.add(separator).add(call.send(element, "inspect"));
      separator = ", ";
    }
    return text.add("}>").value();
  }
}
