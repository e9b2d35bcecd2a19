package dev.ramekin.lang.ruby.value;

import java.math.BigInteger;

/** An integer of any size. */
public record RubyInteger(BigInteger value) implements RubyValue {
  private static final BigInteger MOST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LEAST_INT = BigInteger.valueOf(Integer.MIN_VALUE);

  /** Returns the value for a Java integer. */
  public static RubyInteger of(long value) {
    return new RubyInteger(BigInteger.valueOf(value));
  }

  /** Returns it as an int; the nearest int when it is beyond. */
  public int clamped() {
    return value.min(MOST_INT).max(LEAST_INT).intValue();
  }
}
