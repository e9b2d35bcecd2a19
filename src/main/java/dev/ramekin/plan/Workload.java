package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.model.Content;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service of one host that becomes a container.
 *
 * @param name key in the catalogue, or the unit's name
 * @param entry what the catalogue knows of it
 * @param unit the unit the source defines for it
 * @param unitText the unit's content, with secrets still by name
 * @param origin the statement that made it a service
 * @param groups the cookbooks or roles that manage, define or install it
 */
record Workload(
    String name,
    Optional<ServiceEntry> entry,
    Optional<ServiceUnit> unit,
    Optional<Content> unitText,
    Origin origin,
    List<String> groups) {
  Workload {
    groups = List.copyOf(groups);
  }

  /** Returns the user it runs as, where that is not root. */
  Optional<String> user() {
    return unit.isPresent()
        ? unit.get().user().filter(name -> !name.equals("root"))
        : entry.flatMap(known -> known.running().user());
  }

  /** Returns whether a service of that name is this one. */
  boolean hasUnit(String unitName) {
    return name.equals(unitName) || entry.isPresent() && entry.get().hasUnit(unitName);
  }

  /** Returns the paths that are its own: what is at or below them serves no other. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    entry.ifPresent(
        known -> {
          paths.addAll(known.ownPaths());
          known.places().state().forEach(state -> paths.add(state.path()));
          paths.addAll(known.places().runtime());
          known.places().logs().keySet().forEach(log -> paths.add(Paths.parent(log)));
          known.changes().files().forEach(file -> paths.add(file.path()));
        });
    unit.ifPresent(defined -> paths.addAll(UnitPaths.of(name, defined)));
    return paths.stream().filter(path -> Paths.depth(path) > 1).distinct().toList();
  }

  Workload withGroup(String group) {
    if (groups.contains(group)) {
      return this;
    }
    List<String> more = new ArrayList<>(groups);
    more.add(group);
    return new Workload(name, entry, unit, unitText, origin, more);
  }
}
