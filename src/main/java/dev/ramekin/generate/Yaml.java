package dev.ramekin.generate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** YAML scalars that every reader, 1.1 or 1.2, takes for the text they stand for. */
final class Yaml {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*(?:=[A-Za-z0-9_./@+-]+)?");
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private Yaml() {}

  /** Returns the text plain where that is safe, else in double quotes. */
  static String quote(String text) {
    if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default ->
            quoted.append(
                character < ' '
                    ? String.format(Locale.ROOT, "\\x%02x", (int) character)
                    : String.valueOf(character));
      }
    }
    return quoted.append('"').toString();
  }

  /** Returns a list on one line. */
  static String list(List<String> texts) {
    return texts.stream().map(Yaml::quote).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Returns a text in which compose puts in no variable. */
  static String literal(String text) {
    return text.replace("$", "$$");
  }
}
