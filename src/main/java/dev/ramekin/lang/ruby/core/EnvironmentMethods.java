package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Map;
import java.util.Optional;

/** {@code ENV}: what the code itself set is known; of the rest a root shell's are assumed. */
final class EnvironmentMethods {
  private static final Map<String, String> ASSUMED =
      Map.of(
          "HOME", "/root",
          "USER", "root",
          "LOGNAME", "root",
          "SHELL", "/bin/bash",
          "LANG", "C.UTF-8",
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private EnvironmentMethods() {}

  static void define(Interpreter ruby) {
    RubyObject environment = new RubyObject(ruby.model().object());
    ruby.model().object().constant("ENV", environment);
    Methods.of(ruby.model().singleton(environment))
        .pure("[]", 1, call -> get(call).orElseGet(() -> missing(call)))
        .pure("fetch", 1, 2, EnvironmentMethods::fetch)
        .pure("key?", 1, EnvironmentMethods::has)
        .alias("key?", "has_key?", "include?", "member?")
        .method("[]=", 2, EnvironmentMethods::set)
        .alias("[]=", "store")
        .method("delete", 1, EnvironmentMethods::delete)
        .method("update", 1, EnvironmentMethods::update)
        .alias("update", "merge!")
        .method("to_h", 0, call -> call.unknown("ENV is the host's"))
        .alias("to_h", "to_hash", "each", "keys", "values", "select", "reject", "map");
  }

  private static String name(Call call) {
    return "ENV[" + call.text(0) + "]";
  }

  private static Optional<RubyValue> get(Call call) {
    return call.self(RubyObject.class)
        .variable(name(call))
        .or(() -> call.ruby().host().environment(call.text(0)).map(RubyString::new));
  }

  private static RubyValue missing(Call call) {
    String assumed = ASSUMED.get(call.text(0));
    return call.unknown(
        name(call) + " is the host's", assumed == null ? RubyNil.NIL : new RubyString(assumed));
  }

  private static RubyValue fetch(Call call) {
    Optional<RubyValue> value = get(call);
    if (value.isPresent()) {
      return value.get();
    }
    if (call.block().isPresent()) {
      return call.unknown(name(call) + " is the host's", call.yield(call.argument(0)));
    }
    return call.has(1)
        ? call.unknown(name(call) + " is the host's", call.argument(1))
        : missing(call);
  }

  private static RubyValue has(Call call) {
    return get(call).isPresent()
        ? RubyBoolean.TRUE
        : call.unknown(
            name(call) + " is the host's", RubyBoolean.of(ASSUMED.containsKey(call.text(0))));
  }

  private static RubyValue set(Call call) {
    call.modify(call.self(RubyObject.class)).set(name(call), call.argument(1));
    return call.argument(1);
  }

  private static RubyValue delete(Call call) {
    RubyValue before = get(call).orElse(RubyNil.NIL);
    call.modify(call.self(RubyObject.class)).unset(name(call));
    return before;
  }

  private static RubyValue update(Call call) {
    RubyHash added = call.argument(0, RubyHash.class, "Hash");
    added.map().forEach((key, value) -> call.send(call.self(), "[]=", key, value));
    return call.self();
  }
}
