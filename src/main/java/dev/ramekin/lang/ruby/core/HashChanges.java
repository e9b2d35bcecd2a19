package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.HashMethods.entries;
import static dev.ramekin.lang.ruby.core.HashMethods.own;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hash: the methods that change it. */
final class HashChanges {
  private HashChanges() {}

  static void define(Methods methods) {
    entriesOf(methods);
    whole(methods);
  }

  private static void entriesOf(Methods methods) {
    methods
        .method("initialize", 0, 1, HashChanges::initialize)
        .method("initialize_copy", 1, HashChanges::replace)
        .alias("initialize_copy", "replace")
        .method("[]=", 2, HashChanges::set)
        .alias("[]=", "store")
        .method("delete", 1, HashChanges::delete)
        .method("shift", 0, HashChanges::shift)
        .method("default=", 1, HashChanges::setDefault)
        .method("default_proc=", 1, HashChanges::setDefaultProc);
  }

  private static RubyHash changing(Call call) {
    return call.modify(own(call));
  }

  private static RubyValue initialize(Call call) {
    RubyHash hash = changing(call);
    if (call.block().isPresent() && call.has(0)) {
      throw call.error("ArgumentError", "wrong number of arguments (given 1, expected 0)");
    }
    call.block().ifPresentOrElse(hash::defaultTo, () -> hash.defaultTo(call.argument(0)));
    return RubyNil.NIL;
  }

  private static RubyValue replace(Call call) {
    RubyHash other = HashMethods.other(call, 0);
    Map<RubyValue, RubyValue> entries = new LinkedHashMap<>(other.map());
    RubyHash hash = changing(call);
    hash.map().clear();
    hash.map().putAll(entries);
    other
        .defaultProc()
        .ifPresentOrElse(hash::defaultTo, () -> hash.defaultTo(other.defaultValue()));
    return hash;
  }

  private static RubyValue set(Call call) {
    RubyHash hash = changing(call);
    call.ruby().budget().elements(hash.map().size() + 1L);
    hash.put(call.argument(0), call.argument(1));
    return call.argument(1);
  }

  private static RubyValue delete(Call call) {
    Map<RubyValue, RubyValue> entries = changing(call).map();
    Optional<RubyValue> value = Optional.ofNullable(entries.remove(call.argument(0)));
    if (value.isEmpty() && call.block().isPresent()) {
      return call.yield(call.argument(0));
    }
    return value.orElse(RubyNil.NIL);
  }

  private static RubyValue shift(Call call) {
    List<Map.Entry<RubyValue, RubyValue>> entries = entries(call);
    if (entries.isEmpty()) {
      return call.send(changing(call), "default", RubyNil.NIL);
    }
    changing(call).map().remove(entries.get(0).getKey());
    return RubyArray.of(entries.get(0).getKey(), entries.get(0).getValue());
  }

  private static RubyValue setDefault(Call call) {
    changing(call).defaultTo(call.argument(0));
    return call.argument(0);
  }

  private static RubyValue setDefaultProc(Call call) {
    if (call.argument(0) instanceof RubyNil) {
      changing(call).defaultTo(RubyNil.NIL);
    } else if (call.argument(0) instanceof RubyProc proc) {
      changing(call).defaultTo(proc);
    } else {
      throw call.error(
          "TypeError",
          "wrong default_proc type "
              + call.ruby().model().classOf(call.argument(0)).name()
              + " (expected Proc)");
    }
    return call.argument(0);
  }

  private static void whole(Methods methods) {
    methods
        .method("merge!", 0, Methods.ANY, HashChanges::mergeHere)
        .alias("merge!", "update")
        .method("rehash", 0, HashChanges::rehash)
        .method("clear", 0, HashChanges::clear)
        .method("compact!", 0, inPlace("compact"))
        .method("transform_keys!", 0, 1, inPlace("transform_keys"));
    new Iterators(methods)
        .method("transform_values!", 0, inPlace("transform_values"))
        .method("delete_if", 0, call -> removing(call, true, true))
        .method("reject!", 0, call -> removing(call, true, false))
        .method("select!", 0, call -> removing(call, false, false))
        .alias("select!", "filter!")
        .method("keep_if", 0, call -> removing(call, false, true));
  }

  private static RubyValue rehash(Call call) {
    RubyHash hash = changing(call);
    Map<RubyValue, RubyValue> entries = new LinkedHashMap<>(hash.map());
    hash.map().clear();
    hash.map().putAll(entries);
    return hash;
  }

  private static RubyValue mergeHere(Call call) {
    RubyHash hash = changing(call);
    mergeInto(call, hash);
    return hash;
  }

  /** Puts the entries of all arguments in; a block decides about keys that are in both. */
  static void mergeInto(Call call, RubyHash target) {
    for (int index = 0; index < call.count(); index++) {
      Map<RubyValue, RubyValue> added = new LinkedHashMap<>(HashMethods.other(call, index).map());
      for (Map.Entry<RubyValue, RubyValue> entry : added.entrySet()) {
        Optional<RubyValue> before = target.get(entry.getKey());
        boolean asked = before.isPresent() && call.block().isPresent();
        target.put(
            entry.getKey(),
            asked ? call.yield(entry.getKey(), before.get(), entry.getValue()) : entry.getValue());
      }
    }
    call.ruby().budget().elements(target.map().size());
  }

  private static RubyValue clear(Call call) {
    changing(call).map().clear();
    return call.self();
  }

  private static RubyValue removing(Call call, boolean remove, boolean always) {
    changing(call);
    List<RubyValue> gone = new ArrayList<>();
    for (Map.Entry<RubyValue, RubyValue> entry : entries(call)) {
      if (call.yieldsTrue(entry.getKey(), entry.getValue()) == remove) {
        gone.add(entry.getKey());
      }
    }
    gone.forEach(changing(call).map()::remove);
    return gone.isEmpty() && !always ? RubyNil.NIL : call.self();
  }

  private static BuiltinFunction inPlace(String name) {
    return call -> {
      RubyHash hash = changing(call);
      if (!(call.ruby().send(hash, name, call.all()) instanceof RubyHash changed)) {
        return Elements.enumerator(call);
      }
      boolean same = changed.equals(hash);
      Map<RubyValue, RubyValue> entries = new LinkedHashMap<>(changed.map());
      hash.map().clear();
      hash.map().putAll(entries);
      return same && name.equals("compact") ? RubyNil.NIL : hash;
    };
  }
}
