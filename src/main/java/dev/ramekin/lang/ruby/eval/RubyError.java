package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Origin;

/** A Ruby exception on its way up. */
public final class RubyError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The instance variable that holds an exception's message; no Ruby code can name it. */
  public static final String MESSAGE = "message*";

  /** The instance variable that holds an exception's cause. */
  public static final String CAUSE = "cause*";

  private final transient RubyObject exception;
  private final transient Origin origin;

  /** Takes the exception and the place where it was raised. */
  public RubyError(RubyObject exception, Origin origin) {
    super("ruby exception", null, false, false);
    this.exception = exception;
    this.origin = origin;
  }

  /** Returns the Ruby object. */
  public RubyObject exception() {
    return exception;
  }

  /** Returns where it was raised. */
  public Origin origin() {
    return origin;
  }

  /** Returns the name of its class. */
  public String className() {
    return exception.type().flatMap(type -> type.real()).map(type -> type.name()).orElse("");
  }

  /** Returns its message as Ruby code gave it; the class name when there is none. */
  public String message() {
    RubyValue message = exception.variable(MESSAGE).orElse(RubyNil.NIL);
    if (message instanceof UnknownValue unknown) {
      message = unknown.assumed().orElse(RubyNil.NIL);
    }
    return message instanceof RubyString text ? text.text() : className();
  }

  /** Returns {@code KeyError: key not found: "a"}. */
  @Override
  public String toString() {
    return className() + ": " + message();
  }
}
