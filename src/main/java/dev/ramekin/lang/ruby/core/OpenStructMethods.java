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
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Map;
import java.util.Optional;

/** OpenStruct: a hidden hash, and methods of its own for each of its fields. */
final class OpenStructMethods {
  private static final String FIELDS = "table*";

  private OpenStructMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().defineClass("OpenStruct", ruby.model().object()));
    methods
        .method("initialize", 0, 1, OpenStructMethods::fill)
        .method("initialize_copy", 1, OpenStructMethods::copy)
        .method("method_missing", 1, Methods.ANY, OpenStructMethods::missing)
        .method("respond_to_missing?", 1, 2, OpenStructMethods::responds)
        .method("[]", 1, call -> get(call, call.nameText(0)))
        .method("[]=", 2, call -> set(call, call.nameText(0), call.argument(1)))
        .method("delete_field", 1, OpenStructMethods::delete)
        .method("dig", 1, Methods.ANY, OpenStructMethods::dig)
        .method("to_h", 0, OpenStructMethods::toH)
        .method("==", 1, call -> RubyBoolean.of(equal(call, "==")))
        .method("eql?", 1, call -> RubyBoolean.of(equal(call, "eql?")))
        .method("hash", 0, call -> call.send(fields(call), "hash"))
        .method("inspect", 0, OpenStructMethods::inspect)
        .alias("inspect", "to_s");
    new Iterators(methods).method("each_pair", 0, OpenStructMethods::eachPair);
  }

  private static RubyValue fill(Call call) {
    call.modify(call.self(RubyObject.class)).set(FIELDS, new RubyHash());
    if (call.argument(0) instanceof UnknownValue unknown) {
      call.ruby().model().singleton(call.self(RubyObject.class)).doubtful(unknown.cause());
    } else if (!(call.argument(0) instanceof RubyNil)) {
      for (RubyValue pair : Elements.of(call.ruby(), call.argument(0))) {
        RubyArray entry = (RubyArray) pair;
        set(call, call.ruby().convert().name(entry.list().get(0)), entry.list().get(1));
      }
    }
    return RubyNil.NIL;
  }

  private static RubyValue copy(Call call) {
    Map<RubyValue, RubyValue> fields = fields(call).map();
    call.self(RubyObject.class).set(FIELDS, new RubyHash());
    fields.forEach((name, value) -> set(call, ((RubySymbol) name).name(), value));
    return call.self();
  }

  private static RubyHash fields(Call call) {
    return fields(call.self(RubyObject.class)).orElseGet(RubyHash::new);
  }

  private static Optional<RubyHash> fields(RubyObject object) {
    return object.variable(FIELDS).map(RubyHash.class::cast);
  }

  private static RubyValue get(Call call, String name) {
    return fields(call).get(name).orElse(RubyNil.NIL);
  }

  private static RubyValue set(Call call, String name, RubyValue value) {
    RubyObject self = call.modify(call.self(RubyObject.class));
    RubyHash fields = call.modify(fields(call));
    RubySymbol key = new RubySymbol(name);
    if (fields.get(key).isEmpty() && !name.endsWith("!")) {
      RubyClass own = call.modify(call.ruby().model().singleton(self));
      Methods.of(own)
          .method(name, 0, it -> get(it, name))
          .method(name + "=", 1, it -> set(it, name, it.argument(0)));
    }
    fields.put(key, value);
    return value;
  }

  private static RubyValue missing(Call call) {
    String name = call.nameText(0);
    if (name.endsWith("=")) {
      return set(call, name.substring(0, name.length() - 1), call.argument(1));
    }
    if (call.count() > 1) {
      return call.methodMissing();
    }
    return get(call, name);
  }

  private static RubyValue responds(Call call) {
    String name = call.nameText(0);
    String field = name.endsWith("=") ? name.substring(0, name.length() - 1) : name;
    return RubyBoolean.of(fields(call).get(field).isPresent());
  }

  private static RubyValue delete(Call call) {
    String name = call.nameText(0);
    RubyHash fields = call.modify(fields(call));
    RubyValue removed = fields.map().remove(new RubySymbol(name));
    if (removed == null) {
      if (call.block().isPresent()) {
        return call.yield();
      }
      RubyError error =
          call.error("NameError", "no field `" + name + "' in " + call.ruby().inspect(call.self()));
      error.exception().set("name", new RubySymbol(name));
      throw error;
    }
    RubyClass own = call.modify(call.ruby().model().singleton(call.self(RubyObject.class)));
    own.remove(name);
    own.remove(name + "=");
    return removed;
  }

  private static RubyValue dig(Call call) {
    return HashMethods.digFurther(call, get(call, call.nameText(0)));
  }

  private static RubyValue toH(Call call) {
    RubyHash copy = new RubyHash(fields(call).map());
    return call.block().isEmpty() ? copy : call.send(copy, "to_h", call.all());
  }

  private static RubyValue eachPair(Call call) {
    Elements.pairs(fields(call)).forEach(call::yield);
    return call.self();
  }

  private static boolean equal(Call call, String method) {
    boolean alike =
        call.argument(0) instanceof RubyObject other
            && call.ruby().model().isA(other, "OpenStruct");
    return alike
        && call.ruby()
            .truth(
                call.send(
                    fields(call),
                    method,
                    fields((RubyObject) call.argument(0)).orElseGet(RubyHash::new)));
  }

  private static RubyValue inspect(Call call) {
    String start = "#<" + call.ruby().model().classOf(call.self()).name();
    return Inspection.of(call, start + " ...>", () -> shown(call, start));
  }

  private static RubyValue shown(Call call, String start) {
    TextBuilder text = new TextBuilder(call.ruby()).add(start);
    String separator = " ";
    for (Map.Entry<RubyValue, RubyValue> field : fields(call).map().entrySet()) {
      text.add(separator + ((RubySymbol) field.getKey()).name() + "=");
      text.add(call.send(field.getValue(), "inspect"));
      separator = ", ";
    }
    return text.add(">").value();
  }
}
