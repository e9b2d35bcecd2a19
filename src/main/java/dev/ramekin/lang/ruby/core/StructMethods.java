package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Struct; the members are hidden instance variables. */
final class StructMethods {
  /** The constant that holds a Struct class's members; no Ruby code can name it. */
  private static final String MEMBERS = "members*";

  /** The constant that says whether its objects are made of keywords: nil where either will do. */
  private static final String KEYWORDS = "keywords*";

  private StructMethods() {}

  static void define(Interpreter ruby) {
    RubyClass struct = ruby.model().defineClass("Struct", ruby.model().object());
    struct.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(struct)).method("new", 0, Methods.ANY, StructMethods::make);
    new Iterators(Methods.of(struct))
        .method("each", 0, StructMethods::each)
        .method("each_pair", 0, StructMethods::eachPair)
        .method("select", 0, call -> call.send(values(call), "select", call.all()))
        .alias("select", "filter");
    Methods.of(struct)
        .method("initialize", 0, Methods.ANY, StructMethods::initialize)
        .method("members", 0, call -> members(call))
        .method("to_a", 0, StructMethods::values)
        .alias("to_a", "values", "deconstruct")
        .method("size", 0, call -> RubyInteger.of(members(call).list().size()))
        .alias("size", "length")
        .method("to_h", 0, StructMethods::toH)
        .method("deconstruct_keys", 1, StructMethods::deconstructKeys)
        .method("values_at", 0, Methods.ANY, StructMethods::valuesAt)
        .method("[]", 1, call -> get(call, member(call)))
        .method("[]=", 2, call -> set(call, member(call), call.argument(1)))
        .method("dig", 1, Methods.ANY, StructMethods::dig)
        .method("==", 1, call -> RubyBoolean.of(equal(call, "==")))
        .method("eql?", 1, call -> RubyBoolean.of(equal(call, "eql?")))
        .method("hash", 0, call -> call.send(values(call), "hash"))
        .method("inspect", 0, StructMethods::inspect)
        .alias("inspect", "to_s");
  }

  // Classes

  private static RubyValue make(Call call) {
    RubyClass self = call.self(RubyClass.class);
    if (self.findConstant(MEMBERS).isPresent()) {
      RubyObject made = call.ruby().model().allocate(self);
      call.ruby().send(made, "initialize", call.all());
      return made;
    }
    List<RubyValue> names = new ArrayList<>(call.arguments());
    RubyValue keywords = RubyNil.NIL;
    if (call.options().keywords()) {
      names.remove(names.size() - 1);
      keywords = call.options().get("keyword_init").orElse(RubyNil.NIL);
    }
    if (call.count() == 0) {
      throw call.error("ArgumentError", "wrong number of arguments (given 0, expected 1+)");
    }
    RubyClass type = call.ruby().model().newClass(self);
    if (!names.isEmpty() && names.get(0) instanceof RubyString name) {
      place(call, self, name.text(), type);
      names.remove(0);
    }
    describe(call, type, members(call, names), keywords);
    call.block().ifPresent(block -> call.ruby().callInside(type, block, type));
    return type;
  }

  private static void place(Call call, RubyClass self, String name, RubyClass type) {
    if (!Character.isUpperCase(name.codePointAt(0))) {
      throw call.error("NameError", "identifier " + name + " needs to be constant");
    }
    call.modify(self).constant(name, type);
  }

  private static List<RubyValue> members(Call call, List<RubyValue> names) {
    List<RubyValue> members = new ArrayList<>();
    for (RubyValue name : names) {
      RubySymbol member = new RubySymbol(call.ruby().convert().name(name));
      if (members.contains(member)) {
        throw call.error("ArgumentError", "duplicate member: " + member.name());
      }
      members.add(member);
    }
    return members;
  }

  private static void describe(
      Call call, RubyClass type, List<RubyValue> members, RubyValue keywords) {
    type.constant(MEMBERS, new RubyArray(members));
    type.constant(KEYWORDS, keywords);
    Methods.of(call.ruby().model().singleton(type))
        .method("members", 0, it -> new RubyArray(members))
        .method("[]", 0, Methods.ANY, StructMethods::make)
        .method("keyword_init?", 0, it -> keywords.truthy() ? RubyBoolean.TRUE : keywords)
        .method("inspect", 0, it -> new RubyString(typeName(it, keywords)));
    Methods methods = Methods.of(type);
    for (RubyValue member : members) {
      String name = ((RubySymbol) member).name();
      methods
          .method(name, 0, it -> get(it, name))
          .method(name + "=", 1, it -> set(it, name, it.argument(0)));
    }
  }

  private static String typeName(Call call, RubyValue keywords) {
    String name = TextBuilder.assumed(call.send(call.self(), "to_s"));
    return keywords.truthy() ? name + "(keyword_init: true)" : name;
  }

  private static RubyClass type(Call call) {
    return call.ruby().model().classOf(call.self());
  }

  private static RubyArray members(Call call) {
    return new RubyArray(((RubyArray) type(call).findConstant(MEMBERS).orElseThrow()).list());
  }

  private static RubyValue initialize(Call call) {
    RubyValue keywords = type(call).findConstant(KEYWORDS).orElse(RubyNil.NIL);
    List<RubyValue> members = members(call).list();
    return keywords.truthy() ? named(call, members) : positional(call, members);
  }

  private static RubyValue named(Call call, List<RubyValue> members) {
    if (call.count() > 1 || call.count() == 1 && !(call.argument(0) instanceof RubyHash)) {
      throw call.error(
          "ArgumentError", "wrong number of arguments (given " + call.count() + ", expected 0)");
    }
    List<RubyValue> unknown = new ArrayList<>(call.options().map().keySet());
    unknown.removeAll(members);
    if (!unknown.isEmpty()) {
      List<String> names =
          unknown.stream().map(it -> TextBuilder.assumed(call.ruby().text(it))).toList();
      throw call.error("ArgumentError", "unknown keywords: " + String.join(", ", names));
    }
    for (RubyValue member : members) {
      String name = ((RubySymbol) member).name();
      set(call, name, call.options().get(name).orElse(RubyNil.NIL));
    }
    return RubyNil.NIL;
  }

  private static RubyValue positional(Call call, List<RubyValue> members) {
    if (call.count() > members.size()) {
      throw call.error("ArgumentError", "struct size differs");
    }
    for (int index = 0; index < members.size(); index++) {
      RubyValue value = call.argument(index);
      boolean plain = value instanceof RubyHash hash && hash.keywords();
      set(
          call,
          ((RubySymbol) members.get(index)).name(),
          plain ? new RubyHash(((RubyHash) value).map()) : value);
    }
    return RubyNil.NIL;
  }

  // Members

  private static RubyValue get(Call call, String name) {
    return call.self(RubyObject.class).variable(name + "*").orElse(RubyNil.NIL);
  }

  private static RubyValue set(Call call, String name, RubyValue value) {
    call.modify(call.self(RubyObject.class)).set(name + "*", value);
    return value;
  }

  private static RubyArray values(Call call) {
    RubyArray values = new RubyArray();
    members(call).list().forEach(it -> values.list().add(get(call, ((RubySymbol) it).name())));
    return values;
  }

  /** Returns the name of the member that the first argument names or counts. */
  private static String member(Call call) {
    List<RubyValue> members = members(call).list();
    if (call.argument(0) instanceof RubySymbol || call.argument(0) instanceof RubyString) {
      String name = call.nameText(0);
      if (!members.contains(new RubySymbol(name))) {
        throw noMember(call, name);
      }
      return name;
    }
    return ((RubySymbol) members.get(position(call, call.argument(0), members.size()))).name();
  }

  private static RubyError noMember(Call call, String name) {
    RubyError error = call.error("NameError", "no member '" + name + "' in struct");
    error.exception().set("name", new RubySymbol(name));
    error.exception().set("receiver", call.self());
    return error;
  }

  private static int position(Call call, RubyValue value, int size) {
    int given = call.ruby().convert().index(value);
    if (given >= size) {
      throw call.error(
          "IndexError", "offset " + given + " too large for struct(size:" + size + ")");
    }
    if (given < -size) {
      throw call.error(
          "IndexError", "offset " + given + " too small for struct(size:" + size + ")");
    }
    return given < 0 ? given + size : given;
  }

  private static RubyValue valuesAt(Call call) {
    RubyArray values = values(call);
    for (RubyValue index : call.arguments()) {
      if (index instanceof RubyInteger) {
        int unused = position(call, index, values.list().size());
      }
    }
    return call.send(values, "values_at", call.all());
  }

  private static RubyValue dig(Call call) {
    RubyValue found;
    try {
      found = call.send(call.self(), "[]", call.argument(0));
    } catch (RubyError missing) {
      boolean absent = !call.ruby().model().isA(missing.exception(), "TypeError");
      if (!absent) {
        throw missing;
      }
      found = RubyNil.NIL;
    }
    return HashMethods.digFurther(call, found);
  }

  // As a whole

  private static RubyValue each(Call call) {
    values(call).list().forEach(call::yield);
    return call.self();
  }

  private static RubyValue eachPair(Call call) {
    List<RubyValue> values = values(call).list();
    List<RubyValue> members = members(call).list();
    for (int index = 0; index < values.size(); index++) {
      call.yield(RubyArray.of(members.get(index), values.get(index)));
    }
    return call.self();
  }

  private static RubyHash entries(Call call) {
    RubyHash hash = new RubyHash();
    members(call).list().forEach(it -> hash.put(it, get(call, ((RubySymbol) it).name())));
    return hash;
  }

  private static RubyValue toH(Call call) {
    return call.block().isEmpty() ? entries(call) : call.send(entries(call), "to_h", call.all());
  }

  private static RubyValue deconstructKeys(Call call) {
    RubyHash all = entries(call);
    if (call.argument(0) instanceof RubyNil) {
      return all;
    }
    if (!(call.argument(0) instanceof RubyArray wanted)) {
      throw call.error(
          "TypeError",
          "wrong argument type "
              + call.ruby().model().classOf(call.argument(0)).name()
              + " (expected Array or nil)");
    }
    RubyHash found = new RubyHash();
    if (wanted.list().size() <= all.map().size()) {
      for (RubyValue key : wanted.list()) {
        Optional<RubyValue> value = all.get(key);
        if (value.isEmpty()) {
          return found;
        }
        found.put(key, value.get());
      }
    }
    return found;
  }

  private static boolean equal(Call call, String method) {
    if (call.self() == call.argument(0)) {
      return true;
    }
    boolean alike =
        call.argument(0) instanceof RubyObject other
            && call.ruby().model().classOf(other) == type(call);
    return alike
        && call.ruby().truth(call.send(values(call), method, call.send(call.argument(0), "to_a")));
  }

  private static RubyValue inspect(Call call) {
    String name = type(call).name();
    String start = name.isEmpty() ? "#<struct " : "#<struct " + name + " ";
    return Inspection.of(call, start.strip() + ":...>", () -> shown(call, start));
  }

  private static RubyValue shown(Call call, String start) {
    TextBuilder text = new TextBuilder(call.ruby()).add(start);
    String separator = "";
    for (RubyValue each : members(call).list()) {
      String member = ((RubySymbol) each).name();
      text.add(separator).add(member + "=").add(call.send(get(call, member), "inspect"));
      separator = ", ";
    }
    return text.add(">").value();
  }
}
