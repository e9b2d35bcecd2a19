package dev.ramekin.generate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** JSON texts, which Dockerfiles and YAML take as well. */
final class Json {
  private Json() {}

  static String quote(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  static String list(List<String> texts) {
    return texts.stream().map(Json::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
