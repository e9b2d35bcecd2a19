package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
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
    HashConversions.define(ruby, methods);
    iteration(new Iterators(methods));
    tests(methods);
    derived(methods);
    HashChanges.define(methods);
  }

  static RubyHash own(Call call) {
    return call.self(RubyHash.class);
  }

  static RubyHash other(Call call, int index) {
    return call.argument(index, RubyHash.class, "Hash");
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
    RubyHash merged = HashConversions.plain(call);
    if (own(call).type().isPresent()) {
      merged.become(call.ruby().model().classOf(call.self()));
    }
    HashChanges.mergeInto(call, merged);
    merged.become(call.ruby().model().classOf(own(call)));
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
