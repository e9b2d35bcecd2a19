package dev.ramekin.lang.ruby.core;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in texts, as Ruby reads them ({@code rb_int_parse_cstr} of MRI's bignum.c). */
final class Numerals {
  private static final Pattern FLOAT =
      Pattern.compile(
          "\\s*([-+]?(?:\\d+(?:_\\d+)*)?(?:(?<=\\d)|(?=\\.\\d))(?:\\.\\d+(?:_\\d+)*)?(?:[eE][-+]?\\d+)?)");
  private static final Pattern HEXADECIMAL_FLOAT =
      Pattern.compile("([-+]?0[xX][0-9a-fA-F]+(?:\\.[0-9a-fA-F]+)?)([pP][-+]?\\d+)?");
  private static final int DECIMAL = 10;

  /**
   * An integer at the beginning of a text.
   *
   * @param value its value; zero when there is no digit
   * @param end where it ends
   * @param digits whether there was a digit
   */
  private record Leading(BigInteger value, int end, boolean digits) {}

  private Numerals() {}

  /**
   * Returns the integer a text begins with, as {@code to_i} does; zero when there is none.
   *
   * @param radix 2 to 36; 0 lets a prefix decide
   */
  static BigInteger leadingInteger(String text, int radix) {
    return read(text, radix).value();
  }

  /** Returns the integer a text begins with, octal unless a prefix says otherwise. */
  static BigInteger leadingOctal(String text) {
    return read(text, -8).value();
  }

  /**
   * Returns a whole text as an integer, as {@code Integer()} demands; empty when it is none.
   *
   * @param radix base; 0 lets the prefix decide
   */
  static Optional<BigInteger> wholeInteger(String text, int radix) {
    Leading leading = read(text, radix);
    int end = leading.end();
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return leading.digits() && end == text.length()
        ? Optional.of(leading.value())
        : Optional.empty();
  }

  private static Leading read(String text, int radix) {
    int position = 0;
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    boolean negative = text.startsWith("-", position);
    if (negative || text.startsWith("+", position)) {
      position++;
    }
    int prefixed = prefix(text, position);
    int base = radix > 0 ? radix : prefixed > 0 ? prefixed : radix == 0 ? DECIMAL : -radix;
    if (prefixed == base || prefixed > 0 && radix <= 0) {
      boolean octal = Character.isDigit(text.charAt(position + 1));
      position += octal ? 1 : 2;
      if (octal && text.startsWith("_", position)) {
        position++;
      }
    }
    StringBuilder digits = new StringBuilder();
    int end = digits(text, position, base, digits);
    if (digits.length() == 0) {
      return new Leading(BigInteger.ZERO, position, false);
    }
    BigInteger value = new BigInteger(digits.toString(), base);
    return new Leading(negative ? value.negate() : value, end, true);
  }

  /** Returns the base that {@code 0x} and its like say; 0 for none. */
  private static int prefix(String text, int position) {
    if (!text.startsWith("0", position) || position + 1 == text.length()) {
      return 0;
    }
    char letter = text.charAt(position + 1);
    int base =
        switch (letter) {
          case 'x', 'X' -> 16;
          case 'b', 'B' -> 2;
          case 'o', 'O' -> 8;
          case 'd', 'D' -> DECIMAL;
          default -> 0;
        };
    if (base > 0) {
      boolean digit =
          position + 2 < text.length() && Character.digit(text.charAt(position + 2), base) >= 0;
      return digit ? base : 0;
    }
    return Character.digit(letter, DECIMAL) >= 0 || letter == '_' ? 8 : 0;
  }

  /** Takes digits with single underscores between them; returns where they end. */
  private static int digits(String text, int from, int base, StringBuilder digits) {
    int position = from;
    while (position < text.length()) {
      char next = text.charAt(position);
      boolean between =
          next == '_'
              && digits.length() > 0
              && position + 1 < text.length()
              && digit(text.charAt(position + 1), base);
      if (between) {
        position++;
        next = text.charAt(position);
      }
      if (!digit(next, base)) {
        break;
      }
      digits.append(next);
      position++;
    }
    return position;
  }

  private static boolean digit(char character, int base) {
    return character < 0x80 && Character.digit(character, base) >= 0;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character >= '\t' && character <= '\r';
  }

  /** Returns the number a text begins with, as {@code to_f} does; zero when there is none. */
  static double leadingFloat(String text) {
    Matcher matcher = FLOAT.matcher(text);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group(1).replace("_", "")) : 0;
  }

  /** Returns a whole text as a float, as {@code Float()} demands; empty when it is none. */
  static Optional<Double> wholeFloat(String text) {
    String bare = text.strip();
    Matcher matcher = FLOAT.matcher(bare);
    if (matcher.matches()) {
      return Optional.of(Double.parseDouble(matcher.group(1).replace("_", "")));
    }
    Matcher hexadecimal = HEXADECIMAL_FLOAT.matcher(bare);
    if (hexadecimal.matches()) {
      String exponent = hexadecimal.group(2) == null ? "p0" : hexadecimal.group(2);
      return Optional.of(Double.parseDouble(hexadecimal.group(1) + exponent));
    }
    return Optional.empty();
  }
}
