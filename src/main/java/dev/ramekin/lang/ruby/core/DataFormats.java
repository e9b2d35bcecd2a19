package dev.ramekin.lang.ruby.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Convert;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON and YAML: reading texts and writing values. */
final class DataFormats {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private DataFormats() {}

  static void define(Interpreter ruby) {
    ruby.model().defineModule("JSON");
    ruby.model().defineClass("JSON::ParserError", ruby.model().type("StandardError"));
    Methods.of(ruby.model().singleton(ruby.model().module("JSON")))
        .pure("parse", 1, 2, DataFormats::parseJson)
        .alias("parse", "parse!", "load")
        .method("generate", 1, 2, call -> json(call, call.argument(0), false))
        .alias("generate", "dump")
        .method("pretty_generate", 1, 2, call -> json(call, call.argument(0), true));
    Methods.of(ruby.model().object())
        .method("to_json", 0, Methods.ANY, call -> json(call, call.self(), false))
        .method("to_yaml", 0, Methods.ANY, call -> yaml(call, call.self()));
    ruby.model().defineModule("YAML");
    Methods.of(ruby.model().singleton(ruby.model().module("YAML")))
        .pure("load", 1, Methods.ANY, DataFormats::parseYaml)
        .alias("load", "safe_load", "unsafe_load", "parse")
        .pure("load_file", 1, Methods.ANY, DataFormats::loadYamlFile)
        .alias("load_file", "safe_load_file")
        .method("dump", 1, 2, call -> yaml(call, call.argument(0)));
    ruby.model().object().constant("Psych", ruby.model().module("YAML"));
  }

  private static RubyValue parseJson(Call call) {
    boolean symbols = call.options().get("symbolize_names").filter(RubyValue::truthy).isPresent();
    try {
      Object value = JSON.readValue(call.text(0), Object.class);
      return symbols ? symbolized(Convert.fromJava(value)) : Convert.fromJava(value);
    } catch (JsonProcessingException exception) {
      throw call.error("JSON::ParserError", exception.getOriginalMessage());
    }
  }

  private static RubyValue symbolized(RubyValue value) {
    if (value instanceof RubyHash hash) {
      RubyHash made = new RubyHash();
      hash.map()
          .forEach((key, element) -> made.put(new RubySymbol(key.toString()), symbolized(element)));
      return made;
    }
    return value instanceof RubyArray array
        ? new RubyArray(array.list().stream().map(DataFormats::symbolized).toList())
        : value;
  }

  private static RubyValue json(Call call, RubyValue value, boolean pretty) {
    TextBuilder text = new TextBuilder(call.ruby());
    writeJson(call, text, value, pretty, "");
    return text.value();
  }

  private static void writeJson(
      Call call, TextBuilder text, RubyValue value, boolean pretty, String indent) {
    call.ruby().budget().step();
    if (value instanceof RubyHash hash) {
      writeObject(call, text, hash, pretty, indent);
    } else if (value instanceof RubyArray array) {
      writeArray(call, text, array, pretty, indent);
    } else if (value instanceof RubyNil) {
      text.add("null");
    } else if (value instanceof RubyBoolean
        || value instanceof RubyInteger
        || value instanceof RubyFloat) {
      text.add(value);
    } else if (value instanceof UnknownValue) {
      text.add("\"").add(value).add("\"");
    } else if (call.ruby().respondsTo(value, "to_hash")) {
      writeJson(call, text, call.send(value, "to_hash"), pretty, indent);
    } else {
      writeText(call, text, call.ruby().text(value));
    }
  }

  private static void writeText(Call call, TextBuilder text, RubyValue value) {
    if (!(value instanceof RubyString string)) {
      text.add("\"").add(value).add("\"");
      return;
    }
    RubyString quoted = new RubyString(quote(string.text()));
    quoted.taint(string.taints());
    text.add(quoted);
  }

  private static String quote(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException exception) {
      throw new IllegalArgumentException(exception);
    }
  }

  private static void writeObject(
      Call call, TextBuilder text, RubyHash hash, boolean pretty, String indent) {
    if (hash.map().isEmpty()) {
      text.add("{}");
      return;
    }
    String inner = indent + "  ";
    String separator = "{";
    for (Map.Entry<RubyValue, RubyValue> entry : hash.map().entrySet()) {
      text.add(separator).add(pretty ? "\n" + inner : "");
      writeText(call, text, call.ruby().text(entry.getKey()));
      text.add(pretty ? ": " : ":");
      writeJson(call, text, entry.getValue(), pretty, inner);
      separator = ",";
    }
    text.add(pretty ? "\n" + indent + "}" : "}");
  }

  private static void writeArray(
      Call call, TextBuilder text, RubyArray array, boolean pretty, String indent) {
    if (array.list().isEmpty()) {
      text.add("[]");
      return;
    }
    String inner = indent + "  ";
    String separator = "[";
    for (RubyValue element : array.list()) {
      text.add(separator).add(pretty ? "\n" + inner : "");
      writeJson(call, text, element, pretty, inner);
      separator = ",";
    }
    text.add(pretty ? "\n" + indent + "]" : "]");
  }

  private static RubyValue parseYaml(Call call) {
    return loadYaml(call, call.text(0));
  }

  private static RubyValue loadYaml(Call call, String text) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    try {
      return Convert.fromJava(new Load(settings).loadFromString(text));
    } catch (YamlEngineException exception) {
      throw call.error("ArgumentError", "cannot read YAML: " + exception.getMessage());
    }
  }

  private static RubyValue loadYamlFile(Call call) {
    String path = FileMethods.path(call);
    Optional<String> text = call.ruby().host().read(path);
    return text.isPresent()
        ? loadYaml(call, text.get())
        : call.unknown("YAML." + call.name() + "(" + Quoting.inspect(path) + ") reads the host");
  }

  private static RubyValue yaml(Call call, RubyValue value) {
    Optional<Object> plain = plain(call, value);
    if (plain.isEmpty() && !(value instanceof RubyNil)) {
      return call.unknown("a value that is not known cannot be written as YAML");
    }
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setSplitLines(false)
            .build();
    String text = new Dump(settings, new YamlTexts(settings)).dumpToString(plain.orElse(null));
    return StringMethods.string(call, text.replace(": null\n", ":\n"));
  }

  /** Returns a value as plain Java; symbols keep their colon, as Psych writes them. */
  private static Optional<Object> plain(Call call, RubyValue value) {
    call.ruby().budget().step();
    if (value instanceof RubyHash hash) {
      Map<Object, Object> map = new LinkedHashMap<>();
      hash.map()
          .forEach(
              (key, element) ->
                  map.put(plain(call, key).orElse(""), plain(call, element).orElse(null)));
      return Optional.of(map);
    }
    if (value instanceof RubyArray array) {
      List<Object> list = new ArrayList<>();
      array.list().forEach(element -> list.add(plain(call, element).orElse(null)));
      return Optional.of(list);
    }
    if (value instanceof RubyInteger integer) {
      return Optional.of(integer.value());
    }
    if (value instanceof RubyFloat number) {
      return Optional.of(number.value());
    }
    if (value instanceof RubyBoolean bool) {
      return Optional.of(bool.truthy());
    }
    if (value instanceof RubySymbol symbol) {
      return Optional.of(new YamlTexts.Symbol(":" + symbol.name()));
    }
    return value instanceof RubyNil || value instanceof UnknownValue
        ? Optional.empty()
        : Optional.of(TextBuilder.assumed(call.ruby().text(value)));
  }
}
