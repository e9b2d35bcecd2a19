package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Journal;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Local variables; the scope of a block sees those of the code around it. */
final class Scope implements Restorable {
  private final @Nullable Scope outer;
  private final Journal journal;
  private Map<String, RubyValue> variables = new LinkedHashMap<>(4);
  private RubyValue lastMatch = RubyNil.NIL;

  Scope(Journal journal) {
    this.outer = null;
    this.journal = journal;
  }

  private Scope(Scope outer) {
    this.outer = outer;
    this.journal = outer.journal;
  }

  Scope inner() {
    return new Scope(this);
  }

  RubyValue get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      RubyValue value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return RubyNil.NIL;
  }

  boolean has(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.variables.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** Assigns to the variable where it is, or makes it here. */
  void set(String name, RubyValue value) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.variables.containsKey(name)) {
        scope.declare(name, value);
        return;
      }
    }
    declare(name, value);
  }

  /** Makes the variable here, hiding one of the same name outside. */
  void declare(String name, RubyValue value) {
    journal.touch(this);
    variables.put(name, value);
  }

  List<String> names() {
    List<String> names = new ArrayList<>(variables.keySet());
    if (outer != null) {
      names.addAll(outer.names());
    }
    return names;
  }

  private Scope root() {
    Scope scope = this;
    while (scope.outer != null) {
      scope = scope.outer;
    }
    return scope;
  }

  RubyValue lastMatch() {
    return root().lastMatch;
  }

  void lastMatch(RubyValue match) {
    root().lastMatch = match;
  }

  @Override
  public Runnable snapshot() {
    Map<String, RubyValue> old = new HashMap<>(variables);
    return () -> {
      variables = new LinkedHashMap<>(old);
    };
  }
}
