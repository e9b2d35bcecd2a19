package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hash of JSON or YAML, read by field; a field of another shape than asked for is not there.
 *
 * @param hash the hash
 */
record Fields(RubyHash hash) {
  /** Returns a value; nil when it is not there. */
  RubyValue get(String key) {
    return hash.get(new RubyString(key)).orElse(RubyNil.NIL);
  }

  boolean has(String key) {
    return hash.get(new RubyString(key)).isPresent();
  }

  /** Returns a text or number as text. */
  Optional<String> text(String key) {
    RubyValue value = get(key);
    return value instanceof RubyNil || value instanceof RubyHash || value instanceof RubyArray
        ? Optional.empty()
        : Optional.of(Plain.text(value));
  }

  /** Returns a list of texts; one text with commas counts too, as in run lists. */
  List<String> texts(String key) {
    if (get(key) instanceof RubyArray list) {
      return list.list().stream().map(Plain::text).toList();
    }
    return text(key).stream()
        .flatMap(it -> Arrays.stream(it.split(",")))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** Returns a hash below a key; without fields when it is not there. */
  Fields below(String key) {
    return new Fields(get(key) instanceof RubyHash inner ? inner : new RubyHash());
  }

  /** Returns the hashes of a list. */
  List<Fields> each(String key) {
    return get(key) instanceof RubyArray list
        ? list.list().stream()
            .filter(RubyHash.class::isInstance)
            .map(it -> new Fields((RubyHash) it))
            .toList()
        : List.of();
  }

  /** Returns the values that are hashes, by name, in order. */
  Map<String, Fields> byName() {
    Map<String, Fields> named = new LinkedHashMap<>();
    hash.map()
        .forEach(
            (key, value) -> {
              if (value instanceof RubyHash inner) {
                named.put(Plain.text(key), new Fields(inner));
              }
            });
    return named;
  }
}
