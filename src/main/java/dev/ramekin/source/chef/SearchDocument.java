package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An object as Chef's search index holds it: every value under its path joined by underscores
 * ({@code a_b_c}) and under its last key alone; the items of lists one by one.
 */
final class SearchDocument {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** Adds a value under a name. */
  SearchDocument add(String name, RubyValue value) {
    if (value instanceof RubyHash hash) {
      hash.map()
          .forEach(
              (key, inner) -> {
                String step = Plain.text(key);
                if (!(inner instanceof RubyHash)) {
                  addLeaves(step, inner);
                }
                add(name.isEmpty() ? step : name + "_" + step, inner);
              });
    } else {
      addLeaves(name, value);
    }
    return this;
  }

  private void addLeaves(String name, RubyValue value) {
    if (value instanceof RubyArray list) {
      list.list().forEach(item -> add(name, item));
    } else if (!(value instanceof RubyNil) && !isUnknown(value)) {
      List<String> present = values.computeIfAbsent(name, it -> new ArrayList<>());
      String text = Plain.text(value);
      if (!present.contains(text)) {
        present.add(text);
      }
    }
  }

  private static boolean isUnknown(RubyValue value) {
    return value instanceof UnknownValue unknown && unknown.assumed().isEmpty();
  }

  /** Returns the values of all fields whose names fit. */
  Stream<String> values(SearchQuery.Wildcards field) {
    return values.entrySet().stream()
        .filter(entry -> field.fits(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream());
  }
}
