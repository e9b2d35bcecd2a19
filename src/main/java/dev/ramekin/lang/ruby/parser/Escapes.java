package dev.ramekin.lang.ruby.parser;

/** Resolves the backslashes of Ruby's strings. */
final class Escapes {
  /** How a literal treats backslashes. */
  interface Style {
    /** Returns what a piece of the literal as written means. */
    String apply(String text);
  }

  private Escapes() {}

  /** Returns the style of the literal that begins so: {@code "}, {@code %w[}, {@code :'}. */
  static Style style(String begin) {
    char last = begin.charAt(begin.length() - 1);
    boolean words = begin.startsWith("%w") || begin.startsWith("%i");
    if (words) {
      return text -> quoted(text, last, true);
    }
    boolean single =
        last == '\'' && !begin.startsWith("%") || begin.startsWith("%q") || begin.startsWith("%s");
    return single ? text -> quoted(text, last, false) : Escapes::resolve;
  }

  private static String quoted(String text, char open, boolean words) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    char close =
        switch (open) {
          case '(' -> ')';
          case '[' -> ']';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(i + 1);
        boolean resolves =
            escaped == '\\'
                || escaped == open
                || escaped == close
                || words && Character.isWhitespace(escaped);
        if (resolves) {
          next = escaped;
          i++;
        }
      }
      result.append(next);
    }
    return result.toString();
  }

  /** Resolves the escapes of a double-quoted text. */
  static String resolve(String text) {
    return text.indexOf('\\') < 0 ? text : new EscapeReader(text).read();
  }
}
