package dev.ramekin.converters.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a source language normalises the value it is given for a property. */
enum Shape {
  /** As it is. */
  ANY,
  /** One value becomes a list of one. */
  LIST,
  /** A text is split at commas. */
  COMMAS,
  /** A text is split at blanks as a shell would; quotes hold words together. */
  WORDS;

  static Optional<Shape> named(String name) {
    for (Shape shape : values()) {
      if (shape.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }

  /** Normalises a value; unknown values, lists and mappings stay as they are. */
  Object normalise(Object value) {
    if (this == ANY || value instanceof Collection<?> || value instanceof UnknownValue) {
      return value;
    }
    if (!(value instanceof String text)) {
      return List.of(value);
    }
    return switch (this) {
      case COMMAS -> split(text);
      case WORDS -> words(text);
      case LIST, ANY -> List.of(value);
    };
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (quote != 0) {
        if (letter == quote) {
          quote = 0;
        } else {
          word.append(letter);
        }
      } else if (letter == '\'' || letter == '"') {
        quote = letter;
        open = true;
      } else if (Character.isWhitespace(letter)) {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(letter);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }
}
