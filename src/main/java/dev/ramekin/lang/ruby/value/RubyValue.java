package dev.ramekin.lang.ruby.value;

/**
 * A value of Ruby. {@code equals} and {@code hashCode} are Ruby's {@code eql?} and {@code hash}:
 * {@code 1} and {@code 1.0} differ, strings and arrays compare by content, objects by identity.
 */
public interface RubyValue {
  /** Returns whether it counts as true. An unknown has to be decided by the interpreter instead. */
  default boolean truthy() {
    return true;
  }
}
