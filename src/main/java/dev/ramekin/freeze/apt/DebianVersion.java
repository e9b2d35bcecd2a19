package dev.ramekin.freeze.apt;

import java.nio.charset.StandardCharsets;

/**
 * The order of Debian version numbers: {@code [epoch:]upstream[-revision]} by Debian policy 5.6.12.
 * A tilde sorts before everything, even the end of a part; letters sort before other characters;
 * digits are compared by value.
 */
public final class DebianVersion {
  private DebianVersion() {}

  /**
   * Returns a negative number, zero or a positive number as {@code left} is older, equal, newer.
   */
  public static int compare(String left, String right) {
    byte[] a = left.getBytes(StandardCharsets.UTF_8);
    byte[] b = right.getBytes(StandardCharsets.UTF_8);
    return compare(a, 0, a.length, b, 0, b.length);
  }

  static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int aColon = indexOf(a, aFrom, aTo, ':');
    int bColon = indexOf(b, bFrom, bTo, ':');
    int result = comparePart(a, aFrom, Math.max(aFrom, aColon), b, bFrom, Math.max(bFrom, bColon));
    if (result != 0) {
      return result;
    }
    int aStart = aColon < 0 ? aFrom : aColon + 1;
    int bStart = bColon < 0 ? bFrom : bColon + 1;
    int aDash = revisionDash(a, aStart, aTo);
    int bDash = revisionDash(b, bStart, bTo);
    result = comparePart(a, aStart, aDash, b, bStart, bDash);
    return result != 0
        ? result
        : comparePart(a, Math.min(aDash + 1, aTo), aTo, b, Math.min(bDash + 1, bTo), bTo);
  }

  /** Returns where the revision's dash stands, or the end when there is none. */
  private static int revisionDash(byte[] text, int from, int to) {
    for (int index = to - 1; index >= from; index--) {
      if (text[index] == '-') {
        return index;
      }
    }
    return to;
  }

  private static int indexOf(byte[] text, int from, int to, char wanted) {
    for (int index = from; index < to; index++) {
      if (text[index] == wanted) {
        return index;
      }
    }
    return -1;
  }

  private static int comparePart(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo || j < bTo) {
      while ((i < aTo && !isDigit(a[i])) || (j < bTo && !isDigit(b[j]))) {
        int difference = weight(a, i, aTo) - weight(b, j, bTo);
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      i = skipZeros(a, i, aTo);
      j = skipZeros(b, j, bTo);
      int firstDifference = 0;
      while (i < aTo && isDigit(a[i]) && j < bTo && isDigit(b[j])) {
        firstDifference = firstDifference == 0 ? a[i] - b[j] : firstDifference;
        i++;
        j++;
      }
      if (i < aTo && isDigit(a[i])) {
        return 1;
      }
      if (j < bTo && isDigit(b[j])) {
        return -1;
      }
      if (firstDifference != 0) {
        return firstDifference;
      }
    }
    return 0;
  }

  private static int skipZeros(byte[] text, int from, int to) {
    int index = from;
    while (index < to && text[index] == '0') {
      index++;
    }
    return index;
  }

  /** Returns the rank of a character that is no digit; a digit or the end of the part weighs 0. */
  private static int weight(byte[] text, int index, int to) {
    if (index >= to || isDigit(text[index])) {
      return 0;
    }
    byte character = text[index];
    if (character == '~') {
      return -1;
    }
    boolean letter =
        (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    return letter ? character : (character & 0xff) + 256;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
