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
    if (outer != null && isNumbered(name)) {
      return true;
    }
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.names.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is that of a block's parameter by its number: {@code _1}. */
  private static boolean isNumbered(String name) {
    return name.length() == 2
        && name.charAt(0) == '_'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '9';
  }
}
