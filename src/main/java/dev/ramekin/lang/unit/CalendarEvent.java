package dev.ramekin.lang.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of timers (systemd.time(7)) as cron has them (crontab(5)). */
public final class CalendarEvent {
  private static final Map<String, String> WORDS =
      Map.of(
          "minutely", "* * * * *",
          "hourly", "0 * * * *",
          "daily", "0 0 * * *",
          "weekly", "0 0 * * 1",
          "monthly", "0 0 1 * *",
          "quarterly", "0 0 1 1,4,7,10 *",
          "semiannually", "0 0 1 1,7 *",
          "yearly", "0 0 1 1 *",
          "annually", "0 0 1 1 *");
  private static final Pattern EVENT =
      Pattern.compile(
          "(?:([A-Za-z,.]+)\\s+)?(?:(?:(\\*|\\d{4})-)?([^-\\s:]+)-([^-\\s:]+)(?:\\s+|$))?"
              + "(?:([^:\\s]+):([^:\\s]+)(?::([^:\\s]+))?)?");
  private static final Pattern PART = Pattern.compile("(\\*|\\d+)(?:\\.\\.(\\d+))?(?:/(\\d+))?");
  private static final Pattern SPAN =
      Pattern.compile("(\\d+)\\s*(|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?)");
  private static final List<String> DAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int HOURS = 24;
  private static final int LAST_DAY = 31;
  private static final int LAST_MONTH = 12;

  private CalendarEvent() {}

  /**
   * Returns the five fields of cron for an {@code OnCalendar=} value; empty when cron has no such
   * time: a certain year, seconds other than 0, or both a weekday and a day of the month, which
   * cron joins by "or".
   */
  public static Optional<String> cron(String event) {
    String text = event.strip();
    String word = WORDS.get(text.toLowerCase(Locale.ROOT));
    if (word != null) {
      return Optional.of(word);
    }
    Matcher matcher = EVENT.matcher(text);
    if (text.isEmpty() || !matcher.matches() || !"*".equals(or(matcher.group(2), "*"))) {
      return Optional.empty();
    }
    Optional<String> seconds = field(or(matcher.group(7), "0"), SECONDS - 1);
    Optional<String> minute = field(or(matcher.group(6), "0"), MINUTES - 1);
    Optional<String> hour = field(or(matcher.group(5), "0"), HOURS - 1);
    Optional<String> day = field(or(matcher.group(4), "*"), LAST_DAY);
    Optional<String> month = field(or(matcher.group(3), "*"), LAST_MONTH);
    Optional<String> weekday = weekdays(or(matcher.group(1), "*"));
    boolean known =
        seconds.filter("0"::equals).isPresent()
            && minute.isPresent()
            && hour.isPresent()
            && day.isPresent()
            && month.isPresent()
            && weekday.isPresent();
    if (!known || !day.get().equals("*") && !weekday.get().equals("*")) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(" ", minute.get(), hour.get(), day.get(), month.get(), weekday.get()));
  }

  /**
   * Returns the five fields of cron for a repetition such as {@code OnUnitActiveSec=15min}; empty
   * when it does not divide an hour or a day.
   */
  public static Optional<String> every(String span) {
    Matcher matcher = SPAN.matcher(span.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
    long minutes = seconds / SECONDS;
    if (seconds == 0 || seconds % SECONDS != 0) {
      return Optional.empty();
    }
    if (minutes < MINUTES && MINUTES % minutes == 0) {
      return Optional.of(minutes == 1 ? "* * * * *" : "*/" + minutes + " * * * *");
    }
    long hours = minutes / MINUTES;
    if (minutes % MINUTES != 0 || HOURS % hours != 0) {
      return Optional.empty();
    }
    return Optional.of(
        hours == HOURS ? "0 0 * * *" : "0 " + (hours == 1 ? "*" : "*/" + hours) + " * * *");
  }

  private static long unit(String word) {
    return switch (word.isEmpty() ? 's' : word.charAt(0)) {
      case 'm' -> SECONDS;
      case 'h' -> (long) SECONDS * MINUTES;
      case 'd' -> (long) SECONDS * MINUTES * HOURS;
      default -> 1;
    };
  }

  private static String or(String text, String other) {
    return text == null ? other : text;
  }

  private static Optional<String> field(String text, int last) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      parts.add(part(matcher, last));
    }
    return Optional.of(String.join(",", parts));
  }

  private static String part(Matcher matcher, int last) {
    String from = matcher.group(1).equals("*") ? "*" : number(matcher.group(1));
    String range = matcher.group(2) == null ? from : from + "-" + number(matcher.group(2));
    if (matcher.group(3) == null) {
      return range;
    }
    boolean open = matcher.group(2) == null && !from.equals("*");
    String whole = open && from.equals("0") ? "*" : open ? from + "-" + last : range;
    return whole + "/" + number(matcher.group(3));
  }

  private static String number(String digits) {
    return String.valueOf(Integer.parseInt(digits));
  }

  private static Optional<String> weekdays(String text) {
    if (text.equals("*")) {
      return Optional.of(text);
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      List<String> ends = new ArrayList<>();
      for (String day : part.split("\\.\\.")) {
        int number =
            DAYS.indexOf(day.toLowerCase(Locale.ROOT).substring(0, Math.min(3, day.length())));
        if (number < 0) {
          return Optional.empty();
        }
        ends.add(String.valueOf(number));
      }
      boolean toSunday = ends.size() == 2 && ends.get(1).equals("0");
      parts.add(toSunday ? ends.get(0) + "-7" : String.join("-", ends));
    }
    return Optional.of(String.join(",", parts));
  }
}
