package dev.ramekin.freeze.pip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is asked for, by PEP 508: {@code requests[socks] >=2,<3 ; python_version < "3.8"}.
 *
 * @param name in its normal form
 * @param extras in their normal form
 * @param marker a condition on the environment; empty for none
 */
record PyRequirement(
    String name, SortedSet<String> extras, PySpecifiers specifiers, String marker) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[([^\\]]*)\\])?\\s*\\(?([^;@)]*)\\)?\\s*(?:;(.*))?");

  /** Returns the normal form of a name by PEP 503. */
  static String normal(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** Returns the requirement; empty when the text is none, or names an address. */
  static Optional<PyRequirement> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    SortedSet<String> extras = new TreeSet<>();
    String list = matcher.group(2) == null ? "" : matcher.group(2);
    Stream.of(list.split(","))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .map(PyRequirement::normal)
        .forEach(extras::add);
    String marker = matcher.group(4) == null ? "" : matcher.group(4).strip();
    if (!marker.isEmpty() && !PyMarker.isRight(marker)) {
      return Optional.empty();
    }
    return PySpecifiers.parse(matcher.group(3))
        .map(it -> new PyRequirement(normal(matcher.group(1)), extras, it, marker));
  }

  /** Returns whether it counts in an environment, for a package that was asked for with extras. */
  boolean applies(Map<String, String> environment, SortedSet<String> wanted) {
    if (marker.isEmpty()) {
      return true;
    }
    Stream<String> extra = wanted.isEmpty() ? Stream.of("") : wanted.stream();
    return extra.anyMatch(
        it -> {
          Map<String, String> all = new TreeMap<>(environment);
          all.put("extra", it);
          return PyMarker.evaluate(marker, all).orElse(false);
        });
  }

  /** Returns {@code requests[socks]}: what the choice is made for. */
  String identifier() {
    return extras.isEmpty() ? name : name + "[" + String.join(",", extras) + "]";
  }

  @Override
  public String toString() {
    return identifier() + specifiers + (marker.isEmpty() ? "" : " ; " + marker);
  }
}
