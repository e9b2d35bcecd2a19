package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A run list with its roles expanded: a role is applied once, its recipes where it stands; a role's
 * own attributes win over those of the roles it includes.
 */
final class RunListExpansion {
  private final String environment;
  private final Function<String, Optional<Role>> roles;
  private final Set<String> applied = new LinkedHashSet<>();
  private final Set<String> recipes = new LinkedHashSet<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Set<String> circular = new LinkedHashSet<>();
  private final Set<String> missingRoles = new LinkedHashSet<>();
  private final Set<String> malformed = new LinkedHashSet<>();
  private RubyHash defaults = new RubyHash();
  private RubyHash overrides = new RubyHash();

  private RunListExpansion(String environment, Function<String, Optional<Role>> roles) {
    this.environment = environment;
    this.roles = roles;
  }

  /**
   * Expands a run list.
   *
   * @param items its items as written
   * @param environment decides which run list of a role holds
   * @param roles finds a role by name
   */
  static RunListExpansion of(
      List<String> items, String environment, Function<String, Optional<Role>> roles) {
    RunListExpansion expansion = new RunListExpansion(environment, roles);
    expansion.expand(items);
    return expansion;
  }

  private void expand(List<String> items) {
    for (String text : items) {
      Optional<RunListItem> item = RunListItem.parse(text);
      if (item.isEmpty()) {
        malformed.add(text);
      } else if (item.get().role()) {
        apply(item.get().name());
      } else {
        recipes.add(item.get().name());
      }
    }
  }

  private void apply(String name) {
    if (!applied.add(name)) {
      if (open.contains(name)) {
        circular.add(name);
      }
      return;
    }
    Optional<Role> role = roles.apply(name);
    if (role.isEmpty()) {
      missingRoles.add(name);
      return;
    }
    open.add(name);
    expand(role.get().runListIn(environment));
    open.remove(name);
    if (DeepMerge.uniting(defaults, role.get().defaults()) instanceof RubyHash merged) {
      defaults = merged;
    }
    if (DeepMerge.uniting(overrides, role.get().overrides()) instanceof RubyHash merged) {
      overrides = merged;
    }
  }

  /** Returns the recipes' full names in order, each once. */
  List<String> recipes() {
    return List.copyOf(recipes);
  }

  /** Returns the names of all roles applied, the missing ones included, in order. */
  List<String> roles() {
    return List.copyOf(applied);
  }

  /** Returns the names of roles that nothing defines. */
  List<String> missingRoles() {
    return List.copyOf(missingRoles);
  }

  /** Returns the names of roles that lead back to themselves; each is applied once. */
  List<String> circularRoles() {
    return List.copyOf(circular);
  }

  /** Returns items that are neither a recipe nor a role. */
  List<String> malformed() {
    return List.copyOf(malformed);
  }

  /** Returns the merged attributes for the role default level. */
  RubyHash defaults() {
    return defaults;
  }

  /** Returns the merged attributes for the role override level. */
  RubyHash overrides() {
    return overrides;
  }
}
