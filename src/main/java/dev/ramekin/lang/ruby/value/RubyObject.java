package dev.ramekin.lang.ruby.value;

import dev.ramekin.lang.Restorable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Anything with a class, instance variables and an identity. Whoever changes one that existed
 * before announces it first by {@code Interpreter.modify}, so that a trial can be taken back.
 */
public class RubyObject implements RubyValue, Restorable {
  private @Nullable RubyClass type;
  private @Nullable Object payload;
  private Map<String, RubyValue> variables = Map.of();
  private boolean frozen;

  /** Makes an object of a class. */
  public RubyObject(RubyClass type) {
    this.type = type;
  }

  /** Makes an object whose class follows from its Java type. */
  protected RubyObject() {}

  /** Returns its class or singleton class; empty when it is the one that its Java type has. */
  public Optional<RubyClass> type() {
    return Optional.ofNullable(type);
  }

  /** Gives it a class: a subclass of its own or its singleton class. */
  public void become(RubyClass newType) {
    type = newType;
  }

  /** Returns the Java object behind it, when it has one of that type. */
  public <T> Optional<T> payload(Class<T> kind) {
    return kind.isInstance(payload) ? Optional.of(kind.cast(payload)) : Optional.empty();
  }

  /** Puts a Java object behind it. What is in there has to be {@link Restorable} by itself. */
  public void carry(Object newPayload) {
    payload = newPayload;
  }

  /** Returns an instance variable, named without its sign. */
  public Optional<RubyValue> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Sets an instance variable, named without its sign; one that ends in {@code *} is hidden. */
  public void set(String name, RubyValue value) {
    if (variables.isEmpty()) {
      variables = new LinkedHashMap<>();
    }
    variables.put(name, value);
  }

  /** Removes an instance variable. */
  public void unset(String name) {
    if (!variables.isEmpty()) {
      variables.remove(name);
    }
  }

  /** Returns its instance variables by name, without signs, in order. */
  public Map<String, RubyValue> variables() {
    return variables;
  }

  /** Returns those of its instance variables that Ruby code can name, without signs, in order. */
  public List<String> names() {
    return variables.keySet().stream().filter(name -> !name.endsWith("*")).toList();
  }

  /** Takes class, variables and payload from another, for {@code dup}. */
  public void resemble(RubyObject other) {
    type = other.type().flatMap(RubyClass::real).orElse(null);
    payload = other.payload;
    variables = other.variables.isEmpty() ? Map.of() : new LinkedHashMap<>(other.variables);
  }

  /** Returns whether it may not change any more. */
  public boolean frozen() {
    return frozen;
  }

  /** Forbids changes. */
  public void freeze() {
    frozen = true;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || type != null
            && other instanceof RubyObject that
            && type.compares("eql?")
            && type.hierarchy().equality().same(this, that);
  }

  @Override
  public int hashCode() {
    return type != null && type.compares("hash")
        ? type.hierarchy().equality().hash(this)
        : System.identityHashCode(this);
  }

  @Override
  public Runnable snapshot() {
    RubyClass oldType = type;
    Object oldPayload = payload;
    boolean oldFrozen = frozen;
    Map<String, RubyValue> old = variables.isEmpty() ? Map.of() : new LinkedHashMap<>(variables);
    return () -> {
      type = oldType;
      payload = oldPayload;
      frozen = oldFrozen;
      variables = old;
    };
  }
}
