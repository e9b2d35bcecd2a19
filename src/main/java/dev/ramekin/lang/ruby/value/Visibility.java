package dev.ramekin.lang.ruby.value;

/** Who may call a method. */
public enum Visibility {
  /** Everyone. */
  PUBLIC,
  /** Treated as public: whom it shuts out is rarely what a recipe relies on. */
  PROTECTED,
  /** Only calls without a receiver or on {@code self}. */
  PRIVATE
}
