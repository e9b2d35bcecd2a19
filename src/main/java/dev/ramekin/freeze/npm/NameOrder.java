package dev.ramekin.freeze.npm;

import java.util.Comparator;

/**
 * The order that npm sorts names and paths in: {@code localeCompare} of the locale {@code en}, as
 * far as characters of names go (Unicode collation, root order). Punctuation comes before digits,
 * digits before letters; upper and lower case differ only where nothing else does.
 */
enum NameOrder implements Comparator<String> {
  /** The one there is. */
  ENGLISH;

  private static final String ORDER =
      "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";

  @Override
  public int compare(String left, String right) {
    int primary = compare(left, right, false);
    return primary != 0 ? primary : compare(left, right, true);
  }

  private static int compare(String left, String right, boolean cases) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      int order = Integer.compare(weight(left.charAt(i), cases), weight(right.charAt(i), cases));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int weight(char character, boolean cases) {
    char sought = cases ? character : Character.toLowerCase(character);
    int index = ORDER.indexOf(sought);
    return index < 0 ? ORDER.length() + character : index;
  }
}
