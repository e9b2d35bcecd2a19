package dev.ramekin.lang.ruby.value;

/** {@code nil}. */
public enum RubyNil implements RubyValue {
  /** The only one. */
  NIL;

  @Override
  public boolean truthy() {
    return false;
  }
}
