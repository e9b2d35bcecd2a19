package dev.ramekin.lang.ruby.core;

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
  static CharacterSet of(String text) {
    boolean negated = text.length() > 1 && text.startsWith("^");
    return new CharacterSet(expand(negated ? text.substring(1) : text), negated);
  }

  /** Returns the characters with ranges written out. */
  static List<Integer> expand(String text) {
    List<Integer> all = new ArrayList<>();
    int[] given = text.codePoints().toArray();
    for (int index = 0; index < given.length; index++) {
      if (given[index] == '\\' && index + 1 < given.length) {
        all.add(given[++index]);
      } else if (index + 2 < given.length && given[index + 1] == '-') {
        for (int c = given[index]; c <= given[index + 2]; c++) {
          all.add(c);
        }
        index += 2;
      } else {
        all.add(given[index]);
      }
    }
    return all;
  }

  boolean contains(int c) {
    return characters.contains(c) != negated;
  }

  int indexOf(int c) {
    return characters.indexOf(c);
  }
}
