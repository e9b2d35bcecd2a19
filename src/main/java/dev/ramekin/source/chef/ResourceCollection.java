package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chef's resource collection: what was declared, in order. */
final class ResourceCollection implements Restorable {
  private static final int MOST = 20_000;

  /** Something possible, and the resource it would stand behind; empty for the beginning. */
  private record Slot(Optional<RubyObject> after, Possible possible) {}

  /** Not undone when a trial ends: trials fill it. */
  private final List<Slot> possible = new ArrayList<>();

  private List<RubyObject> resources = new ArrayList<>();
  private int left = MOST;

  /** The resource that the converge has come to, and the last one that was added behind it. */
  private int reached = -1;

  private int added = -1;

  /** Returns all resources in order. */
  List<RubyObject> all() {
    return List.copyOf(resources);
  }

  /** Returns the resource that was added last. */
  Optional<RubyObject> last() {
    return resources.isEmpty()
        ? Optional.empty()
        : Optional.of(resources.get(resources.size() - 1));
  }

  /** Adds what would be declared behind a resource, or at the beginning. */
  void addPossible(Optional<RubyObject> after, Possible resource) {
    if (possible.size() < MOST) {
      possible.add(new Slot(after, resource));
    }
  }

  /** Returns everything that would be declared if questions were answered otherwise, each once. */
  List<Possible> possible() {
    return slots().stream().map(Slot::possible).toList();
  }

  /** Returns the same by the resource each would stand behind; empty for the beginning. */
  Map<Optional<RubyObject>, List<Possible>> possibleByPlace() {
    Map<Optional<RubyObject>, List<Possible>> byPlace = new HashMap<>();
    for (Slot slot : slots()) {
      boolean removed = slot.after().filter(it -> !resources.contains(it)).isPresent();
      byPlace
          .computeIfAbsent(removed ? last() : slot.after(), it -> new ArrayList<>())
          .add(slot.possible());
    }
    return byPlace;
  }

  private List<Slot> slots() {
    Set<String> seen = new HashSet<>();
    for (RubyObject resource : resources) {
      ResourceState state = ChefObjects.state(resource);
      seen.add(key(state.origin(), state.type(), Plain.text(state.name())));
    }
    return possible.stream().filter(it -> seen.add(key(it.possible().resource()))).toList();
  }

  private static String key(DeclaredResource resource) {
    return key(resource.origin(), resource.type(), resource.name());
  }

  /** A statement that is reached by several ways is one statement. */
  private static String key(Origin origin, String type, String name) {
    return origin + " " + type + " " + name;
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
    if (reached < 0) {
      resources.add(resource);
    } else {
      resources.add(++added, resource);
    }
  }

  /** Goes on to the next resource; what is added from now on comes right behind it. */
  Optional<RubyObject> next() {
    if (reached + 1 >= resources.size()) {
      return Optional.empty();
    }
    reached++;
    added = reached;
    return Optional.of(resources.get(reached));
  }

  /** Begins the count anew, for the files after one that declared too many. */
  void refill() {
    left = MOST;
  }

  void remove(RubyObject resource) {
    int index = resources.indexOf(resource);
    if (index >= 0) {
      resources.remove(index);
      reached -= index <= reached ? 1 : 0;
      added -= index <= added ? 1 : 0;
    }
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
