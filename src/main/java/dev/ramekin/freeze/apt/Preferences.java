package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pins as apt_preferences(5) has them, and the release everything is to be taken from.
 *
 * @param pins in the order in which they count: the first that fits wins
 * @param targetRelease {@code -t} or {@code APT::Default-Release}: {@code bookworm-backports}
 */
public record Preferences(List<Pin> pins, Optional<String> targetRelease) {
  /** Preferences that say nothing. */
  public static final Preferences NONE = new Preferences(List.of(), Optional.empty());

  /** Below every priority: a file so pinned counts as not there. */
  static final int NEVER = Short.MIN_VALUE;

  /**
   * One pin.
   *
   * @param name package name, glob, {@code /regex/} or {@code src:name}; empty for all packages
   * @param text what it asks for: {@code release a=bookworm-backports}
   */
  record Pin(String name, String text, VersionMatch match, int priority) {
    String word() {
      return "--pin=%s,%s,%d"
          .formatted(name.isEmpty() ? "*" : name, text.strip().replaceAll("\\s+", ","), priority);
    }
  }

  public Preferences {
    pins = List.copyOf(pins);
  }

  /** What a preferences file says, and what in it apt would not understand. */
  public record Parsed(Preferences preferences, List<String> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a preferences file.
   *
   * @param name used in messages
   */
  public static Parsed parse(String name, String text) {
    List<Pin> pins = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Map<String, String> fields : MachineSources.stanzas(text)) {
      String names = fields.getOrDefault("Package", "").strip();
      String pin = fields.getOrDefault("Pin", "").strip();
      if (names.isEmpty()) {
        problems.add(name + ": a record has no Package field");
      } else if (!pin.isEmpty()) {
        read(name, names, pin, fields.getOrDefault("Pin-Priority", "").strip(), pins, problems);
      }
    }
    return new Parsed(new Preferences(pins, Optional.empty()), problems);
  }

  private static void read(
      String file,
      String names,
      String pin,
      String priority,
      List<Pin> pins,
      List<String> problems) {
    String[] words = pin.split("\\s+", 2);
    Optional<VersionMatch.Kind> kind = kind(words[0], names.equals("*"));
    Optional<Integer> number = number(priority, names.equals("*"));
    if (kind.isEmpty()) {
      problems.add(file + ": '" + pin + "' is no pin: version, release or origin is expected");
    } else if (number.isEmpty()) {
      problems.add(file + ": '" + priority + "' is no priority for " + names);
    } else {
      VersionMatch match = VersionMatch.of(kind.get(), words.length > 1 ? words[1].strip() : "");
      Stream.of(names.split("\\s+"))
          .forEach(it -> pins.add(new Pin(it.equals("*") ? "" : it, pin, match, number.get())));
    }
  }

  private static Optional<VersionMatch.Kind> kind(String word, boolean general) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "version" -> general ? Optional.empty() : Optional.of(VersionMatch.Kind.VERSION);
      case "release" -> Optional.of(VersionMatch.Kind.RELEASE);
      case "origin" -> Optional.of(VersionMatch.Kind.ORIGIN);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> number(String priority, boolean general) {
    if (priority.equals("never")) {
      return general ? Optional.of(NEVER) : Optional.empty();
    }
    if (!priority.matches("[+-]?[0-9]{1,6}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(priority);
    boolean valid = number != 0 && number >= Short.MIN_VALUE && number <= Short.MAX_VALUE;
    return valid ? Optional.of(Math.max(number, NEVER + 1)) : Optional.empty();
  }

  /** Returns these pins followed by others; the other's target release counts when it has one. */
  public Preferences with(Preferences other) {
    List<Pin> all = new ArrayList<>(pins);
    all.addAll(other.pins);
    return new Preferences(
        all, other.targetRelease.isPresent() ? other.targetRelease : targetRelease);
  }

  /** Returns every pin as one word, for a list of what was asked. */
  public List<String> words() {
    return pins.stream().map(Pin::word).toList();
  }

  /** Returns the same with a release everything is to be taken from where it can be. */
  public Preferences toward(String release) {
    return new Preferences(pins, Optional.of(release));
  }
}
