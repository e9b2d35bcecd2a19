package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.value.RubyString;

/** How {@code inspect} shows texts. */
final class Quoting {
  /** The control character that counts as printable. */
  private static final int NEXT_LINE = 0x85;

  private Quoting() {}

  /** Returns a text in double quotes, escaped so that Ruby reads it back. */
  static String inspect(String text) {
    return quoted(text, RubyString.Encoding.UTF_8, false);
  }

  /** Returns a string as {@code inspect} shows it. */
  static String inspect(RubyString string) {
    return quoted(string.text(), string.encoding(), false);
  }

  /** Returns a string as {@code dump} shows it: in seven bits. */
  static String dump(RubyString string) {
    return quoted(string.text(), string.encoding(), true);
  }

  private static String quoted(String text, RubyString.Encoding encoding, boolean ascii) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    int index = 0;
    while (index < text.length()) {
      int c = text.codePointAt(index);
      index += Character.charCount(c);
      char next = index < text.length() ? text.charAt(index) : ' ';
      quoted.append(escaped(c, next, encoding, ascii));
    }
    return quoted.append('"').toString();
  }

  private static String escaped(int c, char next, RubyString.Encoding encoding, boolean ascii) {
    return switch (c) {
      case '"', '\\' -> "\\" + (char) c;
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      case 0x07 -> "\\a";
      case 0x0B -> "\\v";
      case 0x1B -> "\\e";
      case '#' -> next == '{' || next == '$' || next == '@' ? "\\#" : "#";
      default -> shown(c, encoding, ascii);
    };
  }

  private static String shown(int c, RubyString.Encoding encoding, boolean ascii) {
    if (c >= ' ' && c < 0x7F) {
      return String.valueOf((char) c);
    }
    boolean bytes = encoding != RubyString.Encoding.UTF_8 || ascii && c <= 0x7F;
    if (bytes) {
      return String.format("\\x%02X", c);
    }
    if (!ascii && isPrintable(c)) {
      return Character.toString(c);
    }
    return c > 0xFFFF ? String.format("\\u{%X}", c) : String.format("\\u%04X", c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == NEXT_LINE;
      case Character.UNASSIGNED,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Returns a symbol's name as it stands behind the colon: quoted when it is no plain word. */
  static String symbol(String name) {
    boolean plain =
        name.matches(
                "(?U)[A-Za-z_[^\\x00-\\x7F]][\\w[^\\x00-\\x7F]]*[?!=]?|\\$\\w+|@@?[A-Za-z_]\\w*")
            || name.matches("\\[\\]=?|[+\\-*/%<>~!^&|`]|\\*\\*|[=!]~|===?|<=>|[<>!]=|<<|>>|[+-]@");
    boolean ascii = name.chars().allMatch(c -> c <= 0x7F);
    return plain
        ? name
        : quoted(name, ascii ? RubyString.Encoding.ASCII : RubyString.Encoding.UTF_8, false);
  }
}
