package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;

/** YAML, which is Psych. */
final class YamlMethods {
  private YamlMethods() {}

  static void define(Interpreter ruby) {
    ruby.model().object().constant("YAML", ruby.model().defineModule("Psych"));
    ruby.model().defineClass("Psych::Exception", ruby.model().type("RuntimeError"));
    for (String error : new String[] {"SyntaxError", "BadAlias", "DisallowedClass"}) {
      ruby.model().defineClass("Psych::" + error, ruby.model().type("Psych::Exception"));
    }
    Methods.of(ruby.model().singleton(ruby.model().module("Psych")))
        .pure("load", 1, Methods.ANY, call -> load(call, call.text(0)))
        .alias("load", "safe_load", "unsafe_load", "parse")
        .pure("load_file", 1, Methods.ANY, YamlMethods::loadFile)
        .alias("load_file", "safe_load_file", "unsafe_load_file")
        .pure(
            "load_stream",
            1,
            Methods.ANY,
            call -> new RubyArray(YamlReader.documents(call.ruby(), call.text(0), options(call))))
        .method("dump", 1, Methods.ANY, call -> dump(call, call.argument(0)));
    Methods.of(ruby.model().object())
        .method("to_yaml", 0, Methods.ANY, call -> dump(call, call.self()));
  }

  private static YamlReader.Options options(Call call) {
    boolean safe = call.name().startsWith("safe_");
    return new YamlReader.Options(
        !safe || permitsSymbols(call),
        !safe || says(call, "aliases"),
        says(call, "symbolize_names"));
  }

  private static boolean says(Call call, String option) {
    return call.options().get(option).filter(RubyValue::truthy).isPresent();
  }

  /** {@code permitted_classes: [Symbol]}, or as older versions have it, {@code [Symbol]}. */
  private static boolean permitsSymbols(Call call) {
    RubyValue listed =
        call.options()
            .get("permitted_classes")
            .or(() -> call.options().get("whitelist_classes"))
            .orElse(call.argument(1));
    boolean named = call.options().get("permitted_symbols").isPresent();
    return named
        || listed instanceof RubyArray list
            && list.list().contains(call.ruby().model().type("Symbol"));
  }

  private static RubyValue load(Call call, String text) {
    List<RubyValue> documents = YamlReader.documents(call.ruby(), text, options(call));
    boolean safe = call.name().startsWith("safe_");
    RubyValue fallback = safe ? RubyNil.NIL : RubyBoolean.FALSE;
    return documents.isEmpty() ? call.options().get("fallback").orElse(fallback) : documents.get(0);
  }

  private static RubyValue loadFile(Call call) {
    String path = FileMethods.path(call);
    Optional<String> text = call.ruby().host().read(path);
    return text.isPresent()
        ? load(call, text.get())
        : call.unknown("YAML." + call.name() + "(" + Quoting.inspect(path) + ") reads the host");
  }

  private static RubyValue dump(Call call, RubyValue value) {
    RubyHash options = call.options().keywords() ? call.options() : new RubyHash();
    return new YamlWriter(call.ruby(), options).text(value);
  }
}
