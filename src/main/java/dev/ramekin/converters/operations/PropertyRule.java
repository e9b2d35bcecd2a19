package dev.ramekin.converters.operations;

import java.util.List;
import java.util.Optional;

/**
 * A property a converter knows.
 *
 * @param name the property
 * @param shape how a declared value is normalised
 * @param isName whether it takes the resource's name when it is not set
 * @param aliases other names of the same property
 * @param otherwise its value when it is not set
 */
record PropertyRule(
    String name,
    Shape shape,
    boolean isName,
    List<String> aliases,
    Optional<Expression> otherwise) {
  PropertyRule {
    aliases = List.copyOf(aliases);
  }

  boolean covers(String property) {
    return name.equals(property) || aliases.contains(property);
  }
}
