package dev.ramekin.lang.ruby;

/** A Ruby that really runs. */
interface Oracle {
  /**
   * Returns {@code inspect} of an expression's value, or {@code Class: message} of its exception.
   */
  String inspect(String expression);
}
