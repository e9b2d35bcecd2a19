package dev.ramekin.freeze.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a distribution says of itself (core metadata).
 *
 * @param requirements what it needs, in order
 * @param extras what it offers, in their normal form
 * @param python what the version of Python must be
 * @param complete whether the file itself promises that this holds for what is built from it
 */
record PipMetadata(
    List<PyRequirement> requirements,
    SortedSet<String> extras,
    PySpecifiers python,
    boolean complete) {
  PipMetadata {
    requirements = List.copyOf(requirements);
  }

  /** Reads {@code METADATA} or {@code PKG-INFO}; lines that are no requirement are left out. */
  static PipMetadata parse(String text) {
    List<PyRequirement> requirements = new ArrayList<>();
    SortedSet<String> extras = new TreeSet<>();
    PySpecifiers python = PySpecifiers.ANY;
    String version = "1.0";
    boolean dynamic = false;
    for (String line : headers(text)) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      switch (colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "metadata-version" -> version = value;
        case "requires-dist" -> PyRequirement.parse(value).ifPresent(requirements::add);
        case "provides-extra" -> extras.add(PyRequirement.normal(value));
        case "requires-python" -> python = PySpecifiers.parse(value).orElse(PySpecifiers.ANY);
        case "dynamic" -> dynamic |= value.equalsIgnoreCase("requires-dist");
        default -> {}
      }
    }
    boolean since =
        PyVersion.parse(version)
            .filter(it -> it.compareTo(PyVersion.parse("2.2").orElseThrow()) >= 0)
            .isPresent();
    return new PipMetadata(requirements, extras, python, since && !dynamic);
  }

  /** The headers end at the first empty line; a line that begins with a blank goes on. */
  private static List<String> headers(String text) {
    List<String> headers = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isEmpty()) {
        break;
      }
      if (Character.isWhitespace(line.charAt(0)) && !headers.isEmpty()) {
        headers.set(headers.size() - 1, headers.get(headers.size() - 1) + " " + line.strip());
      } else {
        headers.add(line);
      }
    }
    return headers;
  }

  /** Returns the same with the requirements of {@code requires.txt}, as setuptools writes it. */
  PipMetadata with(String requires) {
    List<PyRequirement> all = new ArrayList<>();
    SortedSet<String> offered = new TreeSet<>(extras);
    String marker = "";
    for (String raw : requires.lines().toList()) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        String[] section = line.substring(1, line.length() - 1).split(":", 2);
        if (!section[0].isEmpty()) {
          offered.add(PyRequirement.normal(section[0]));
        }
        marker = marker(section);
      } else if (!line.isEmpty()) {
        String text = marker.isEmpty() ? line : line + " ; " + marker;
        PyRequirement.parse(text).ifPresent(all::add);
      }
    }
    return new PipMetadata(all, offered, python, true);
  }

  private static String marker(String[] section) {
    String extra = section[0].isEmpty() ? "" : "extra == '" + section[0] + "'";
    String condition = section.length > 1 ? "(" + section[1] + ")" : "";
    return extra.isEmpty() || condition.isEmpty() ? extra + condition : condition + " and " + extra;
  }
}
