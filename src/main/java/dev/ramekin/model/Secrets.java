package dev.ramekin.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The credentials of a run, as something to keep out of texts: whatever is printed, logged or
 * reported goes through {@link #mask(String)}.
 *
 * @param all in any order; those without a value mask nothing
 */
public record Secrets(List<Secret> all) {
  /** Values shorter than this are masked only where they stand alone, or no text stays readable. */
  private static final int SHORT = 4;

  /** Nothing to mask. */
  public static final Secrets NONE = new Secrets(List.of());

  public Secrets {
    all = List.copyOf(all);
  }

  /**
   * Returns a text in which every secret value, also in its URL-encoded form, is {@code
   * ***name***}. A value that contains another is masked as a whole.
   */
  public String mask(String text) {
    return maskWith(namesByValue(), text);
  }

  /**
   * Returns a JSON-like value (String, Boolean, Number, List, Map) with every text in it masked,
   * keys included. A number whose digits are a secret is masked too.
   */
  public Object maskValue(Object value) {
    return maskAny(namesByValue(), value);
  }

  private static Object maskAny(Map<String, String> names, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach(
          (key, inner) -> masked.put(maskWith(names, String.valueOf(key)), maskAny(names, inner)));
      return masked;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(inner -> maskAny(names, inner)).toList();
    }
    if (value instanceof Number) {
      String name = names.get(value.toString());
      return name == null ? value : shown(name);
    }
    return value instanceof String text ? maskWith(names, text) : value;
  }

  private static String maskWith(Map<String, String> names, String text) {
    if (names.isEmpty() || text.isEmpty()) {
      return text;
    }
    return Pattern.compile(
            names.keySet().stream().map(Secrets::pattern).collect(Collectors.joining("|")))
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(shown(names.getOrDefault(match.group(), "secret"))));
  }

  private static String pattern(String value) {
    String quoted = Pattern.quote(value);
    return value.length() < SHORT ? "(?<!\\w)" + quoted + "(?!\\w)" : quoted;
  }

  private static String shown(String name) {
    return "***" + name + "***";
  }

  /** Longest first, so that a value is never masked as a part of itself. */
  private Map<String, String> namesByValue() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Secret secret : all) {
      String value = secret.value().orElse("").strip();
      if (!value.isEmpty()) {
        names.putIfAbsent(value, secret.name());
        names.putIfAbsent(URLEncoder.encode(value, StandardCharsets.UTF_8), secret.name());
      }
    }
    return names.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one, LinkedHashMap::new));
  }
}
