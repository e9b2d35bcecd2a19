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
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Optional;

/** JSON, as the json gem 2.3 to 2.6 reads and writes it. */
final class JsonMethods {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();
  private static final JsonMapper LENIENT =
      JSON.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonMethods() {}

  static void define(Interpreter ruby) {
    ruby.model().defineModule("JSON");
    ruby.model().defineClass("JSON::JSONError", ruby.model().type("StandardError"));
    for (String error : new String[] {"ParserError", "GeneratorError"}) {
      ruby.model().defineClass("JSON::" + error, ruby.model().type("JSON::JSONError"));
    }
    ruby.model().defineClass("JSON::NestingError", ruby.model().type("JSON::ParserError"));
    Methods.of(ruby.model().singleton(ruby.model().module("JSON")))
        .pure("parse", 1, 2, JsonMethods::parse)
        .alias("parse", "parse!")
        .method("load", 1, 3, JsonMethods::load)
        .alias("load", "restore")
        .method("generate", 1, 2, call -> write(call, JsonWriter.Layout.COMPACT))
        .alias("generate", "fast_generate", "unparse")
        .method("dump", 1, 4, call -> write(call, JsonWriter.Layout.LENIENT))
        .method("pretty_generate", 1, 2, call -> write(call, JsonWriter.Layout.PRETTY))
        .alias("pretty_generate", "pretty_unparse")
        .method("[]", 1, 2, JsonMethods::either);
    ruby.model().defineClass("JSON::State", ruby.model().object());
    yajl(ruby);
    Methods.functionsOf(ruby.model().module("Kernel")).method("JSON", 1, 2, JsonMethods::either);
    Methods.of(ruby.model().object()).method("to_json", 0, Methods.ANY, JsonMethods::toJson);
  }

  /** ffi-yajl, which Chef brings along. */
  private static void yajl(Interpreter ruby) {
    ruby.model().defineModule("FFI_Yajl");
    Methods.of(ruby.model().singleton(ruby.model().defineModule("FFI_Yajl::Encoder")))
        .method("encode", 1, 2, JsonMethods::encode);
    Methods.of(ruby.model().singleton(ruby.model().defineModule("FFI_Yajl::Parser")))
        .method(
            "parse",
            1,
            2,
            call -> call.send(call.ruby().model().module("JSON"), "parse", call.all()));
  }

  private static RubyValue encode(Call call) {
    RubyHash options = call.has(1) ? call.options() : new RubyHash();
    boolean pretty = options.get("pretty").filter(RubyValue::truthy).isPresent();
    JsonWriter.Layout layout = pretty ? JsonWriter.Layout.PRETTY_YAJL : JsonWriter.Layout.YAJL;
    RubyValue text = new JsonWriter(call.ruby(), layout).text(call.argument(0), 0);
    return pretty ? new TextBuilder(call.ruby()).add(text).add("\n").value() : text;
  }

  private static RubyValue toJson(Call call) {
    Optional<JsonWriter.State> state =
        call.argument(0) instanceof RubyObject given
            ? given.payload(JsonWriter.State.class)
            : Optional.empty();
    JsonWriter.Layout layout =
        state
            .map(JsonWriter.State::layout)
            .orElseGet(() -> JsonWriter.Layout.COMPACT.with(call.ruby(), call.options()));
    return new JsonWriter(call.ruby(), layout)
        .text(call.self(), state.map(JsonWriter.State::depth).orElse(0));
  }

  private static RubyValue write(Call call, JsonWriter.Layout layout) {
    RubyHash options = call.has(1) ? call.options() : new RubyHash();
    return new JsonWriter(call.ruby(), layout.with(call.ruby(), options)).text(call.argument(0), 0);
  }

  /** {@code JSON(x)} reads a text and writes anything else. */
  private static RubyValue either(Call call) {
    RubyValue value = call.argument(0);
    return value instanceof RubyString || value instanceof UnknownValue
        ? call.send(call.ruby().model().module("JSON"), "parse", call.all())
        : write(call, JsonWriter.Layout.COMPACT);
  }

  private static RubyValue load(Call call) {
    RubyValue text = call.argument(0);
    boolean nothing =
        text instanceof RubyNil || text instanceof RubyString it && it.text().isEmpty();
    return nothing ? RubyNil.NIL : call.send(call.self(), "parse", text);
  }

  private static RubyValue parse(Call call) {
    RubyHash options = call.has(1) ? call.options() : new RubyHash();
    boolean symbols = options.get("symbolize_names").filter(RubyValue::truthy).isPresent();
    boolean lenient = options.get("allow_nan").filter(RubyValue::truthy).isPresent();
    try {
      Object value = (lenient ? LENIENT : JSON).readValue(call.text(0), Object.class);
      return symbols ? symbolized(Convert.fromJava(value)) : Convert.fromJava(value);
    } catch (JsonProcessingException exception) {
      throw call.error("JSON::ParserError", "unexpected token at '" + rest(call, exception) + "'");
    }
  }

  private static String rest(Call call, JsonProcessingException exception) {
    String text = call.text(0);
    long at = exception.getLocation() == null ? 0 : exception.getLocation().getCharOffset();
    return text.substring((int) Math.max(0, Math.min(at, text.length())));
  }

  private static RubyValue symbolized(RubyValue value) {
    if (value instanceof RubyHash hash) {
      RubyHash made = new RubyHash();
      hash.map()
          .forEach((key, element) -> made.put(new RubySymbol(key.toString()), symbolized(element)));
      return made;
    }
    return value instanceof RubyArray array
        ? new RubyArray(array.list().stream().map(JsonMethods::symbolized).toList())
        : value;
  }
}
