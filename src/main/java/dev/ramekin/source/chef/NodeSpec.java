package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Origin;
import dev.ramekin.source.ChefParts;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node to evaluate.
 *
 * @param name its name
 * @param environment its Chef environment; under a policy its policy group
 * @param runList its run list
 * @param attributes its own attributes by level; those at the automatic level are facts
 * @param platform key of its operating system release, when its definition names one
 * @param policy the policy it is under
 * @param parts roles, environments, data bags and cookbooks of Test Kitchen, for one of its suites
 * @param origin where it is defined
 */
record NodeSpec(
    String name,
    String environment,
    List<String> runList,
    Map<AttributeLevel, RubyHash> attributes,
    Optional<String> platform,
    Optional<Policy> policy,
    Optional<ChefParts> parts,
    Origin origin) {
  /** The environment of a node that names none. */
  static final String NO_ENVIRONMENT = "_default";

  NodeSpec {
    runList = List.copyOf(runList);
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    levels.putAll(attributes);
    attributes = Collections.unmodifiableMap(levels);
  }

  /** Returns a node with nothing but a run list. */
  static NodeSpec bare(String name, String environment, List<String> runList, Origin origin) {
    return new NodeSpec(
        name,
        environment,
        runList,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        origin);
  }

  /** Returns the same node with another run list. */
  NodeSpec withRunList(List<String> items) {
    return new NodeSpec(name, environment, items, attributes, platform, policy, parts, origin);
  }

  /** Returns the same node in another environment. */
  NodeSpec withEnvironment(String other) {
    return new NodeSpec(name, other, runList, attributes, platform, policy, parts, origin);
  }

  /** Returns the same node on another operating system release. */
  NodeSpec onPlatform(Optional<String> release) {
    return new NodeSpec(name, environment, runList, attributes, release, policy, parts, origin);
  }

  /** Returns the same node with what Test Kitchen has in place of the repository's own parts. */
  NodeSpec withParts(ChefParts others) {
    return new NodeSpec(
        name, environment, runList, attributes, platform, policy, Optional.of(others), origin);
  }

  /**
   * Returns the same node under a policy, which gives its run list; its own attributes are stronger
   * than those of the policy.
   */
  NodeSpec under(Policy given, Optional<String> group) {
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    levels.putAll(given.attributes(group));
    levels.putAll(attributes);
    return new NodeSpec(
        name,
        group.orElse(environment),
        given.runList(),
        levels,
        platform,
        Optional.of(given),
        parts,
        origin);
  }

  /** Returns its facts. */
  RubyHash facts() {
    return attributes.getOrDefault(AttributeLevel.AUTOMATIC, new RubyHash());
  }

  /** Returns its policy group, when it is under a policy. */
  Optional<String> policyGroup() {
    return policy.isPresent() && !environment.equals(NO_ENVIRONMENT)
        ? Optional.of(environment)
        : Optional.empty();
  }

  /** Returns the versions of cookbooks that its policy was locked to. */
  Map<String, CookbookPin> pins() {
    return policy.map(Policy::pins).orElse(Map.of());
  }
}
