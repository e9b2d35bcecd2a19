package dev.ramekin.source.chef;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON of a Chef repository as Ruby values; comments are allowed, as Chef's own parser does. */
final class JsonValues {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private JsonValues() {}

  /** Reads a file that has to hold an object; what is wrong with it becomes a finding. */
  static Optional<RubyHash> object(SourceFile file, Consumer<Finding> findings) {
    try {
      JsonNode node = MAPPER.readTree(file.text());
      if (toRuby(node) instanceof RubyHash hash) {
        return Optional.of(hash);
      }
      findings.accept(
          Finding.error("bad-json", Origin.ofFile(file.path()), "does not hold a JSON object"));
    } catch (JsonProcessingException exception) {
      JsonLocation at = exception.getLocation();
      Origin origin =
          at == null
              ? Origin.ofFile(file.path())
              : Origin.of(file.path(), at.getLineNr(), at.getColumnNr());
      findings.accept(Finding.error("bad-json", origin, message(exception)));
    }
    return Optional.empty();
  }

  private static String message(JsonProcessingException exception) {
    return exception instanceof StreamConstraintsException
        ? "is nested too deeply, or holds a longer value than is read"
        : exception.getOriginalMessage();
  }

  /** Reads JSON text. */
  static RubyValue parse(String text) throws JsonProcessingException {
    return toRuby(MAPPER.readTree(text));
  }

  static RubyValue toRuby(JsonNode node) {
    if (node.isObject()) {
      RubyHash hash = new RubyHash();
      node.fields().forEachRemaining(it -> hash.put(text(it.getKey()), toRuby(it.getValue())));
      return hash;
    }
    if (node.isArray()) {
      RubyArray array = new RubyArray();
      node.forEach(item -> array.list().add(toRuby(item)));
      return array;
    }
    if (node.isBoolean()) {
      return RubyBoolean.of(node.booleanValue());
    }
    if (node.isIntegralNumber()) {
      return new RubyInteger(node.bigIntegerValue());
    }
    if (node.isNumber()) {
      return new RubyFloat(node.doubleValue());
    }
    return node.isTextual() ? text(node.textValue()) : RubyNil.NIL;
  }

  /** Returns plain Java data as a Ruby value. */
  static RubyValue ofJava(Object value) {
    if (value instanceof Map<?, ?> map) {
      RubyHash hash = new RubyHash();
      map.forEach((key, item) -> hash.put(text(String.valueOf(key)), ofJava(item)));
      return hash;
    }
    if (value instanceof List<?> list) {
      return new RubyArray(list.stream().map(JsonValues::ofJava).toList());
    }
    if (value instanceof Boolean truth) {
      return RubyBoolean.of(truth);
    }
    if (value instanceof Double number) {
      return new RubyFloat(number);
    }
    if (value instanceof Number number) {
      return RubyInteger.of(number.longValue());
    }
    return text(String.valueOf(value));
  }

  static RubyString text(String text) {
    return new RubyString(text);
  }
}
