package dev.ramekin.lang.ruby.core;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Integers in a format. Negative ones in a base other than ten are shown as two's complement,
 * {@code ..f01}, unless a sign is asked for.
 */
final class IntegerFormat {
  private IntegerFormat() {}

  static String show(FormatSpec spec, BigInteger value) {
    int base =
        switch (spec.letter()) {
          case 'x', 'X' -> 16;
          case 'o' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    boolean signed = base == 10 || spec.has('+') || spec.has(' ');
    boolean dots = !signed && value.signum() < 0;
    String sign = signed ? spec.sign(value.signum() < 0) : "";
    String digits = dots ? complement(value, base) : value.abs().toString(base);
    if (spec.letter() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    return padded(spec, sign, prefix(spec, digits, dots), digits, dots);
  }

  /** Returns the digits of a negative number behind infinitely many of the highest digit. */
  private static String complement(BigInteger value, int base) {
    BigInteger power = BigInteger.ONE;
    int count = 0;
    while (power.compareTo(value.abs()) < 0) {
      power = power.multiply(BigInteger.valueOf(base));
      count++;
    }
    String digits = count == 0 ? "" : power.add(value).toString(base);
    String whole = "0".repeat(Math.max(0, count - digits.length())) + digits;
    String highest = Integer.toString(base - 1, base);
    return highest + whole.replaceFirst("^" + highest + "+", "");
  }

  private static String prefix(FormatSpec spec, String digits, boolean dots) {
    boolean zero = digits.equals("0");
    if (!spec.has('#')) {
      return "";
    }
    return switch (spec.letter()) {
      case 'o' -> dots || !zero && spec.precision() > digits.length() ? "" : "0";
      case 'x', 'X', 'b', 'B' -> zero ? "" : "0" + spec.letter();
      default -> "";
    };
  }

  private static String padded(
      FormatSpec spec, String sign, String prefix, String given, boolean dots) {
    boolean zeroOctal = prefix.equals("0") && given.equals("0");
    String digits = zeroOctal ? "" : given;
    int width = spec.width() - sign.length() - prefix.length() - (dots ? 2 : 0);
    int precision = spec.precision() - (dots ? 2 : 0);
    boolean precise = spec.precision() >= 0;
    boolean zeros = spec.has('0') && !spec.has('-') && !precise;
    if (zeroOctal && precise) {
      precision--;
    }
    if (precise && precision == 0 && prefix.isEmpty() && digits.equals("0")) {
      digits = "";
    }
    int filled = Math.max(digits.length(), zeros ? width : precision);
    char fill = dots ? digits.charAt(0) : '0';
    String whole =
        sign
            + prefix
            + (dots ? ".." : "")
            + String.valueOf(fill).repeat(filled - digits.length())
            + digits;
    return spec.pad(whole);
  }
}
