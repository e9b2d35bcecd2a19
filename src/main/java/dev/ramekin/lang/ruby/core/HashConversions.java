package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.HashMethods.entries;
import static dev.ramekin.lang.ruby.core.HashMethods.other;
import static dev.ramekin.lang.ruby.core.HashMethods.own;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Map;

/** Hash: making one of other values, and giving it another form. */
final class HashConversions {
  private HashConversions() {}

  static void define(Interpreter ruby, Methods methods) {
    Methods.of(ruby.model().singleton(ruby.model().type("Hash")))
        .pure("[]", 0, Methods.ANY, HashConversions::make)
        .method("try_convert", 1, HashConversions::tryConvert);
    methods
        .method("to_h", 0, HashConversions::toH)
        .method("to_hash", 0, Call::self)
        .method("deconstruct_keys", 1, Call::self)
        .method("to_a", 0, call -> new RubyArray(Elements.pairs(own(call))))
        .method("to_proc", 0, HashConversions::toProc)
        .method("inspect", 0, HashConversions::inspect)
        .alias("inspect", "to_s")
        .pure("flatten", 0, 1, HashConversions::flatten);
  }

  private static RubyValue toH(Call call) {
    if (call.block().isEmpty()) {
      return own(call).type().isEmpty() ? call.self() : plain(call);
    }
    RubyHash made = new RubyHash();
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      RubyValue pair = call.yield(entry.getKey(), entry.getValue());
      if (!(pair instanceof RubyArray) && !call.ruby().respondsTo(pair, "to_ary")) {
        String type = call.ruby().model().classOf(pair).name();
        throw call.error("TypeError", "wrong element type " + type + " (expected array)");
      }
      List<RubyValue> parts = call.ruby().convert().to(pair, RubyArray.class, "Array").list();
      if (parts.size() != 2) {
        throw call.error(
            "ArgumentError",
            "element has wrong array length (expected 2, was " + parts.size() + ")");
      }
      made.put(parts.get(0), parts.get(1));
    }
    return made;
  }

  /** Returns the receiver as a hash of no class of its own. */
  static RubyHash plain(Call call) {
    RubyHash plain = new RubyHash(own(call).map());
    own(call)
        .defaultProc()
        .ifPresentOrElse(plain::defaultTo, () -> plain.defaultTo(own(call).defaultValue()));
    return plain;
  }

  private static RubyValue toProc(Call call) {
    return call.ruby()
        .proc(1, true, given -> HashMethods.get(call, own(call), given.values().get(0)));
  }

  private static RubyValue inspect(Call call) {
    return Inspection.of(call, "{...}", () -> shown(call));
  }

  private static RubyValue shown(Call call) {
    if (own(call).map().isEmpty()) {
      return new RubyString("{}");
    }
    TextBuilder text = new TextBuilder(call.ruby()).add("{");
    String separator = "";
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      text.add(separator)
          .add(call.send(entry.getKey(), "inspect"))
          .add("=>")
          .add(call.send(entry.getValue(), "inspect"));
      separator = ", ";
    }
    return text.add("}").value();
  }

  private static RubyValue flatten(Call call) {
    int depth = call.has(0) ? call.integer(0) : 1;
    List<RubyValue> pairs = Elements.pairs(own(call));
    return depth == 0
        ? new RubyArray(pairs)
        : Elements.array(call, ArrayShapes.flat(call, pairs, depth));
  }

  private static RubyValue tryConvert(Call call) {
    RubyValue value = call.argument(0);
    boolean converts = value instanceof RubyHash || call.ruby().respondsTo(value, "to_hash");
    return converts ? other(call, 0) : RubyNil.NIL;
  }

  private static RubyValue make(Call call) {
    RubyHash made = new RubyHash();
    RubyValue only = call.argument(0);
    if (call.count() == 1 && (only instanceof RubyHash || respondsTo(call, only, "to_hash"))) {
      other(call, 0).map().forEach(made::put);
      return made;
    }
    if (call.count() == 1 && (only instanceof RubyArray || respondsTo(call, only, "to_ary"))) {
      int position = 0;
      for (RubyValue pair : ArrayMethods.other(call, 0)) {
        List<RubyValue> parts = pair(call, pair, position++);
        made.put(parts.get(0), parts.size() > 1 ? parts.get(1) : RubyNil.NIL);
      }
      return made;
    }
    if (call.count() % 2 == 1) {
      throw call.error("ArgumentError", "odd number of arguments for Hash");
    }
    for (int index = 0; index < call.count(); index += 2) {
      made.put(call.argument(index), call.argument(index + 1));
    }
    return made;
  }

  private static boolean respondsTo(Call call, RubyValue value, String method) {
    return value instanceof RubyObject && call.ruby().respondsTo(value, method);
  }

  private static List<RubyValue> pair(Call call, RubyValue pair, int position) {
    if (!(pair instanceof RubyArray) && !respondsTo(call, pair, "to_ary")) {
      String type = call.ruby().model().classOf(pair).name();
      throw call.error(
          "ArgumentError", "wrong element type " + type + " at " + position + " (expected array)");
    }
    List<RubyValue> parts = call.ruby().convert().to(pair, RubyArray.class, "Array").list();
    if (parts.isEmpty() || parts.size() > 2) {
      throw call.error(
          "ArgumentError", "invalid number of elements (" + parts.size() + " for 1..2)");
    }
    return parts;
  }
}
