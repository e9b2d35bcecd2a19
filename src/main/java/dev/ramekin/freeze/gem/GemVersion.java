package dev.ramekin.freeze.gem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as RubyGems orders them: numbers and words between dots, a word before any number, so
 * that a version with a letter is a prerelease.
 *
 * @param text as it is written, with {@code .pre.} for a dash
 */
record GemVersion(String text) implements Comparable<GemVersion> {
  static final String FORM = "[0-9]+(?>\\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";

  private static final Pattern WHOLE = Pattern.compile("\\s*(?:" + FORM + ")?\\s*");
  private static final Pattern SEGMENT = Pattern.compile("[0-9]+|[a-zA-Z]+");
  private static final Pattern LETTER = Pattern.compile("[a-zA-Z]");

  /** Returns the version; empty when the text is none. */
  static Optional<GemVersion> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    String plain = text.strip();
    return Optional.of(new GemVersion(plain.isEmpty() ? "0" : plain.replace("-", ".pre.")));
  }

  boolean isPrerelease() {
    return LETTER.matcher(text).find();
  }

  private List<String> segments() {
    List<String> segments = new ArrayList<>();
    Matcher matcher = SEGMENT.matcher(text);
    while (matcher.find()) {
      segments.add(matcher.group());
    }
    return segments;
  }

  /** Returns it without what makes it a prerelease. */
  GemVersion release() {
    return isPrerelease() ? new GemVersion(String.join(".", numbers())) : this;
  }

  /** Returns the first version that {@code ~>} this one refuses. */
  GemVersion bump() {
    List<String> numbers = numbers();
    if (numbers.size() > 1) {
      numbers.remove(numbers.size() - 1);
    }
    int last = numbers.size() - 1;
    numbers.set(last, new BigInteger(numbers.get(last)).add(BigInteger.ONE).toString());
    return new GemVersion(String.join(".", numbers));
  }

  /** The segments less everything from the first word on. */
  private List<String> numbers() {
    List<String> segments = segments();
    while (segments.stream().anyMatch(GemVersion::isWord)) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  private static boolean isWord(String segment) {
    return Character.isLetter(segment.charAt(0));
  }

  /** Segments less the zeros at the end of the numbers and at the end of the rest. */
  private List<String> canonical() {
    List<String> segments = segments();
    int words = 0;
    while (words < segments.size() && !isWord(segments.get(words))) {
      words++;
    }
    List<String> canonical = new ArrayList<>(withoutZeros(segments.subList(0, words)));
    canonical.addAll(withoutZeros(segments.subList(words, segments.size())));
    return canonical;
  }

  private static List<String> withoutZeros(List<String> segments) {
    int end = segments.size();
    while (end > 0 && isZero(segments.get(end - 1))) {
      end--;
    }
    return segments.subList(0, end);
  }

  private static boolean isZero(String segment) {
    return segment.chars().allMatch(it -> it == '0');
  }

  /** Returns whether both are the same version: {@code 1.0} and {@code 1}. */
  boolean isSame(GemVersion other) {
    return compareTo(other) == 0;
  }

  @Override
  public int compareTo(GemVersion other) {
    List<String> left = canonical();
    List<String> right = other.canonical();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order =
          compare(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(String left, String right) {
    if (isWord(left) != isWord(right)) {
      return isWord(left) ? -1 : 1;
    }
    return isWord(left)
        ? left.compareTo(right)
        : new BigInteger(left).compareTo(new BigInteger(right));
  }

  @Override
  public String toString() {
    return text;
  }
}
