package dev.ramekin.converters.operations;

import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named values with typed access. A value of the wrong type makes the resource unsupported, an
 * unknown one makes it a question; both end the conversion.
 */
public final class Values {
  private final Input input;
  private final Map<String, Object> map;

  Values(Input input, Map<String, Object> map) {
    this.input = input;
    this.map = map;
  }

  /** Returns the resource these values belong to. */
  public Input input() {
    return input;
  }

  /** Returns what every operation of this resource carries. */
  public Provenance provenance() {
    return input.provenance();
  }

  /** Returns a value of any type; an unknown one ends the conversion. */
  public Optional<Object> get(String name) {
    Object value = map.get(name);
    if (value instanceof UnknownValue unknown) {
      throw ConversionException.unknown(name, unknown);
    }
    return Optional.ofNullable(value);
  }

  /** Returns a text that may be missing; numbers and truth values count as their text. */
  public Optional<String> optionalText(String name) {
    return get(name).map(value -> asText(name, value));
  }

  /** Returns a text. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /** Returns a list of texts; one text counts as a list of one, a missing value as none. */
  public List<String> texts(String name) {
    Object value = get(name).orElse(List.of());
    if (!(value instanceof Collection<?> items)) {
      return List.of(asText(name, value));
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof Collection<?> nested) {
        nested.forEach(it -> texts.add(asText(name, it)));
      } else {
        texts.add(asText(name, item));
      }
    }
    return texts;
  }

  /** Returns a truth value; missing counts as false. */
  public boolean flag(String name) {
    return isTruthy(get(name).orElse(false));
  }

  static boolean isTruthy(Object value) {
    return !(value instanceof Boolean truth) || truth;
  }

  /** Returns a whole number. */
  public int number(String name, int otherwise) {
    Object value = get(name).orElse(otherwise);
    if (value instanceof Number number) {
      return number.intValue();
    }
    try {
      return Integer.parseInt(asText(name, value).strip());
    } catch (NumberFormatException exception) {
      throw ConversionException.unsupported(name + " is not a number: " + value);
    }
  }

  /** Returns a mapping of texts; a missing value counts as empty. */
  public Map<String, String> textMap(String name) {
    Object value = get(name).orElse(Map.of());
    if (!(value instanceof Map<?, ?> entries)) {
      throw ConversionException.unsupported(name + " is not a mapping");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((key, item) -> texts.put(String.valueOf(key), asText(name, item)));
    return texts;
  }

  /** Returns file content; texts become {@link Content.Inline}. */
  public Content content(String name) {
    Object value = get(name).orElseThrow(() -> missing(name));
    return value instanceof Content content ? content : new Content.Inline(asText(name, value));
  }

  /** Returns a mode as octal digits. */
  public Optional<String> mode(String name) {
    return get(name).map(Values::octal);
  }

  /** Returns owner, group and mode. */
  public Access access() {
    return new Access(optionalText("owner"), optionalText("group"), get("mode").map(Values::octal));
  }

  /**
   * Returns a mode as octal digits: a number is the mode itself, a text is already octal.
   *
   * @throws RuntimeException ending the conversion, for symbolic modes, which Chef rejects too
   */
  static String octal(Object mode) {
    String digits =
        mode instanceof Number number
            ? Long.toOctalString(number.longValue())
            : String.valueOf(mode).strip();
    if (!digits.matches("[0-7]{1,6}")) {
      throw ConversionException.unsupported("mode '" + digits + "' is not octal");
    }
    String bare = digits.replaceFirst("^0+(?=.{3})", "");
    return bare.length() > 4
        ? bare.substring(bare.length() - 4)
        : "0".repeat(Math.max(0, 3 - bare.length())) + bare;
  }

  private static String asText(String name, Object value) {
    if (value instanceof UnknownValue unknown) {
      throw ConversionException.unknown(name, unknown);
    }
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      throw ConversionException.unsupported(name + " is not a text");
    }
    if (value instanceof Content.Inline inline) {
      return inline.text();
    }
    if (value instanceof Content) {
      throw ConversionException.unsupported(name + " holds a secret or bytes");
    }
    return String.valueOf(value);
  }

  /** Returns what an algorithm throws when it does not cover a use. */
  public static RuntimeException unsupported(String reason) {
    return ConversionException.unsupported(reason);
  }

  private static ConversionException missing(String name) {
    return ConversionException.unsupported(name + " is missing");
  }
}
