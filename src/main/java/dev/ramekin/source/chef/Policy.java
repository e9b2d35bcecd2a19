package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy: a run list with attributes and, once it is locked, one version of each cookbook.
 *
 * @param name its name
 * @param revision the hash that names its content; only a lock has one
 * @param runList its run list
 * @param namedRunLists its other run lists, by name
 * @param defaults attributes at the role default level
 * @param overrides attributes at the role override level
 * @param includes names of the policies it includes
 * @param pins locked cookbooks by name
 * @param origin where it is defined
 */
record Policy(
    String name,
    Optional<String> revision,
    List<String> runList,
    Map<String, List<String>> namedRunLists,
    RubyHash defaults,
    RubyHash overrides,
    List<String> includes,
    Map<String, CookbookPin> pins,
    Origin origin) {
  Policy {
    runList = List.copyOf(runList);
    namedRunLists = Map.copyOf(namedRunLists);
    includes = List.copyOf(includes);
    pins = Map.copyOf(pins);
  }

  /**
   * Returns its attributes by level. Those below the name of its group are lifted to the top
   * ({@code Chef::PolicyBuilder::Policyfile#hoist_policyfile_attributes}).
   */
  Map<AttributeLevel, RubyHash> attributes(Optional<String> group) {
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    levels.put(AttributeLevel.ROLE_DEFAULT, lifted(defaults, group));
    levels.put(AttributeLevel.ROLE_OVERRIDE, lifted(overrides, group));
    return levels;
  }

  private static RubyHash lifted(RubyHash attributes, Optional<String> group) {
    return group.isPresent()
            && new Fields(attributes).get(group.get()) instanceof RubyHash own
            && DeepMerge.replacing(attributes, own) instanceof RubyHash both
        ? both
        : attributes;
  }
}
