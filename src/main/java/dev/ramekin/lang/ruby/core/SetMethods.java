package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
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

/** Set: the keys of a hash. */
final class SetMethods {
  private static final String ELEMENTS = "elements*";

  private SetMethods() {}

  static void define(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Set", ruby.model().object());
    type.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(type))
        .method("[]", 0, Methods.ANY, call -> made(call, call.arguments()));
    Methods.of(type)
        .method("initialize", 0, 1, SetMethods::initialize)
        .method("each", 0, SetMethods::each)
        .method("add", 1, SetMethods::add)
        .alias("add", "<<")
        .method("add?", 1, call -> has(call) ? RubyNil.NIL : add(call))
        .method("delete", 1, SetMethods::delete)
        .method("merge", 0, Methods.ANY, SetMethods::merge)
        .method("include?", 1, call -> RubyBoolean.of(has(call)))
        .alias("include?", "member?", "===", "contain?")
        .method("size", 0, call -> RubyInteger.of(own(call).map().size()))
        .alias("size", "length", "count")
        .method("empty?", 0, call -> RubyBoolean.of(own(call).map().isEmpty()))
        .method("|", 1, call -> united(call))
        .alias("|", "+", "union")
        .method("&", 1, call -> filtered(call, true))
        .alias("&", "intersection")
        .method("-", 1, call -> filtered(call, false))
        .alias("-", "difference")
        .method("subset?", 1, call -> RubyBoolean.of(other(call).containsAll(elements(call))))
        .alias("subset?", "<=")
        .method("superset?", 1, call -> RubyBoolean.of(elements(call).containsAll(other(call))))
        .alias("superset?", ">=")
        .method("==", 1, SetMethods::equal)
        .method("to_set", 0, Call::self)
        .method("inspect", 0, SetMethods::inspect)
        .alias("inspect", "to_s");
  }

  private static RubyHash own(Call call) {
    return (RubyHash) call.self(RubyObject.class).variable(ELEMENTS).orElseGet(RubyHash::new);
  }

  private static List<RubyValue> elements(Call call) {
    return new ArrayList<>(own(call).map().keySet());
  }

  private static List<RubyValue> other(Call call) {
    return Elements.of(call.ruby(), call.argument(0));
  }

  private static RubyValue made(Call call, List<RubyValue> elements) {
    return call.ruby().make(call.ruby().model().type("Set"), Elements.array(call, elements));
  }

  private static RubyValue initialize(Call call) {
    RubyHash elements = new RubyHash();
    if (call.has(0) && !(call.argument(0) instanceof RubyNil)) {
      for (RubyValue element : other(call)) {
        boolean mapped = call.block().isPresent();
        elements.put(mapped ? call.yield(element) : element, RubyBoolean.TRUE);
      }
    }
    call.self(RubyObject.class).set(ELEMENTS, elements);
    return RubyNil.NIL;
  }

  private static RubyValue each(Call call) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    elements(call).forEach(call::yield);
    return call.self();
  }

  private static RubyValue add(Call call) {
    call.modify(own(call)).put(call.argument(0), RubyBoolean.TRUE);
    return call.self();
  }

  private static boolean has(Call call) {
    return own(call).get(call.argument(0)).isPresent();
  }

  private static RubyValue delete(Call call) {
    call.modify(own(call)).map().remove(call.argument(0));
    return call.self();
  }

  private static RubyValue merge(Call call) {
    RubyHash elements = call.modify(own(call));
    for (RubyValue more : call.arguments()) {
      Elements.of(call.ruby(), more).forEach(element -> elements.put(element, RubyBoolean.TRUE));
    }
    return call.self();
  }

  private static RubyValue united(Call call) {
    List<RubyValue> all = elements(call);
    all.addAll(other(call));
    return made(call, all);
  }

  private static RubyValue filtered(Call call, boolean keep) {
    List<RubyValue> kept = elements(call);
    List<RubyValue> others = other(call);
    kept.removeIf(element -> others.contains(element) != keep);
    return made(call, kept);
  }

  private static RubyValue equal(Call call) {
    boolean set = call.ruby().model().isA(call.argument(0), call.ruby().model().type("Set"));
    return RubyBoolean.of(
        set
            && other(call).size() == elements(call).size()
            && elements(call).containsAll(other(call)));
  }

  private static RubyValue inspect(Call call) {
    TextBuilder text = new TextBuilder(call.ruby()).add("#<Set: {");
    String separator = "";
    for (RubyValue element : elements(call)) {
      text.add(separator).add(call.send(element, "inspect"));
      separator = ", ";
    }
    return text.add("}>").value();
  }
}
