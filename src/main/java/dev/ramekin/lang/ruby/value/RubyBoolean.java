package dev.ramekin.lang.ruby.value;

/** {@code true} and {@code false}. */
public enum RubyBoolean implements RubyValue {
  /** {@code true}. */
  TRUE,
  /** {@code false}. */
  FALSE;

  /** Returns the value for a Java boolean. */
  public static RubyBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public boolean truthy() {
    return this == TRUE;
  }
}
