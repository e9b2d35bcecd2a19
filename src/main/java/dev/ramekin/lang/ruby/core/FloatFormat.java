package dev.ramekin.lang.ruby.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats in a format. */
final class FloatFormat {
  private static final int USUAL_PRECISION = 6;

  /** Up to so many digits MRI's dtoa computes with floats, and may take a value for a tie. */
  private static final int QUICK_DIGITS = 14;

  private FloatFormat() {}

  static String show(FormatSpec spec, double value) {
    boolean negative = value < 0 || 1 / value < 0;
    String sign = spec.sign(negative);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return spec.pad(sign + (Double.isNaN(value) ? "NaN" : "Inf"));
    }
    double size = Math.abs(value);
    String digits =
        switch (spec.letter()) {
          case 'f' -> fixed(spec, size);
          case 'e', 'E' -> scientific(spec, size);
          case 'g', 'G' -> general(spec, size);
          default -> hexadecimal(size);
        };
    boolean upper = Character.isUpperCase(spec.letter());
    String shown = upper ? digits.toUpperCase(Locale.ROOT) : digits;
    boolean marked = spec.letter() == 'a' || spec.letter() == 'A';
    return marked
        ? spec.pad(sign + shown.substring(0, 2), shown.substring(2), true)
        : spec.pad(sign, shown, true);
  }

  /** Shows an integer as {@code %f} does: all its digits. */
  static String exact(FormatSpec spec, BigInteger value) {
    String digits = new BigDecimal(value.abs()).setScale(precision(spec)).toPlainString();
    return spec.pad(spec.sign(value.signum() < 0), withPoint(spec, digits), true);
  }

  private static int precision(FormatSpec spec) {
    return spec.precision() < 0 ? USUAL_PRECISION : spec.precision();
  }

  private static String withPoint(FormatSpec spec, String digits) {
    return spec.has('#') && digits.indexOf('.') < 0 ? digits + "." : digits;
  }

  private static String fixed(FormatSpec spec, double size) {
    int decimals = precision(spec);
    int digits = decimals + 1 + exponent(size);
    return withPoint(spec, rounded(size, decimals, digits).toPlainString());
  }

  private static int exponent(double size) {
    if (size == 0) {
      return 0;
    }
    BigDecimal exact = new BigDecimal(size);
    return exact.precision() - exact.scale() - 1;
  }

  /**
   * Rounds to so many decimals. A value that lies so near the middle that MRI's dtoa cannot tell by
   * floats alone counts as lying in it, and goes to the even digit.
   */
  private static BigDecimal rounded(double size, int decimals, int digits) {
    BigDecimal exact = new BigDecimal(size);
    if (size == 0 || digits <= 0 || digits > QUICK_DIGITS) {
      return exact.setScale(
          decimals, digits <= 0 ? RoundingMode.HALF_DOWN : RoundingMode.HALF_EVEN);
    }
    BigDecimal below = exact.setScale(decimals, RoundingMode.DOWN);
    BigDecimal rest = exact.subtract(below).movePointRight(decimals);
    double distance = rest.subtract(new BigDecimal("0.5")).abs().doubleValue();
    double leading = exact.movePointLeft(exponent(size)).doubleValue();
    double error = (2 * leading + 7) * Math.ulp(1.0) * Math.pow(10, digits - 1.0);
    if (distance > error) {
      return exact.setScale(decimals, RoundingMode.HALF_EVEN);
    }
    boolean odd = below.unscaledValue().testBit(0);
    return odd ? below.add(BigDecimal.ONE.movePointLeft(decimals)) : below;
  }

  private static String scientific(FormatSpec spec, double size) {
    return scientific(spec, size, precision(spec));
  }

  private static String scientific(FormatSpec spec, double size, int precision) {
    int exponent = exponent(size);
    BigDecimal mantissa =
        rounded(size, precision - exponent, precision + 1).movePointLeft(exponent);
    if (mantissa.compareTo(BigDecimal.TEN) >= 0) {
      mantissa = mantissa.movePointLeft(1);
      exponent++;
    }
    String digits = mantissa.setScale(precision, RoundingMode.DOWN).toPlainString();
    String sign = exponent < 0 ? "-" : "+";
    String power = String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    return withPoint(spec, digits) + "e" + sign + power;
  }

  private static String general(FormatSpec spec, double size) {
    int precision = Math.max(1, precision(spec));
    String scientific = scientific(spec, size, precision - 1);
    int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
    boolean plain = exponent >= -4 && exponent < precision;
    String text =
        plain ? rounded(size, precision - 1 - exponent, precision).toPlainString() : scientific;
    int end = plain ? text.length() : text.indexOf('e');
    String mantissa = text.substring(0, end);
    if (spec.has('#')) {
      mantissa = withPoint(spec, mantissa);
    } else if (mantissa.contains(".")) {
      mantissa = mantissa.replaceFirst("\\.?0+$", "");
    }
    return mantissa + text.substring(end);
  }

  private static String hexadecimal(double size) {
    String java = Double.toHexString(size).replace(".0p", "p");
    int power = java.indexOf('p') + 1;
    boolean negative = java.charAt(power) == '-';
    return size == 0
        ? "0x0p+0"
        : java.substring(0, power) + (negative ? "" : "+") + java.substring(power);
  }
}
