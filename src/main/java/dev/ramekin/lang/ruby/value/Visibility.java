package dev.ramekin.lang.ruby.value;

/** Who may call a method. */
public enum Visibility {
  /** Everyone. */
  PUBLIC,
  /** Code whose self is of the class that has the method. */
  PROTECTED,
  /** Only calls without a receiver or on {@code self}. */
  PRIVATE
}
