package dev.ramekin.lang.ruby.core;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in texts, as Ruby reads them. */
final class Numerals {
  private static final Pattern FLOAT =
      Pattern.compile(
          "\\s*([-+]?(?:\\d+(?:_\\d+)*)?(?:(?<=\\d)|(?=\\.\\d))(?:\\.\\d+(?:_\\d+)*)?(?:[eE][-+]?\\d+)?)");

  private Numerals() {}

  /** Returns the integer a text begins with, as {@code to_i} does; zero when there is none. */
  static BigInteger leadingInteger(String text, int radix) {
    String digits = "[0-9a-z]".replace("9a-z", range(radix));
    String prefix =
        switch (radix) {
          case 16 -> "(?:0[xX])?";
          case 8 -> "(?:0[oO]?(?=\\d))?";
          case 2 -> "(?:0[bB])?";
          default -> "";
        };
    Matcher matcher =
        Pattern.compile(
                "\\s*([-+]?)" + prefix + "(" + digits + "+(?:_" + digits + "+)*)",
                Pattern.CASE_INSENSITIVE)
            .matcher(text);
    if (!matcher.lookingAt()) {
      return BigInteger.ZERO;
    }
    return new BigInteger(
        matcher.group(1).replace("+", "") + matcher.group(2).replace("_", ""), radix);
  }

  private static String range(int radix) {
    return radix <= 10
        ? String.valueOf((char) ('0' + radix - 1))
        : "9a-" + (char) ('a' + radix - 11);
  }

  /** Returns the integer a text begins with, octal unless a prefix says otherwise. */
  static BigInteger leadingOctal(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^[-+]", "");
    int radix = start.startsWith("0x") ? 16 : start.startsWith("0b") ? 2 : 8;
    return leadingInteger(text, radix);
  }

  /** Returns the number a text begins with, as {@code to_f} does; zero when there is none. */
  static double leadingFloat(String text) {
    Matcher matcher = FLOAT.matcher(text);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group(1).replace("_", "")) : 0;
  }

  /** Returns a whole text as a float, as {@code Float()} demands; empty when it is none. */
  static Optional<Double> wholeFloat(String text) {
    Matcher matcher = FLOAT.matcher(text.strip());
    if (matcher.matches()) {
      return Optional.of(Double.parseDouble(matcher.group(1).replace("_", "")));
    }
    return wholeInteger(text, 0).map(BigInteger::doubleValue);
  }

  /**
   * Returns a whole text as an integer, as {@code Integer()} demands; empty when it is none.
   *
   * @param radix base; 0 lets the prefix decide
   */
  static Optional<BigInteger> wholeInteger(String text, int radix) {
    String body = text.strip().toLowerCase(Locale.ROOT);
    boolean negative = body.startsWith("-");
    body = body.replaceFirst("^[-+]", "");
    int base = radix == 0 ? 10 : radix;
    for (Object[] known : new Object[][] {{"0x", 16}, {"0b", 2}, {"0o", 8}, {"0d", 10}, {"0", 8}}) {
      String prefix = (String) known[0];
      int meant = (Integer) known[1];
      boolean more = body.length() > prefix.length();
      if (more && body.startsWith(prefix) && (radix == 0 || radix == meant)) {
        body = body.substring(prefix.length()).replaceFirst("^_", prefix.equals("0") ? "" : "_");
        base = meant;
        break;
      }
    }
    if (!body.matches("[0-9a-z]+(_[0-9a-z]+)*")) {
      return Optional.empty();
    }
    try {
      BigInteger value = new BigInteger(body.replace("_", ""), base);
      return Optional.of(negative ? value.negate() : value);
    } catch (NumberFormatException exception) {
      return Optional.empty();
    }
  }
}
