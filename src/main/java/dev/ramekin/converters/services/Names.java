package dev.ramekin.converters.services;

import dev.ramekin.converters.services.ServiceEntry.Version;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matching of unit and package names. */
final class Names {
  private Names() {}

  /** Returns whether a name fits a pattern in which {@code *} and {@code {version}} are free. */
  static boolean matches(String pattern, String name) {
    String expression =
        Stream.of(pattern.replace("{version}", "*").split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(expression, name);
  }

  static Optional<String> version(Version version, String platform, List<String> installed) {
    if (version.packagePattern().isPresent()) {
      Pattern pattern = Pattern.compile(version.packagePattern().get());
      for (String name : installed) {
        Matcher matcher = pattern.matcher(name);
        if (matcher.matches()) {
          return Optional.of(matcher.group(1));
        }
      }
    }
    return Optional.ofNullable(version.byPlatform().get(platform));
  }
}
