package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The times at which a snapshot archive holds a distribution. snapshot.debian.org lists them by
 * month ({@code /archive/debian/?year=2026&month=11}); a folder laid out like it is listed as a
 * whole. Where no list can be had, the usual rhythm of six hours is tried: the archive answers any
 * time with what it held then.
 */
final class SnapshotTimes {
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** How often the archive is filled. */
  static final Duration STEP = Duration.ofHours(6);

  private static final Pattern LISTED = Pattern.compile("\\b\\d{8}T\\d{6}Z");
  private static final int MOST = 12;

  private final Fetcher fetcher;

  SnapshotTimes(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * Returns times to look at, earliest first.
   *
   * @param folder address of the distribution in the archive, without a time
   * @param from the earliest
   * @param now no time is later than the first step after it
   */
  List<String> after(URI folder, Instant from, Instant now) {
    SortedSet<String> listed = new TreeSet<>();
    YearMonth month = YearMonth.from(from.atOffset(ZoneOffset.UTC));
    for (YearMonth it : List.of(month, month.plusMonths(1))) {
      Matcher matcher = LISTED.matcher(list(folder, it));
      while (matcher.find()) {
        if (matcher.group().compareTo(STAMP.format(from)) >= 0) {
          listed.add(matcher.group());
        }
      }
      if (!listed.isEmpty()) {
        break;
      }
    }
    return listed.isEmpty() ? steps(from, now) : listed.stream().limit(MOST).toList();
  }

  private static List<String> steps(Instant from, Instant now) {
    List<String> steps = new ArrayList<>();
    for (int step = 0; step < MOST; step++) {
      Instant time = from.plus(STEP.multipliedBy(step));
      if (!time.isAfter(now.plus(STEP))) {
        steps.add(STAMP.format(time));
      }
    }
    return steps;
  }

  private String list(URI folder, YearMonth month) {
    try {
      if ("file".equals(folder.getScheme())) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
          return String.join(" ", files.map(it -> String.valueOf(it.getFileName())).toList());
        }
      }
      URI page =
          URI.create(
              "%s/?year=%d&month=%d"
                  .formatted(
                      folder.toString().replaceFirst("/+$", ""),
                      month.getYear(),
                      month.getMonthValue()));
      return new String(fetcher.bytes(page), StandardCharsets.UTF_8);
    } catch (FetchException exception) {
      return "";
    } catch (IOException exception) {
      return "";
    }
  }
}
