package dev.ramekin.source.chef;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of platforms in Test Kitchen, of its boxes and images, as names of releases. */
final class KitchenPlatform {
  private static final Pattern RELEASE =
      Pattern.compile(
          "(debian|ubuntu|centos|almalinux|rocky|oracle|amazon|fedora|opensuse)(?:linux|leap|-leap)?"
              + "[-:]?(\\d+(?:\\.\\d+)*)");
  private static final Map<String, String> NAMES = Map.of("opensuse", "opensuseleap");

  /** Distributions whose releases have two parts; those of the others have one. */
  private static final Pattern TWO_PARTS = Pattern.compile("ubuntu|opensuseleap");

  private KitchenPlatform() {}

  /**
   * Returns the release: {@code ubuntu-22.04}, {@code debian-12}; the platform's own name where
   * nothing tells.
   */
  static String of(Fields platform) {
    String name = platform.text("name").orElse("");
    return Stream.concat(
            Stream.of(name),
            Stream.of("driver", "driver_config")
                .map(platform::below)
                .flatMap(it -> Stream.of(it.text("image"), it.text("box")))
                .flatMap(Optional::stream))
        .flatMap(it -> release(it).stream())
        .findFirst()
        .orElse(name);
  }

  private static Optional<String> release(String text) {
    Matcher matcher = RELEASE.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = NAMES.getOrDefault(matcher.group(1), matcher.group(1));
    String version = matcher.group(2);
    if (name.equals("ubuntu") && version.matches("\\d{4}")) {
      version = version.substring(0, 2) + "." + version.substring(2);
    }
    String[] parts = version.split("\\.");
    boolean two = TWO_PARTS.matcher(name).matches() && parts.length > 1;
    return Optional.of(name + "-" + (two ? parts[0] + "." + parts[1] : parts[0]));
  }
}
