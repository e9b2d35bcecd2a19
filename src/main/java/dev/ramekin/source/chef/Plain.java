package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ruby values as plain Java data: String, Boolean, Long, Double, List, Map. */
final class Plain {
  private static final int DEEPEST = 30;

  private Plain() {}

  /** Returns a name's or path's text; of an unknown what is assumed, else {@code <unknown>}. */
  static String text(RubyValue value) {
    if (value instanceof RubyString string) {
      return string.text();
    }
    if (value instanceof RubySymbol symbol) {
      return symbol.name();
    }
    return String.valueOf(of(value).orElse(""));
  }

  /**
   * Returns a value as data; nil is empty, within lists and maps an empty text. Secrets are masked,
   * unknown and lazy ones marked.
   */
  static Optional<Object> of(RubyValue value) {
    return convert(value, 0, "");
  }

  /** Returns a value as data, with another stand-in for nil within lists and maps. */
  static Optional<Object> of(RubyValue value, Object nil) {
    return convert(value, 0, nil);
  }

  private static Optional<Object> convert(RubyValue value, int depth, Object nil) {
    if (value instanceof RubyNil || depth > DEEPEST) {
      return Optional.empty();
    }
    if (value instanceof RubyString string) {
      return Optional.of(string.taints().isEmpty() ? string.text() : mask(string.taints()));
    }
    if (value instanceof RubySymbol symbol) {
      return Optional.of(symbol.name());
    }
    if (value instanceof RubyBoolean truth) {
      return Optional.of(truth.truthy());
    }
    if (value instanceof RubyInteger number) {
      return Optional.of(
          number.value().bitLength() < 64 ? number.value().longValue() : number.value());
    }
    if (value instanceof RubyFloat number) {
      return Optional.of(number.value());
    }
    if (value instanceof RubyArray array) {
      List<Object> items = new ArrayList<>();
      array.list().forEach(item -> items.add(convert(item, depth + 1, nil).orElse(nil)));
      return Optional.of(items);
    }
    if (value instanceof RubyHash hash) {
      Map<String, Object> entries = new LinkedHashMap<>();
      hash.map()
          .forEach(
              (key, item) -> entries.put(text(key), convert(item, depth + 1, nil).orElse(nil)));
      return Optional.of(entries);
    }
    if (value instanceof UnknownValue unknown) {
      return Optional.of(
          unknown.taints().isEmpty()
              ? unknown.assumed().flatMap(it -> convert(it, depth + 1, nil)).orElse("<unknown>")
              : mask(unknown.taints()));
    }
    if (value instanceof RubyRange range) {
      return Optional.of(
          text(range.from()) + (range.exclusive() ? "..." : "..") + text(range.to()));
    }
    return Optional.of(object(value));
  }

  /** A regular expression as Ruby's {@code to_s} writes it: {@code (?i-mx:web)}. */
  private static String written(RubyRegexp regexp) {
    StringBuilder on = new StringBuilder();
    StringBuilder off = new StringBuilder();
    for (String flag : List.of("m", "i", "x")) {
      (regexp.flags().contains(flag) ? on : off).append(flag);
    }
    String options = off.isEmpty() ? on.toString() : on + "-" + off;
    return "(?" + options + ":" + regexp.source() + ")";
  }

  private static Object object(RubyValue value) {
    if (value instanceof RubyRegexp regexp) {
      return written(regexp);
    }
    if (value instanceof RubyModule module) {
      return module.name();
    }
    if (value instanceof RubyProc) {
      return "<proc>";
    }
    if (value instanceof RubyObject object) {
      if (ChefObjects.isLazy(object)) {
        return "<lazy>";
      }
      return object.payload(ResourceState.class).map(ResourceState::label).orElse("<object>");
    }
    return value.toString();
  }

  private static String mask(Set<String> secrets) {
    return "***" + String.join("+", new java.util.TreeSet<>(secrets)) + "***";
  }
}
