package dev.ramekin.lang.ruby.grammar;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The local variables known at a place; blocks see those around them, methods do not. */
final class Scope {
  private final @Nullable Scope outer;
  private final Set<String> names = new HashSet<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  void declare(String name) {
    names.add(name);
  }

  boolean knows(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.names.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
