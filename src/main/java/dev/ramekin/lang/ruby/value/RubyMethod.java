package dev.ramekin.lang.ruby.value;

/**
 * A method in a method table.
 *
 * @param owner the module whose table it stands in
 * @param name the name it was defined under
 * @param visibility who may call it
 * @param body what it does; {@link #UNDEFINED} after {@code undef}
 */
public record RubyMethod(RubyModule owner, String name, Visibility visibility, MethodBody body) {
  /** Stands for a method that {@code undef} took away, inherited ones included. */
  public static final MethodBody UNDEFINED = () -> 0;

  /** Returns whether it can be called. */
  public boolean defined() {
    return body != UNDEFINED;
  }

  /** Returns it with another visibility. */
  public RubyMethod with(Visibility other) {
    return new RubyMethod(owner, name, other, body);
  }
}
