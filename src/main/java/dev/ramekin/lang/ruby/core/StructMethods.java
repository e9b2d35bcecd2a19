package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Struct and OpenStruct; the members are instance variables. */
final class StructMethods {
  /** The constant that holds a Struct class's members; no Ruby code can name it. */
  private static final String MEMBERS = "members*";

  private StructMethods() {}

  static void define(Interpreter ruby) {
    RubyClass struct = ruby.model().defineClass("Struct", ruby.model().object());
    struct.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(struct)).method("new", 0, Methods.ANY, StructMethods::make);
    Methods.of(struct)
        .method("initialize", 0, Methods.ANY, StructMethods::initialize)
        .method("members", 0, call -> new RubyArray(members(call)))
        .method("to_a", 0, call -> new RubyArray(values(call)))
        .alias("to_a", "values", "deconstruct")
        .method("each", 0, StructMethods::each)
        .method("to_h", 0, StructMethods::toH)
        .method("[]", 1, call -> call.send(call.self(), memberName(call)))
        .method("[]=", 2, call -> call.send(call.self(), memberName(call) + "=", call.argument(1)))
        .method(
            "dig",
            1,
            Methods.ANY,
            call -> HashMethods.digFurther(call, call.send(call.self(), "[]", call.argument(0))))
        .method("==", 1, StructMethods::equal)
        .method("inspect", 0, StructMethods::inspect)
        .alias("inspect", "to_s");
    openStruct(ruby);
  }

  private static RubyValue make(Call call) {
    RubyClass self = call.self(RubyClass.class);
    if (self.findConstant(MEMBERS).isPresent()) {
      RubyObject made = call.ruby().model().allocate(self);
      call.ruby().send(made, "initialize", call.all());
      return made;
    }
    List<RubyValue> members = new ArrayList<>(call.arguments());
    members.removeIf(member -> !(member instanceof RubySymbol));
    boolean keywords = call.options().get("keyword_init").filter(RubyValue::truthy).isPresent();
    RubyClass type = call.ruby().model().newClass(self);
    type.constant(MEMBERS, new RubyArray(members));
    type.constant("keywords*", RubyBoolean.of(keywords));
    Methods.of(call.ruby().model().singleton(type))
        .method("members", 0, it -> new RubyArray(members));
    Methods methods = Methods.of(type);
    for (RubyValue member : members) {
      String name = ((RubySymbol) member).name();
      methods.method(name, 0, it -> it.self(RubyObject.class).variable(name).orElse(RubyNil.NIL));
      methods.method(name + "=", 1, it -> set(it, name, it.argument(0)));
    }
    call.block().ifPresent(block -> call.ruby().callInside(type, block, type));
    return type;
  }

  private static RubyValue set(Call call, String name, RubyValue value) {
    call.modify(call.self(RubyObject.class)).set(name, value);
    return value;
  }

  private static List<RubyValue> members(Call call) {
    RubyClass type = call.ruby().model().classOf(call.self());
    return ((RubyArray) type.findConstant(MEMBERS).orElseThrow()).list();
  }

  private static RubyValue initialize(Call call) {
    List<RubyValue> members = members(call);
    RubyClass type = call.ruby().model().classOf(call.self());
    boolean keywords =
        type.findConstant("keywords*").filter(RubyValue::truthy).isPresent()
            || call.count() == 1 && call.options().keywords();
    if (!keywords && call.count() > members.size()) {
      throw call.error("ArgumentError", "struct size differs");
    }
    for (int index = 0; index < members.size(); index++) {
      String name = ((RubySymbol) members.get(index)).name();
      RubyValue value =
          keywords ? call.options().get(name).orElse(RubyNil.NIL) : call.argument(index);
      set(call, name, value);
    }
    return RubyNil.NIL;
  }

  private static List<RubyValue> values(Call call) {
    RubyObject self = call.self(RubyObject.class);
    return members(call).stream()
        .map(member -> self.variable(((RubySymbol) member).name()).orElse(RubyNil.NIL))
        .toList();
  }

  private static RubyValue each(Call call) {
    values(call).forEach(call::yield);
    return call.self();
  }

  private static RubyValue toH(Call call) {
    RubyHash hash = new RubyHash();
    List<RubyValue> values = values(call);
    for (int index = 0; index < values.size(); index++) {
      hash.put(members(call).get(index), values.get(index));
    }
    return hash;
  }

  private static String memberName(Call call) {
    if (!(call.argument(0) instanceof RubyInteger)) {
      return call.nameText(0);
    }
    List<RubyValue> members = members(call);
    int position = Indexes.position(call, call.argument(0), members.size());
    if (position < 0 || position >= members.size()) {
      throw call.error("IndexError", "offset " + call.integer(0) + " too large for struct");
    }
    return ((RubySymbol) members.get(position)).name();
  }

  private static RubyValue equal(Call call) {
    boolean same =
        call.argument(0) instanceof RubyObject other
            && call.ruby().model().classOf(other) == call.ruby().model().classOf(call.self())
            && Elements.equal(call, new RubyArray(values(call)), call.send(other, "to_a"));
    return RubyBoolean.of(same);
  }

  private static RubyValue inspect(Call call) {
    String name = call.ruby().model().classOf(call.self()).name();
    TextBuilder text = new TextBuilder(call.ruby());
    text.add(name.isEmpty() ? "#<struct " : "#<struct " + name + " ");
    List<RubyValue> values = values(call);
    for (int index = 0; index < values.size(); index++) {
      String member = ((RubySymbol) members(call).get(index)).name();
      text.add(index == 0 ? "" : ", ").add(member + "=");
      text.add(call.send(values.get(index), "inspect"));
    }
    return text.add(">").value();
  }

  private static void openStruct(Interpreter ruby) {
    Methods.of(ruby.model().defineClass("OpenStruct", ruby.model().object()))
        .method("initialize", 0, 1, StructMethods::fill)
        .method("method_missing", 1, Methods.ANY, StructMethods::member)
        .method(
            "respond_to?", 1, 2, call -> RubyBoolean.of(open(call, call.nameText(0)).isPresent()))
        .method("[]", 1, call -> open(call, call.nameText(0)).orElse(RubyNil.NIL))
        .method("[]=", 2, call -> set(call, call.nameText(0), call.argument(1)))
        .method("to_h", 0, StructMethods::openToH)
        .method(
            "dig",
            1,
            Methods.ANY,
            call -> HashMethods.digFurther(call, open(call, call.nameText(0)).orElse(RubyNil.NIL)));
  }

  private static RubyValue fill(Call call) {
    call.options()
        .map()
        .forEach((key, value) -> set(call, TextBuilder.assumed(call.ruby().text(key)), value));
    return RubyNil.NIL;
  }

  private static Optional<RubyValue> open(Call call, String name) {
    return call.self(RubyObject.class).variable(name);
  }

  private static RubyValue member(Call call) {
    String name = call.nameText(0);
    return name.endsWith("=")
        ? set(call, name.substring(0, name.length() - 1), call.argument(1))
        : open(call, name).orElse(RubyNil.NIL);
  }

  private static RubyValue openToH(Call call) {
    RubyHash hash = new RubyHash();
    call.self(RubyObject.class)
        .variables()
        .forEach((name, value) -> hash.put(new RubySymbol(name), value));
    return hash;
  }
}
