package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Map;
import java.util.Optional;

/**
 * Chef's hashes whose keys may be given as strings or symbols: {@code Mash}, the read-only view of
 * attributes and the one that makes missing levels when it is written to.
 */
final class Mashes {
  private final Interpreter ruby;
  private final RubyClass mash;
  private final RubyClass immutable;
  private final RubyClass vivid;

  Mashes(Interpreter ruby) {
    this.ruby = ruby;
    mash = ruby.model().defineClass("ChefUtils::Mash", ruby.model().type("Hash"));
    ruby.model().object().constant("Mash", mash);
    ruby.model().module("Chef").constant("Mash", mash);
    immutable = ruby.model().defineClass("Chef::Node::ImmutableMash", mash);
    vivid = ruby.model().defineClass("Chef::Node::VividMash", mash);
    ruby.model().module(ChefObjects.NODE).constant("Attribute", vivid);
    ruby.model().module(ChefObjects.NODE).constant("ImmutableArray", ruby.model().type("Array"));
    install();
  }

  /** Returns a key as a mash keeps it: symbols become strings. */
  static RubyValue key(RubyValue key) {
    return key instanceof RubySymbol symbol ? new RubyString(symbol.name()) : key;
  }

  /** Returns a read-only view: a deep copy. Other values stay as they are. */
  RubyValue view(RubyValue value) {
    return convert(value, immutable);
  }

  /** Returns a hash for a level of attributes: a deep copy. */
  RubyValue writable(RubyValue value) {
    return convert(value, vivid);
  }

  /** Returns a plain mash: a deep copy. */
  RubyValue plain(RubyValue value) {
    return convert(value, mash);
  }

  /** Returns an empty hash for a level of attributes. */
  RubyHash level() {
    return level(new RubyHash());
  }

  /** Makes a hash one for a level of attributes. */
  RubyHash level(RubyHash hash) {
    hash.become(vivid);
    return hash;
  }

  private static RubyValue convert(RubyValue value, RubyClass type) {
    if (value instanceof RubyHash hash) {
      RubyHash copy = new RubyHash();
      copy.become(type);
      hash.map().forEach((key, item) -> copy.put(key(key), convert(item, type)));
      return copy;
    }
    if (value instanceof RubyArray array) {
      return new RubyArray(array.list().stream().map(item -> convert(item, type)).toList());
    }
    return value;
  }

  /** Returns ordinary hashes with string keys. */
  private RubyValue ordinary(RubyValue value) {
    if (value instanceof RubyHash hash) {
      RubyHash copy = new RubyHash();
      hash.map().forEach((key, item) -> copy.put(key, ordinary(item)));
      return copy;
    }
    if (value instanceof RubyArray array) {
      return new RubyArray(array.list().stream().map(this::ordinary).toList());
    }
    return value;
  }

  private void install() {
    Methods.of(mash)
        .method("initialize", 0, 1, this::initialize)
        .method("[]", 1, call -> read(call, 0))
        .method("[]=", 2, this::write)
        .alias("[]=", "store", "regular_writer")
        .method("key?", 1, call -> RubyBoolean.of(get(call, 0).isPresent()))
        .alias("key?", "has_key?", "include?", "member?", "attribute?", "exist?")
        .method("fetch", 1, 2, this::fetch)
        .method("dig", 1, Methods.ANY, this::dig)
        .alias("dig", "read")
        .method("delete", 1, this::delete)
        .method("merge", 0, Methods.ANY, call -> merged(call, copy(call)))
        .method("merge!", 0, Methods.ANY, call -> merged(call, call.modify(hash(call))))
        .alias("merge!", "update")
        .method("values_at", 0, Methods.ANY, this::valuesAt)
        .method("to_hash", 0, call -> ordinary(call.self()))
        .alias("to_hash", "to_h")
        .method("dup", 0, call -> plain(call.self()))
        .alias("dup", "clone")
        .method("method_missing", 1, Methods.ANY, this::missing)
        .method("respond_to_missing?", 1, 2, call -> RubyBoolean.of(get(call, 0).isPresent()));
    Methods.of(immutable)
        .method("[]=", 2, Mashes::readOnly)
        .alias("[]=", "store", "delete", "merge!", "update", "clear", "delete_if", "reject!");
    Methods.of(vivid).method("[]", 1, this::vivify);
  }

  private static RubyValue readOnly(Call call) {
    throw call.error(
        "Chef::Exceptions::ImmutableAttributeModification",
        "Node attributes are read-only when you do not specify which precedence level to set."
            + " To set an attribute use code like `node.default[\"key\"] = \"value\"'");
  }

  private static RubyHash hash(Call call) {
    return call.self(RubyHash.class);
  }

  private static Optional<RubyValue> get(Call call, int index) {
    return hash(call).get(key(call.argument(index)));
  }

  private static RubyValue read(Call call, int index) {
    return get(call, index)
        .orElseGet(
            () ->
                hash(call)
                    .defaultProc()
                    .map(proc -> call.ruby().call(proc, call.self(), call.argument(index)))
                    .orElse(hash(call).defaultValue()));
  }

  private RubyValue initialize(Call call) {
    if (call.argument(0) instanceof RubyHash given) {
      RubyHash own = hash(call);
      given.map().forEach((key, value) -> own.put(key(key), plain(value)));
    }
    return RubyNil.NIL;
  }

  private RubyValue write(Call call) {
    RubyHash own = call.modify(hash(call));
    RubyClass type = ruby.model().classOf(own) == vivid ? vivid : mash;
    own.put(key(call.argument(0)), convert(call.argument(1), type));
    return call.argument(1);
  }

  private RubyValue vivify(Call call) {
    Optional<RubyValue> present = get(call, 0);
    if (present.isPresent()) {
      return present.get();
    }
    RubyHash made = level();
    call.modify(hash(call)).put(key(call.argument(0)), made);
    return made;
  }

  private RubyValue fetch(Call call) {
    Optional<RubyValue> present = get(call, 0);
    if (present.isPresent()) {
      return present.get();
    }
    if (call.block().isPresent()) {
      return call.yield(call.argument(0));
    }
    if (call.has(1)) {
      return call.argument(1);
    }
    throw call.error("KeyError", "key not found: " + call.ruby().inspect(call.argument(0)));
  }

  private RubyValue dig(Call call) {
    RubyValue value = get(call, 0).orElse(RubyNil.NIL);
    if (call.count() == 1 || value instanceof RubyNil) {
      return value;
    }
    return call.ruby().send(value, "dig", call.all().rest());
  }

  private RubyValue delete(Call call) {
    RubyValue removed = call.modify(hash(call)).map().remove(key(call.argument(0)));
    return removed == null ? RubyNil.NIL : removed;
  }

  private RubyHash copy(Call call) {
    return (RubyHash) plain(call.self());
  }

  private RubyValue merged(Call call, RubyHash onto) {
    for (RubyValue argument : call.arguments()) {
      if (argument instanceof RubyHash more) {
        for (Map.Entry<RubyValue, RubyValue> entry : more.map().entrySet()) {
          RubyValue key = key(entry.getKey());
          RubyValue value = plain(entry.getValue());
          Optional<RubyValue> present = onto.get(key);
          boolean asks = present.isPresent() && call.block().isPresent();
          onto.put(key, asks ? call.yield(key, present.get(), value) : value);
        }
      }
    }
    return onto;
  }

  private RubyValue valuesAt(Call call) {
    RubyArray values = new RubyArray();
    for (RubyValue wanted : call.arguments()) {
      values.list().add(hash(call).get(key(wanted)).orElse(RubyNil.NIL));
    }
    return values;
  }

  /** Attributes as methods, as before Chef 13: {@code node.a.b}, {@code node.default.a = 1}. */
  private RubyValue missing(Call call) {
    String name = call.nameText(0);
    if (name.endsWith("=") && call.count() == 2) {
      return call.send(
          call.self(),
          "[]=",
          new RubyString(name.substring(0, name.length() - 1)),
          call.argument(1));
    }
    RubyString key =
        new RubyString(name.endsWith("?") ? name.substring(0, name.length() - 1) : name);
    boolean known = hash(call).get(key).isPresent();
    if (name.endsWith("?")) {
      return RubyBoolean.of(known);
    }
    if (call.count() > 1 && ruby.model().classOf(call.self()) == vivid) {
      return call.send(call.self(), "[]=", key, call.argument(1));
    }
    if (known || ruby.model().classOf(call.self()) == vivid) {
      return call.send(call.self(), "[]", key);
    }
    throw call.error("NoMethodError", "undefined method `" + name + "' for a node attribute");
  }
}
