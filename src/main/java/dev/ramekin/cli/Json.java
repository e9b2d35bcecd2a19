package dev.ramekin.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes data for programs; an empty Optional becomes {@code null}. */
final class Json {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(Optional.class, new OptionalSerializer()))
          .build();

  /** Returns an object of two members, in this order in every run; {@code Map.of} has none. */
  static Map<String, Object> object(String first, Object value, String second, Object other) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(first, value);
    object.put(second, other);
    return object;
  }

  /** Returns a value of maps, lists and scalars as one line. */
  String line(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException exception) {
      throw new IllegalArgumentException(exception);
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class OptionalSerializer extends JsonSerializer<Optional> {
    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeObject(value.isPresent() ? value.get() : null);
    }
  }
}
