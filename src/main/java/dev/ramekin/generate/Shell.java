package dev.ramekin.generate;

import java.util.regex.Pattern;

/** Words for a POSIX shell. */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

  private Shell() {}

  /** Returns a word that the shell reads as this text and nothing else. */
  static String quote(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
