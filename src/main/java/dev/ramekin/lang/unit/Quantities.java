package dev.ramekin.lang.unit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, times and percentages as units write them (systemd.syntax(7), systemd.time(7)). */
final class Quantities {
  private static final Pattern SIZE = Pattern.compile("(\\d+)([KMGT]?)");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(ms|sec|s|min|m|hr|h)?");
  private static final Pattern SPANS = Pattern.compile("(?:" + SPAN + "\\s*)+");
  private static final int KILO = 1024;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int MOST_SECONDS = 24 * HOUR;

  private Quantities() {}

  static Optional<Integer> megabytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches() || matcher.group(1).length() > 12) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    long megabytes =
        switch (matcher.group(2)) {
          case "K" -> number / KILO;
          case "M" -> number;
          case "G" -> number * KILO;
          case "T" -> number * KILO * KILO;
          default -> number / KILO / KILO;
        };
    return megabytes < 1 || megabytes > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of((int) megabytes);
  }

  /** Returns the whole seconds of {@code 90}, {@code 5min}, {@code 1h 30m}; not of infinity. */
  static Optional<Integer> seconds(String text) {
    long seconds = 0;
    Matcher matcher = SPAN.matcher(text);
    if (!SPANS.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    while (matcher.find()) {
      seconds += Long.parseLong(matcher.group(1)) * factor(Optional.ofNullable(matcher.group(2)));
    }
    return seconds < 1 ? Optional.empty() : Optional.of((int) Math.min(seconds, MOST_SECONDS));
  }

  private static long factor(Optional<String> unit) {
    return switch (unit.orElse("s")) {
      case "m", "min" -> MINUTE;
      case "h", "hr" -> HOUR;
      case "ms" -> 0;
      default -> 1;
    };
  }

  static Optional<String> cores(String text) {
    String digits = text.strip().replace("%", "");
    if (!digits.matches("\\d{1,6}")) {
      return Optional.empty();
    }
    int percent = Integer.parseInt(digits);
    return percent == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%d.%02d", percent / 100, percent % 100));
  }

  static Optional<Integer> whole(String text) {
    return text.strip().matches("[1-9]\\d{0,8}")
        ? Optional.of(Integer.valueOf(text.strip()))
        : Optional.empty();
  }

  /** Returns {@code 65536} or {@code soft:hard}; infinity is -1. */
  static Optional<String> limit(String text) {
    String value = text.strip().replace("infinity", "-1");
    return value.matches("-?\\d+(:-?\\d+)?") ? Optional.of(value) : Optional.empty();
  }
}
