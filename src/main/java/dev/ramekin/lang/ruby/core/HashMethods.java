package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Hash: what it can do beyond Enumerable without changing. */
final class HashMethods {
  private HashMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("Hash"));
    access(methods);
    conversions(methods);
    iteration(new Iterators(methods));
    tests(methods);
    derived(methods);
    HashChanges.define(methods);
    Methods.of(ruby.model().singleton(ruby.model().type("Hash")))
        .pure("[]", 0, Methods.ANY, HashMethods::make)
        .method("try_convert", 1, HashMethods::tryConvert);
  }

  static RubyHash own(Call call) {
    return call.self(RubyHash.class);
  }

  static RubyHash other(Call call, int index) {
    return call.argument(index, RubyHash.class, "Hash");
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

  private static void access(Methods methods) {
    methods
        .pure("[]", 1, call -> get(call, own(call), call.argument(0)))
        .pure("fetch", 1, 2, HashMethods::fetch)
        .pure("dig", 1, Methods.ANY, HashMethods::dig)
        .pure("key", 1, HashMethods::key)
        .method("keys", 0, call -> new RubyArray(own(call).map().keySet()))
        .method("values", 0, call -> new RubyArray(own(call).map().values()))
        .pure("values_at", 0, Methods.ANY, HashMethods::valuesAt)
        .pure("fetch_values", 0, Methods.ANY, HashMethods::fetchValues)
        .pure("assoc", 1, call -> pairWhere(call, Map.Entry::getKey))
        .pure("rassoc", 1, call -> pairWhere(call, Map.Entry::getValue))
        .method("size", 0, call -> RubyInteger.of(own(call).map().size()))
        .alias("size", "length")
        .pure("default", 0, 1, HashMethods::defaultOf)
        .method("default_proc", 0, HashMethods::defaultProc);
  }

  /** Returns the value of a key, or what the hash gives for a missing one. */
  static RubyValue get(Call call, RubyHash hash, RubyValue key) {
    Optional<RubyValue> value = hash.get(key);
    if (value.isPresent()) {
      return value.get();
    }
    return hash.defaultProc()
        .map(proc -> call.ruby().call(proc, hash, key))
        .orElse(hash.defaultValue());
  }

  private static RubyValue fetch(Call call) {
    Optional<RubyValue> value = own(call).get(call.argument(0));
    if (value.isPresent()) {
      return value.get();
    }
    if (call.block().isPresent()) {
      return call.yield(call.argument(0));
    }
    if (call.has(1)) {
      return call.argument(1);
    }
    RubyError error =
        call.error("KeyError", "key not found: " + call.ruby().inspect(call.argument(0)));
    error.exception().set("key", call.argument(0));
    error.exception().set("receiver", call.self());
    throw error;
  }

  private static RubyValue dig(Call call) {
    return digFurther(call, call.send(call.self(), "[]", call.argument(0)));
  }

  /** Goes on with the other arguments of {@code dig}. */
  static RubyValue digFurther(Call call, RubyValue found) {
    if (call.count() == 1 || found instanceof RubyNil) {
      return found;
    }
    if (!(found instanceof UnknownValue) && !call.ruby().respondsTo(found, "dig")) {
      String type = call.ruby().model().classOf(found).name();
      throw call.error("TypeError", type + " does not have #dig method");
    }
    return call.ruby().send(found, "dig", call.all().rest());
  }

  private static RubyValue key(Call call) {
    return own(call).map().entrySet().stream()
        .filter(entry -> Elements.equal(call, entry.getValue(), call.argument(0)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(RubyNil.NIL);
  }

  private static RubyValue valuesAt(Call call) {
    return new RubyArray(call.arguments().stream().map(key -> get(call, own(call), key)).toList());
  }

  private static RubyValue fetchValues(Call call) {
    List<RubyValue> values = new ArrayList<>();
    for (RubyValue key : call.arguments()) {
      values.add(call.send(call.self(), "fetch", call.all().with(List.of(key))));
    }
    return new RubyArray(values);
  }

  private static RubyValue pairWhere(
      Call call, Function<Map.Entry<RubyValue, RubyValue>, RubyValue> part) {
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      if (Elements.equal(call, part.apply(entry), call.argument(0))) {
        return RubyArray.of(entry.getKey(), entry.getValue());
      }
    }
    return RubyNil.NIL;
  }

  private static RubyValue defaultOf(Call call) {
    return own(call).defaultProc().isPresent() && call.has(0)
        ? call.ruby().call(own(call).defaultProc().get(), own(call), call.argument(0))
        : own(call).defaultValue();
  }

  private static RubyValue defaultProc(Call call) {
    return own(call).defaultProc().map(RubyValue.class::cast).orElse(RubyNil.NIL);
  }

  private static void conversions(Methods methods) {
    methods
        .method("to_h", 0, HashMethods::toH)
        .method("to_hash", 0, Call::self)
        .method("deconstruct_keys", 1, Call::self)
        .method("to_a", 0, call -> new RubyArray(Elements.pairs(own(call))))
        .method("to_proc", 0, HashMethods::toProc)
        .method("inspect", 0, HashMethods::inspect)
        .alias("inspect", "to_s")
        .pure("flatten", 0, 1, HashMethods::flatten);
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
  private static RubyHash plain(Call call) {
    RubyHash plain = new RubyHash(own(call).map());
    own(call)
        .defaultProc()
        .ifPresentOrElse(plain::defaultTo, () -> plain.defaultTo(own(call).defaultValue()));
    return plain;
  }

  private static RubyValue toProc(Call call) {
    return call.ruby().proc(1, true, given -> get(call, own(call), given.values().get(0)));
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

  /** Returns a copy of the entries, so that the hash may change meanwhile. */
  static List<Map.Entry<RubyValue, RubyValue>> entries(Call call) {
    List<Map.Entry<RubyValue, RubyValue>> entries = new ArrayList<>();
    own(call).map().forEach((key, value) -> entries.add(Map.entry(key, value)));
    return entries;
  }

  private static void iteration(Iterators iterators) {
    iterators
        .method("each", 0, HashMethods::each)
        .alias("each", "each_pair")
        .method("each_key", 0, call -> eachOf(call, own(call).map().keySet()))
        .method("each_value", 0, call -> eachOf(call, own(call).map().values()))
        .method("select", 0, call -> kept(call, true))
        .alias("select", "filter")
        .method("reject", 0, call -> kept(call, false))
        .method("transform_values", 0, HashMethods::transformValues);
    iterators.methods().method("transform_keys", 0, 1, HashMethods::transformKeys);
  }

  private static RubyValue each(Call call) {
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      call.ruby().budget().step();
      call.yield(RubyArray.of(entry.getKey(), entry.getValue()));
    }
    return call.self();
  }

  private static RubyValue eachOf(Call call, Collection<RubyValue> values) {
    List.copyOf(values).forEach(call::yield);
    return call.self();
  }

  private static RubyValue kept(Call call, boolean keep) {
    RubyHash kept = new RubyHash();
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      if (call.yieldsTrue(entry.getKey(), entry.getValue()) == keep) {
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    return kept;
  }

  private static RubyValue transformValues(Call call) {
    RubyHash made = new RubyHash();
    entries(call).forEach(entry -> made.put(entry.getKey(), call.yield(entry.getValue())));
    return made;
  }

  static RubyValue transformKeys(Call call) {
    if (!call.has(0) && call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    RubyHash made = new RubyHash();
    RubyHash names = call.has(0) ? other(call, 0) : new RubyHash();
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      RubyValue key = entry.getKey();
      Optional<RubyValue> renamed = names.get(key);
      boolean asked = renamed.isEmpty() && call.block().isPresent();
      made.put(asked ? call.yield(key) : renamed.orElse(key), entry.getValue());
    }
    return made;
  }

  private static void tests(Methods methods) {
    methods
        .pure("key?", 1, call -> RubyBoolean.of(own(call).get(call.argument(0)).isPresent()))
        .alias("key?", "has_key?", "include?", "member?")
        .pure("value?", 1, HashMethods::hasValue)
        .alias("value?", "has_value?")
        .method("empty?", 0, call -> RubyBoolean.of(own(call).map().isEmpty()))
        .method("==", 1, HashMethods::equal)
        .method("eql?", 1, call -> RubyBoolean.of(call.self().equals(call.argument(0))))
        .method("hash", 0, call -> RubyInteger.of(call.self().hashCode()))
        .method("<=", 1, call -> RubyBoolean.of(within(call, own(call), other(call, 0))))
        .method(">=", 1, call -> RubyBoolean.of(within(call, other(call, 0), own(call))))
        .method("<", 1, call -> RubyBoolean.of(properlyWithin(call, own(call), other(call, 0))))
        .method(">", 1, call -> RubyBoolean.of(properlyWithin(call, other(call, 0), own(call))))
        .method("compare_by_identity?", 0, call -> RubyBoolean.FALSE);
  }

  private static RubyValue hasValue(Call call) {
    return RubyBoolean.of(
        own(call).map().values().stream()
            .anyMatch(value -> Elements.equal(call, value, call.argument(0))));
  }

  private static RubyValue equal(Call call) {
    return RubyBoolean.of(
        call.argument(0) instanceof RubyHash other
            && other.map().size() == own(call).map().size()
            && within(call, own(call), other));
  }

  private static boolean properlyWithin(Call call, RubyHash small, RubyHash large) {
    return small.map().size() < large.map().size() && within(call, small, large);
  }

  private static boolean within(Call call, RubyHash small, RubyHash large) {
    return small.map().entrySet().stream()
        .allMatch(
            entry ->
                large
                    .get(entry.getKey())
                    .filter(value -> Elements.equal(call, entry.getValue(), value))
                    .isPresent());
  }

  private static void derived(Methods methods) {
    methods
        .pure("merge", 0, Methods.ANY, HashMethods::merge)
        .method("invert", 0, HashMethods::invert)
        .pure("slice", 0, Methods.ANY, HashMethods::sliced)
        .pure("except", 0, Methods.ANY, HashMethods::except)
        .method("compact", 0, HashMethods::compact);
  }

  private static RubyValue merge(Call call) {
    RubyHash merged = plain(call);
    if (own(call).type().isPresent()) {
      merged.become(call.ruby().model().classOf(call.self()));
    }
    HashChanges.mergeInto(call, merged);
    return merged;
  }

  private static RubyValue invert(Call call) {
    RubyHash inverted = new RubyHash();
    entries(call).forEach(entry -> inverted.put(entry.getValue(), entry.getKey()));
    return inverted;
  }

  private static RubyValue sliced(Call call) {
    RubyHash sliced = new RubyHash();
    for (RubyValue key : call.arguments()) {
      own(call).get(key).ifPresent(value -> sliced.put(key, value));
    }
    return sliced;
  }

  private static RubyValue except(Call call) {
    RubyHash kept = new RubyHash(own(call).map());
    call.arguments().forEach(kept.map()::remove);
    return kept;
  }

  private static RubyValue compact(Call call) {
    RubyHash kept = new RubyHash(own(call).map());
    kept.map().values().removeIf(RubyNil.class::isInstance);
    return kept;
  }
}
