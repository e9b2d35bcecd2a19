package dev.ramekin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Writes JSON the same way on every machine: two spaces, line feeds, keys as they come. */
final class JsonText {
  private static final ObjectWriter WRITER = writer();

  private JsonText() {}

  /** Returns a JSON-like value (Map, List, String, Number, Boolean) as text, ended by a newline. */
  static String of(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("a report holds only JSON-like values", exception);
    }
  }

  private static ObjectWriter writer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return new ObjectMapper().writer(printer);
  }
}
