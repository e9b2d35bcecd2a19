package dev.ramekin.source.chef;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The cookbooks that one node sees: one of each name, and those that stand in. */
final class Cookbooks {
  private final SortedMap<String, Cookbook> own;
  private final StandIns standIns;

  Cookbooks(SortedMap<String, Cookbook> own, StandIns standIns) {
    this.own = Collections.unmodifiableSortedMap(own);
    this.standIns = standIns;
  }

  /** Finds a cookbook of the source, or else one that stands in for it. */
  Optional<Cookbook> find(String name) {
    Cookbook found = own.get(name);
    return found == null ? standIns.find(name) : Optional.of(found);
  }

  /** Returns the versions of the source's own as {@code node['cookbooks']} has them. */
  Map<String, Map<String, String>> versions() {
    Map<String, Map<String, String>> versions = new LinkedHashMap<>();
    own.forEach((name, cookbook) -> versions.put(name, Map.of("version", cookbook.version())));
    return versions;
  }

  /** Returns whether a cookbook is not the source's own. */
  boolean isStandIn(String name) {
    return !own.containsKey(name) && find(name).isPresent();
  }
}
