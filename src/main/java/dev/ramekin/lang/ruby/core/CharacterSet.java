package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters that {@code tr}, {@code delete}, {@code squeeze} and {@code count} take: {@code
 * a-z}, {@code ^0-9}, with backslashes.
 *
 * @param characters in order
 * @param negated whether all others are meant
 */
record CharacterSet(List<Integer> characters, boolean negated) {
  static CharacterSet of(Call call, String text) {
    boolean negated = text.length() > 1 && text.startsWith("^");
    return new CharacterSet(expand(call, negated ? text.substring(1) : text), negated);
  }

  /** Returns the characters with ranges written out. */
  static List<Integer> expand(Call call, String text) {
    List<Integer> all = new ArrayList<>();
    int[] given = text.codePoints().toArray();
    int index = 0;
    while (index < given.length) {
      if (given[index] == '\\' && index + 1 < given.length) {
        index++;
      }
      int first = given[index++];
      boolean range = index + 1 < given.length && given[index] == '-';
      if (range) {
        index++;
        if (given[index] == '\\' && index + 1 < given.length) {
          index++;
        }
        addRange(call, all, first, given[index++]);
      } else {
        all.add(first);
      }
    }
    return all;
  }

  private static void addRange(Call call, List<Integer> all, int first, int last) {
    if (first > last) {
      String range = Character.toString(first) + "-" + Character.toString(last);
      throw call.error(
          "ArgumentError", "invalid range \"" + range + "\" in string transliteration");
    }
    for (int c = first; c <= last; c++) {
      all.add(c);
    }
  }

  boolean contains(int c) {
    return characters.contains(c) != negated;
  }

  int indexOf(int c) {
    return characters.lastIndexOf(c);
  }
}
