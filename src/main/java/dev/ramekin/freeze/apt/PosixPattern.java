package dev.ramekin.freeze.apt;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Shell globs and POSIX extended regular expressions, as apt takes them for names and releases. */
final class PosixPattern {
  private PosixPattern() {}

  /**
   * Returns a test for an expression of apt_preferences(5): {@code /regex/} is searched for, in any
   * case of letters; all else is a glob for the whole text, in any case too.
   */
  static Predicate<String> expression(String text) {
    boolean regex = text.startsWith("/") && text.endsWith("/") && text.length() > 1;
    return regex ? regex(text.substring(1, text.length() - 1)) : glob(text);
  }

  /**
   * Returns a test that searches for a regular expression in any case; a broken one finds nothing.
   */
  static Predicate<String> regex(String text) {
    try {
      return Pattern.compile(translate(text), Pattern.CASE_INSENSITIVE).asPredicate();
    } catch (PatternSyntaxException exception) {
      return it -> false;
    }
  }

  static boolean isRegex(String text) {
    try {
      Pattern.compile(translate(text));
      return true;
    } catch (PatternSyntaxException exception) {
      return false;
    }
  }

  /** Returns a test of the whole text, in any case, against fnmatch(3)'s pattern. */
  static Predicate<String> glob(String text) {
    StringBuilder regex = new StringBuilder();
    int index = 0;
    while (index < text.length()) {
      char character = text.charAt(index);
      int close = character == '[' ? closing(text, index) : -1;
      if (close > 0) {
        String inside = text.substring(index + 1, close);
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        regex
            .append(not ? "[^" : "[")
            .append(bracket(not ? inside.substring(1) : inside))
            .append(']');
        index = close;
      } else if (character == '\\' && index + 1 < text.length()) {
        regex.append(Pattern.quote(text.substring(index + 1, index + 2)));
        index++;
      } else {
        regex.append(
            switch (character) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(character));
            });
      }
      index++;
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
          .asMatchPredicate();
    } catch (PatternSyntaxException exception) {
      return text::equals;
    }
  }

  /**
   * Returns where a bracket expression ends, or -1; a bracket that comes first stands for itself.
   */
  private static int closing(String text, int open) {
    int from = open + 1;
    if (from < text.length() && (text.charAt(from) == '!' || text.charAt(from) == '^')) {
      from++;
    }
    for (int index = from + 1; index < text.length(); index++) {
      if (text.startsWith("[:", index) && text.indexOf(":]", index) > 0) {
        index = text.indexOf(":]", index) + 1;
      } else if (text.charAt(index) == ']') {
        return index;
      }
    }
    return -1;
  }

  /** Returns the inside of a bracket expression in Java's form. */
  private static String bracket(String inside) {
    return inside
        .replace("\\", "\\\\")
        .replace("[:alpha:]", "\\p{Alpha}")
        .replace("[:digit:]", "\\p{Digit}")
        .replace("[:alnum:]", "\\p{Alnum}")
        .replace("[:lower:]", "\\p{Lower}")
        .replace("[:upper:]", "\\p{Upper}")
        .replace("[:space:]", "\\s")
        .replace("[:punct:]", "\\p{Punct}")
        .replaceAll("\\[(?!:)", "\\\\[")
        .replace("&&", "&\\&")
        .replaceFirst("^\\]", "\\\\]");
  }

  /** Returns a POSIX extended regular expression in Java's form: brackets are what differs. */
  private static String translate(String text) {
    StringBuilder java = new StringBuilder();
    int index = 0;
    while (index < text.length()) {
      char character = text.charAt(index);
      int close = character == '[' ? closing(text, index) : -1;
      if (close > 0) {
        String inside = text.substring(index + 1, close);
        boolean not = inside.startsWith("^");
        java.append(not ? "[^" : "[")
            .append(bracket(not ? inside.substring(1) : inside))
            .append(']');
        index = close;
      } else if (character == '\\' && index + 1 < text.length()) {
        java.append(character).append(text.charAt(++index));
      } else {
        java.append(character);
      }
      index++;
    }
    return java.toString();
  }
}
