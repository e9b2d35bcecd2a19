package dev.ramekin.lang.ruby.core;

/** How {@code inspect} shows texts. */
final class Quoting {
  private Quoting() {}

  /** Returns a text in double quotes, escaped so that Ruby reads it back. */
  static String inspect(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      char next = index + 1 < text.length() ? text.charAt(index + 1) : ' ';
      quoted.append(escaped(c, next));
    }
    return quoted.append('"').toString();
  }

  private static String escaped(char c, char next) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      case 0x07 -> "\\a";
      case 0x0B -> "\\v";
      case 0x1B -> "\\e";
      case '#' -> next == '{' || next == '$' || next == '@' ? "\\#" : "#";
      default -> {
        String control = c == 0x7F ? "\\x7F" : String.format("\\u%04X", (int) c);
        yield c < ' ' || c == 0x7F ? control : String.valueOf(c);
      }
    };
  }

  /** Returns a symbol's name as it stands behind the colon: quoted when it is no plain word. */
  static String symbol(String name) {
    boolean plain =
        name.matches("[A-Za-z_][A-Za-z_0-9]*[?!=]?|\\$\\w+|@@?[A-Za-z_]\\w*")
            || name.matches("\\[\\]=?|[+\\-*/%<>~!^&|`]|\\*\\*|[=!]~|===?|<=>|[<>!]=|<<|>>|[+-]@");
    return plain ? name : inspect(name);
  }
}
