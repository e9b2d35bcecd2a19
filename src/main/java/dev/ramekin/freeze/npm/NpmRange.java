package dev.ramekin.freeze.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of versions as node-semver has it (its README, "Ranges"): comparators, hyphen, x, tilde
 * and caret ranges, alternatives behind {@code ||}.
 */
final class NpmRange {
  private static final String X = "(\\d+|x|X|\\*)";
  private static final String PARTIAL =
      "[v=\\s]*"
          + X
          + "(?:\\."
          + X
          + "(?:\\."
          + X
          + "(?:"
          + NpmVersion.LOOSE_PRERELEASE
          + ")?"
          + NpmVersion.BUILD
          + "?)?)?";
  private static final String SIGN = "((?:<|>)?=?)";
  private static final Pattern HYPHEN =
      Pattern.compile("^\\s*(" + PARTIAL + ")\\s+-\\s+(" + PARTIAL + ")\\s*$");
  private static final Pattern SIGN_BLANK =
      Pattern.compile("(\\s*)" + SIGN + "\\s*(" + NpmVersion.LOOSE + "|" + PARTIAL + ")");
  private static final Pattern TILDE_BLANK = Pattern.compile("(\\s*)(?:~>?)\\s+");
  private static final Pattern CARET_BLANK = Pattern.compile("(\\s*)(?:\\^)\\s+");
  private static final Pattern CARET = Pattern.compile("^(?:\\^)" + PARTIAL + "$");
  private static final Pattern TILDE = Pattern.compile("^(?:~>?)" + PARTIAL + "$");
  private static final Pattern X_RANGE = Pattern.compile("^" + SIGN + "\\s*" + PARTIAL + "$");
  private static final Pattern STAR = Pattern.compile("(<|>)?=?\\s*\\*");
  private static final Pattern FROM_ZERO = Pattern.compile("^\\s*>=\\s*0\\.0\\.0\\s*$");
  private static final Pattern FROM_FIRST = Pattern.compile("^\\s*>=\\s*0\\.0\\.0-0\\s*$");
  private static final Pattern BUILDS = Pattern.compile(NpmVersion.BUILD);
  private static final Pattern COMPARATOR =
      Pattern.compile("^" + SIGN + "\\s*(" + NpmVersion.LOOSE + ")$|^$");
  private static final String NOTHING = "<0.0.0-0";
  private static final int MOST_DIGITS = 16;

  private final List<List<Comparator>> alternatives;
  private final boolean prereleases;

  /** One comparison; without a version it holds for every one. */
  private record Comparator(String sign, Optional<NpmVersion> version) {
    boolean holds(NpmVersion other) {
      if (version.isEmpty()) {
        return true;
      }
      int order = other.compareTo(version.get());
      return switch (sign) {
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        default -> order == 0;
      };
    }

    boolean isNothing() {
      return sign.equals("<") && version.map(NpmVersion::toString).orElse("").equals("0.0.0-0");
    }
  }

  private NpmRange(List<List<Comparator>> alternatives, boolean prereleases) {
    this.alternatives = alternatives;
    this.prereleases = prereleases;
  }

  /** Returns the range; empty when the text is none. */
  static Optional<NpmRange> parse(String text) {
    return parse(text, false);
  }

  /**
   * Returns the range; empty when the text is none.
   *
   * @param prereleases whether prereleases satisfy it wherever they lie
   */
  static Optional<NpmRange> parse(String text, boolean prereleases) {
    String line = text.strip().replaceAll("\\s+", " ");
    List<List<Comparator>> alternatives = new ArrayList<>();
    for (String part : line.split("\\|\\|", -1)) {
      List<Comparator> comparators = comparators(part.strip(), prereleases);
      if (!comparators.isEmpty()) {
        alternatives.add(comparators);
      }
    }
    return alternatives.isEmpty()
        ? Optional.empty()
        : Optional.of(new NpmRange(alternatives, prereleases));
  }

  private static List<Comparator> comparators(String part, boolean prereleases) {
    String text = hyphen(BUILDS.matcher(part).replaceAll(""), prereleases);
    text = SIGN_BLANK.matcher(text).replaceAll("$1$2$3");
    text = TILDE_BLANK.matcher(text).replaceAll("$1~");
    text = CARET_BLANK.matcher(text).replaceAll("$1^");
    List<Comparator> comparators = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      words.add(desugared(word, prereleases));
    }
    for (String word : String.join(" ", words).split("\\s+", -1)) {
      Pattern lowest = prereleases ? FROM_FIRST : FROM_ZERO;
      String plain = lowest.matcher(word.strip()).replaceAll("");
      comparator(plain).ifPresent(comparators::add);
    }
    if (comparators.stream().anyMatch(Comparator::isNothing)) {
      return comparators.stream().filter(Comparator::isNothing).limit(1).toList();
    }
    return comparators;
  }

  private static Optional<Comparator> comparator(String word) {
    Matcher matcher = COMPARATOR.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group(2) == null) {
      return Optional.of(new Comparator("", Optional.empty()));
    }
    Optional<NpmVersion> version = NpmVersion.parse(matcher.group(2));
    return version.map(it -> new Comparator(matcher.group(1), version));
  }

  private static String desugared(String word, boolean prereleases) {
    String text = each(word, it -> caret(it, prereleases));
    text = each(text, it -> tilde(it, prereleases));
    text = each(text, it -> xRange(it, prereleases));
    return STAR.matcher(text.strip()).replaceAll("");
  }

  private static String each(String text, UnaryOperator<String> change) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      words.add(change.apply(word));
    }
    return String.join(" ", words);
  }

  /** The parts of a partial version; a missing or wild one is -1. */
  private record Partial(long major, long minor, long patch, String prerelease) {
    static Partial of(Matcher matcher, int group) {
      String prerelease = matcher.group(group + 3);
      return new Partial(
          number(matcher.group(group)),
          number(matcher.group(group + 1)),
          number(matcher.group(group + 2)),
          prerelease == null ? "" : "-" + prerelease);
    }

    private static long number(@Nullable String text) {
      return text == null || isWild(text) || text.length() > MOST_DIGITS
          ? -1
          : Long.parseLong(text);
    }

    String full() {
      return major + "." + minor + "." + patch + prerelease;
    }
  }

  private static String below(long major, long minor, long patch) {
    return " <" + major + "." + minor + "." + patch + "-0";
  }

  private static String caret(String word, boolean prereleases) {
    Matcher matcher = CARET.matcher(word);
    if (!matcher.matches()) {
      return word;
    }
    Partial it = Partial.of(matcher, 1);
    String low = prereleases ? "-0" : "";
    if (it.major < 0) {
      return "";
    }
    if (it.minor < 0) {
      return ">=" + it.major + ".0.0" + low + below(it.major + 1, 0, 0);
    }
    if (it.patch < 0) {
      String from = ">=" + it.major + "." + it.minor + ".0" + low;
      return from + (it.major == 0 ? below(0, it.minor + 1, 0) : below(it.major + 1, 0, 0));
    }
    String from = ">=" + it.full();
    if (it.major > 0) {
      return from + below(it.major + 1, 0, 0);
    }
    return from + (it.minor > 0 ? below(0, it.minor + 1, 0) : below(0, 0, it.patch + 1));
  }

  private static String tilde(String word, boolean prereleases) {
    Matcher matcher = TILDE.matcher(word);
    if (!matcher.matches()) {
      return word;
    }
    Partial it = Partial.of(matcher, 1);
    if (it.major < 0) {
      return "";
    }
    String low = prereleases ? "-0" : "";
    if (it.minor < 0) {
      return ">=" + it.major + ".0.0" + low + below(it.major + 1, 0, 0);
    }
    String from = it.patch < 0 ? ">=" + it.major + "." + it.minor + ".0" + low : ">=" + it.full();
    return from + below(it.major, it.minor + 1, 0);
  }

  private static String xRange(String word, boolean prereleases) {
    Matcher matcher = X_RANGE.matcher(word);
    if (!matcher.matches()) {
      return word;
    }
    Partial it = Partial.of(matcher, 2);
    if (isOutOfOrder(matcher)) {
      return word;
    }
    boolean anyMinor = it.major < 0 || it.minor < 0;
    boolean any = anyMinor || it.patch < 0;
    String sign = any && matcher.group(1).equals("=") ? "" : matcher.group(1);
    if (it.major < 0) {
      return sign.equals(">") || sign.equals("<") ? NOTHING : "*";
    }
    if (!any) {
      return word;
    }
    String low = prereleases ? "-0" : "";
    if (sign.isEmpty()) {
      return anyMinor
          ? ">=" + it.major + ".0.0" + low + below(it.major + 1, 0, 0)
          : ">=" + it.major + "." + it.minor + ".0" + low + below(it.major, it.minor + 1, 0);
    }
    return compared(sign, it.major, anyMinor ? -1 : it.minor, low);
  }

  /** A number behind a wildcard, such as {@code 1.x.3}, is no range. */
  private static boolean isOutOfOrder(Matcher matcher) {
    boolean wildMajor = isWild(matcher.group(2));
    boolean wildMinor = isWild(matcher.group(3));
    return wildMajor && !wildMinor || wildMinor && !isWild(matcher.group(4));
  }

  private static boolean isWild(@Nullable String part) {
    return part == null || part.matches("[xX*]");
  }

  /** A comparison with a version that ends early: {@code >1.2} is all that is not 1.2. */
  private static String compared(String sign, long major, long minor, String low) {
    boolean up = sign.equals(">") || sign.equals("<=");
    long newMajor = up && minor < 0 ? major + 1 : major;
    long newMinor = minor < 0 ? 0 : up ? minor + 1 : minor;
    String newSign = sign.equals(">") ? ">=" : sign.equals("<=") ? "<" : sign;
    String tail = newSign.equals("<") ? "-0" : low;
    return newSign + newMajor + "." + newMinor + ".0" + tail;
  }

  private static String hyphen(String part, boolean prereleases) {
    Matcher matcher = HYPHEN.matcher(part);
    if (!matcher.matches()) {
      return part;
    }
    Partial from = Partial.of(matcher, 2);
    Partial to = Partial.of(matcher, 8);
    String low = prereleases ? "-0" : "";
    String start =
        from.major < 0
            ? ""
            : from.minor < 0
                ? ">=" + from.major + ".0.0" + low
                : from.patch < 0
                    ? ">=" + from.major + "." + from.minor + ".0" + low
                    : ">=" + from.full() + (from.prerelease.isEmpty() ? low : "");
    String end;
    if (to.major < 0) {
      end = "";
    } else if (to.minor < 0) {
      end = below(to.major + 1, 0, 0);
    } else if (to.patch < 0) {
      end = below(to.major, to.minor + 1, 0);
    } else if (prereleases && to.prerelease.isEmpty()) {
      end = below(to.major, to.minor, to.patch + 1);
    } else {
      end = " <=" + to.full();
    }
    return (start + " " + end.strip()).strip();
  }

  /** Returns whether a version lies in it; a prerelease only where its own release is named. */
  boolean contains(NpmVersion version) {
    return alternatives.stream().anyMatch(it -> contains(it, version));
  }

  private boolean contains(List<Comparator> comparators, NpmVersion version) {
    if (!comparators.stream().allMatch(it -> it.holds(version))) {
      return false;
    }
    return version.prerelease().isEmpty()
        || prereleases
        || comparators.stream()
            .flatMap(it -> it.version().stream())
            .anyMatch(it -> !it.prerelease().isEmpty() && it.hasSameNumbers(version));
  }
}
