package dev.ramekin.source.chef;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chef's version constraints: {@code = > < >= <= ~>} and a version of one to three numbers. */
final class VersionConstraint {
  private static final Pattern CONSTRAINT =
      Pattern.compile("\\s*(=|!=|>=|<=|>|<|~>)?\\s*(\\d+(?:[.-]?[0-9A-Za-z]+)*)\\s*");

  private static final Pattern VERSION = Pattern.compile("\\d+(?:[.-]?[0-9A-Za-z]+)*");

  private VersionConstraint() {}

  /** Returns whether a version satisfies a constraint; false for a text that is none. */
  static boolean holds(String constraint, String version) {
    Matcher matcher = CONSTRAINT.matcher(constraint);
    Matcher own = VERSION.matcher(version);
    if (!matcher.matches() || !own.find()) {
      return false;
    }
    String operator = matcher.group(1) == null ? "=" : matcher.group(1);
    String wanted = matcher.group(2);
    int order = compare(own.group(), wanted);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      default -> order >= 0 && isWithin(own.group(), wanted);
    };
  }

  /** {@code ~> 1.2} allows 1.9 but not 2.0: all parts but the last have to agree. */
  private static boolean isWithin(String version, String wanted) {
    int dot = wanted.lastIndexOf('.');
    String fixed = dot < 0 ? wanted : wanted.substring(0, dot);
    return (version + ".").startsWith(fixed + ".");
  }

  /**
   * Compares two versions part by part, as RubyGems does: a part with letters is a prerelease and
   * stands before any number.
   */
  static int compare(String first, String second) {
    String[] left = parts(first);
    String[] right = parts(second);
    for (int index = 0; index < Math.max(left.length, right.length); index++) {
      int order = comparePart(part(left, index), part(right, index));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String[] parts(String version) {
    return version
        .strip()
        .replaceAll("(?<=\\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\\d)", ".")
        .replace('-', '.')
        .split("\\.");
  }

  private static String part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty() ? parts[index] : "0";
  }

  private static int comparePart(String left, String right) {
    boolean leftNumber = left.chars().allMatch(Character::isDigit);
    boolean rightNumber = right.chars().allMatch(Character::isDigit);
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    if (leftNumber != rightNumber) {
      return leftNumber ? 1 : -1;
    }
    return left.compareTo(right);
  }
}
