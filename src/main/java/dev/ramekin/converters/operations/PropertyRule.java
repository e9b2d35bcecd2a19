package dev.ramekin.converters.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property a converter knows.
 *
 * @param name the property
 * @param shape how the source language keeps a declared value
 * @param view how steps see it, where that is more convenient
 * @param isName whether it takes the resource's name when it is not set
 * @param aliases other names of the same property
 * @param coerce what the source language makes of a declared value, which is {@code $value}
 * @param otherwise its value when it is not set
 */
record PropertyRule(
    String name,
    Shape shape,
    Shape view,
    boolean isName,
    List<String> aliases,
    Optional<Expression> coerce,
    Optional<Expression> otherwise) {
  PropertyRule {
    aliases = List.copyOf(aliases);
  }

  /** Returns a declared value as the source language would keep it. */
  Object normalise(Object value) {
    Object shaped = shape.normalise(value);
    return coerce.flatMap(it -> it.evaluate(Map.of("value", shaped))).orElse(shaped);
  }

  /** Returns a declared value as the converter's steps see it. */
  Object seen(Object value) {
    return view.normalise(normalise(value));
  }

  boolean covers(String property) {
    return name.equals(property) || aliases.contains(property);
  }
}
