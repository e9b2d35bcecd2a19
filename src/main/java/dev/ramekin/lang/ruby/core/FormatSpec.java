package dev.ramekin.lang.ruby.core;

/**
 * A directive of a format: {@code %-5.2f}.
 *
 * @param flags of blank, {@code #}, {@code +}, {@code -} and {@code 0}
 * @param width the least number of characters
 * @param precision digits or characters; -1 when it is not said
 * @param letter what it ends with
 */
record FormatSpec(String flags, int width, int precision, char letter) {
  boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  FormatSpec withoutPrecision() {
    return new FormatSpec(flags, width, -1, letter);
  }

  /** Pads with blanks. */
  String pad(String text) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    return has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
  }

  /** Pads a number: with zeros between sign and digits when asked for. */
  String pad(String sign, String digits, boolean zeros) {
    int missing = width - sign.length() - digits.length();
    boolean fill = zeros && has('0') && !has('-') && missing > 0;
    return pad(sign + (fill ? "0".repeat(missing) : "") + digits);
  }

  /** Returns the sign of a number. */
  String sign(boolean negative) {
    if (negative) {
      return "-";
    }
    return has('+') ? "+" : has(' ') ? " " : "";
  }
}
