package dev.ramekin.lang.ruby.core;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of an address by the names that Ruby's URI has for them, as they are written. */
record AddressParts(Map<String, String> parts) {
  static final List<String> NAMES =
      List.of("scheme", "userinfo", "host", "port", "path", "query", "fragment");

  AddressParts {
    parts = Map.copyOf(parts);
  }

  static AddressParts of(URI uri) {
    Map<String, String> parts = new HashMap<>();
    put(parts, "scheme", uri.getScheme());
    put(parts, "userinfo", uri.getRawUserInfo());
    put(parts, "host", uri.getHost());
    put(parts, "port", uri.getPort() < 0 ? null : String.valueOf(uri.getPort()));
    put(parts, "path", uri.getRawPath());
    put(parts, "query", uri.getRawQuery());
    put(parts, "fragment", uri.getRawFragment());
    return new AddressParts(parts);
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  /** Returns the address with another value of a part, or without the part. */
  AddressParts with(String name, Optional<String> value) {
    Map<String, String> changed = new HashMap<>(parts);
    changed.remove(name);
    value.ifPresent(it -> changed.put(name, it));
    return new AddressParts(changed);
  }

  /** Returns the address as text. */
  String text() {
    String server =
        parts.containsKey("host")
            ? "//" + part("", "userinfo", "@") + part("", "host", "") + part(":", "port", "")
            : "";
    return part("", "scheme", ":")
        + server
        + part("", "path", "")
        + part("?", "query", "")
        + part("#", "fragment", "");
  }

  private String part(String before, String name, String after) {
    return parts.containsKey(name) ? before + parts.get(name) + after : "";
  }
}
