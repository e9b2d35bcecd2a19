package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Which class provides a name on this node ({@code Chef::NodeMap}). Conditions are asked when the
 * name is used, since libraries are loaded ahead of attributes; the narrower condition wins, and of
 * equals the one that came last.
 */
final class Provisions {
  /**
   * What one {@code provides} says.
   *
   * @param type the class
   * @param weight how narrow the condition is
   * @param holds the condition
   */
  record Provision(RubyClass type, int weight, BooleanSupplier holds) {}

  private Map<String, List<Provision>> byName = new HashMap<>();

  /** Adds a class for a name. */
  void add(String name, Provision provision) {
    List<Provision> all = new ArrayList<>(byName.getOrDefault(name, List.of()));
    int place = 0;
    while (place < all.size() && all.get(place).weight() > provision.weight()) {
      place++;
    }
    all.add(place, provision);
    byName.put(name, List.copyOf(all));
  }

  /** Finds the class for a name. */
  Optional<RubyClass> find(String name) {
    for (Provision provision : byName.getOrDefault(name, List.of())) {
      if (provision.holds().getAsBoolean()) {
        return Optional.of(provision.type());
      }
    }
    return Optional.empty();
  }

  /** Returns what puts the present state back. */
  Runnable snapshot() {
    Map<String, List<Provision>> old = new HashMap<>(byName);
    return () -> byName = old;
  }
}
