package dev.ramekin.freeze.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as npm reads it: Semantic Versioning 2.0, with npm's tolerance for a leading {@code v}
 * or {@code =}, blanks, leading zeros and a prerelease without its dash ("loose").
 *
 * @param prerelease identifiers behind the dash, in order
 */
record NpmVersion(long major, long minor, long patch, List<String> prerelease)
    implements Comparable<NpmVersion> {
  static final String LOOSE_IDENTIFIER = "(?:\\d*[a-zA-Z-][a-zA-Z0-9-]*|\\d+)";
  static final String LOOSE_PRERELEASE =
      "(?:-?(" + LOOSE_IDENTIFIER + "(?:\\." + LOOSE_IDENTIFIER + ")*))";
  static final String BUILD = "(?:\\+([a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*))";
  static final String LOOSE =
      "[v=\\s]*(\\d+)\\.(\\d+)\\.(\\d+)" + LOOSE_PRERELEASE + "?" + BUILD + "?";

  private static final Pattern FORM = Pattern.compile("^" + LOOSE + "$");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int MOST_CHARACTERS = 256;

  /** The largest integer that JavaScript has exactly. */
  private static final long MOST = (1L << 53) - 1;

  NpmVersion {
    prerelease = List.copyOf(prerelease);
  }

  /** Returns the version; empty when the text is none. */
  static Optional<NpmVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
      return Optional.empty();
    }
    List<String> prerelease = new ArrayList<>();
    if (matcher.group(4) != null) {
      for (String identifier : matcher.group(4).split("\\.")) {
        prerelease.add(plain(identifier));
      }
    }
    try {
      long major = Long.parseLong(matcher.group(1));
      long minor = Long.parseLong(matcher.group(2));
      long patch = Long.parseLong(matcher.group(3));
      return major > MOST || minor > MOST || patch > MOST
          ? Optional.empty()
          : Optional.of(new NpmVersion(major, minor, patch, prerelease));
    } catch (NumberFormatException exception) {
      return Optional.empty();
    }
  }

  /** A number without leading zeros, as JavaScript prints it; what is too large stays text. */
  private static String plain(String identifier) {
    if (!NUMBER.matcher(identifier).matches()) {
      return identifier;
    }
    String digits = identifier.replaceFirst("^0+(?=\\d)", "");
    boolean small = digits.length() < 16 || digits.length() == 16 && Long.parseLong(digits) < MOST;
    return small ? digits : identifier;
  }

  boolean hasSameNumbers(NpmVersion other) {
    return major == other.major && minor == other.minor && patch == other.patch;
  }

  @Override
  public int compareTo(NpmVersion other) {
    int numbers = Long.compare(major, other.major);
    numbers = numbers != 0 ? numbers : Long.compare(minor, other.minor);
    numbers = numbers != 0 ? numbers : Long.compare(patch, other.patch);
    return numbers != 0 ? numbers : comparePrerelease(other);
  }

  private int comparePrerelease(NpmVersion other) {
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
      int order = compare(prerelease.get(i), other.prerelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(prerelease.size(), other.prerelease.size());
  }

  private static int compare(String left, String right) {
    boolean leftNumber = NUMBER.matcher(left).matches();
    boolean rightNumber = NUMBER.matcher(right).matches();
    if (leftNumber && rightNumber) {
      return Double.compare(Double.parseDouble(left), Double.parseDouble(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }

  @Override
  public String toString() {
    String numbers = major + "." + minor + "." + patch;
    return prerelease.isEmpty() ? numbers : numbers + "-" + String.join(".", prerelease);
  }
}
