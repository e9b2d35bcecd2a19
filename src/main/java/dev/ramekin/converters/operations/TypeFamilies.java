package dev.ramekin.converters.operations;

import dev.ramekin.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resource types by where they belong: known, and never converted. */
final class TypeFamilies {
  static final TypeFamilies NONE = new TypeFamilies(List.of());

  /** Types whose names match, and where they belong. */
  private record Family(Pattern types, String place) {}

  private final List<Family> families;

  private TypeFamilies(List<Family> families) {
    this.families = List.copyOf(families);
  }

  /** Reads a mapping of a place to patterns of its types, {@code *} for any letters. */
  static TypeFamilies read(YamlNode node) {
    List<Family> families = new ArrayList<>();
    node.entries()
        .forEach(
            (place, types) ->
                types.texts().forEach(it -> families.add(new Family(pattern(it), place))));
    return new TypeFamilies(families);
  }

  private static Pattern pattern(String type) {
    return Pattern.compile(type.replace("*", "[a-z0-9_]+"));
  }

  /** Returns where a type belongs. */
  Optional<String> place(String type) {
    return families.stream()
        .filter(family -> family.types().matcher(type).matches())
        .map(Family::place)
        .findFirst();
  }
}
