package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyModule;
import java.util.List;

/** The parts of the standard library whose answers depend on the time, the host or chance. */
final class HostLibraries {
  private static final List<String> CLOCKS =
      List.of("now", "at", "new", "mktime", "local", "utc", "gm", "parse", "today", "strptime");
  private static final List<String> RANDOM =
      List.of(
          "hex",
          "uuid",
          "random_number",
          "base64",
          "urlsafe_base64",
          "alphanumeric",
          "random_bytes",
          "rand",
          "new",
          "bytes");

  private HostLibraries() {}

  static void define(Interpreter ruby) {
    for (String name : List.of("Time", "Date", "DateTime")) {
      RubyClass type = ruby.model().defineClass(name, ruby.model().object());
      unknown(ruby, type, CLOCKS, name + " depends on the time of the run");
    }
    RubyModule secure = ruby.model().defineModule("SecureRandom");
    unknown(ruby, secure, RANDOM, "SecureRandom gives chance values");
    RubyClass random = ruby.model().defineClass("Random", ruby.model().object());
    unknown(ruby, random, RANDOM, "Random gives chance values");
  }

  private static void unknown(
      Interpreter ruby, RubyModule module, List<String> names, String reason) {
    Methods methods = Methods.of(ruby.model().singleton(module));
    for (String name : names) {
      methods.method(name, 0, Methods.ANY, call -> call.unknown(reason));
    }
  }
}
