package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.HashMap;
import java.util.Map;

/** Global variables, named with their sign. */
public final class Globals implements Restorable {
  private Map<String, RubyValue> variables = new HashMap<>();

  /** Returns the value; nil for one that was never set. */
  public RubyValue get(String name) {
    return variables.getOrDefault(name, RubyNil.NIL);
  }

  /** Returns whether it was set. */
  public boolean has(String name) {
    return variables.containsKey(name);
  }

  /** Sets the value. */
  public void set(String name, RubyValue value) {
    variables.put(name, value);
  }

  @Override
  public Runnable snapshot() {
    Map<String, RubyValue> old = new HashMap<>(variables);
    return () -> variables = old;
  }
}
