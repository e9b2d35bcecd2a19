package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chef's resource collection: what was declared, in order. */
final class ResourceCollection implements Restorable {
  private static final int MOST = 20_000;

  private List<RubyObject> resources = new ArrayList<>();
  private int left = MOST;

  /** Returns all resources in order. */
  List<RubyObject> all() {
    return List.copyOf(resources);
  }

  int size() {
    return resources.size();
  }

  /**
   * Adds a resource.
   *
   * @throws BudgetExceededException when there are more than any real host has
   */
  void add(RubyObject resource) {
    if (--left < 0) {
      throw new BudgetExceededException("more than " + MOST + " resources");
    }
    resources.add(resource);
  }

  /** Begins the count anew, for the files after one that declared too many. */
  void refill() {
    left = MOST;
  }

  void remove(RubyObject resource) {
    resources.removeIf(it -> it == resource);
  }

  /** Finds the resource that was declared last under a type and name. */
  Optional<RubyObject> find(String type, String name) {
    for (int index = resources.size() - 1; index >= 0; index--) {
      RubyObject resource = resources.get(index);
      ResourceState state = ChefObjects.state(resource);
      if (state.type().equals(type) && Plain.text(state.name()).equals(name)) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }

  @Override
  public Runnable snapshot() {
    List<RubyObject> old = new ArrayList<>(resources);
    return () -> {
      resources = old;
    };
  }
}
