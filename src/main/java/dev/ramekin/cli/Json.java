package dev.ramekin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes data for programs. */
final class Json {
  private final ObjectMapper mapper = JsonMapper.builder().build();

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
}
