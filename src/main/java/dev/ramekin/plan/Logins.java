package dev.ramekin.plan;

import dev.ramekin.model.Access;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.RunCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The logins of people, and what is made for them alone. */
final class Logins {
  private final Set<String> names = new TreeSet<>();
  private final Set<String> homes = new TreeSet<>();

  /**
   * Returns whether a user is a person: with a shell and a home, no system user, and nothing
   * outside of its home belongs to it or runs as it.
   */
  static boolean isPersons(CreateUser user, Set<String> used) {
    boolean shell =
        user.shell().filter(it -> !it.endsWith("nologin") && !it.endsWith("false")).isPresent();
    return shell && !user.system() && user.manageHome() && !used.contains(user.name());
  }

  /** Returns the homes that a host makes for users with a shell. */
  static Set<String> homes(List<Item> items) {
    Set<String> homes = new TreeSet<>(Set.of("/home"));
    for (Item item : items) {
      if (item.operation() instanceof CreateUser user && isPersons(user, Set.of())) {
        homes.add(user.home().orElse("/home/" + user.name()));
      }
    }
    return homes;
  }

  /**
   * Returns whether a group is there for people alone: it is the own group of one, or has nobody
   * else in it.
   */
  boolean isPersons(CreateGroup group, Set<String> used) {
    return !used.contains(group.name())
        && (names.contains(group.name())
            || !group.members().isEmpty() && names.containsAll(group.members()));
  }

  /** Returns whether an account is a person's. */
  boolean has(String name) {
    return names.contains(name);
  }

  void collect(List<Item> items, Set<String> used) {
    for (Item item : items) {
      if (item.operation() instanceof CreateUser user && isPersons(user, used)) {
        names.add(user.name());
        homes.add(user.home().orElse("/home/" + user.name()));
      }
    }
  }

  /**
   * Returns whether an operation is about nothing but persons' homes: all its paths are in them and
   * nobody but root and those persons owns what it makes, whichever group that belongs to.
   */
  boolean ownsAll(Operation operation) {
    if (operation instanceof CreateUser
        || operation instanceof CreateGroup
        || operation instanceof RunCommand) {
      return false;
    }
    List<String> paths = Claims.paths(operation);
    return !paths.isEmpty()
        && paths.stream().allMatch(path -> homes.stream().anyMatch(home -> Paths.below(path, home)))
        && Claims.access(operation)
            .flatMap(Access::owner)
            .filter(owner -> !owner.equals("root") && !names.contains(owner))
            .isEmpty();
  }
}
