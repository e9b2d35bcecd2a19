package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Origin;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node to evaluate.
 *
 * @param name its name
 * @param environment its Chef environment
 * @param runList its run list
 * @param attributes its own attributes by level; those at the automatic level are facts
 * @param platform key of its operating system release, when its definition names one
 * @param origin where it is defined
 */
record NodeSpec(
    String name,
    String environment,
    List<String> runList,
    Map<AttributeLevel, RubyHash> attributes,
    Optional<String> platform,
    Origin origin) {
  NodeSpec {
    runList = List.copyOf(runList);
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    levels.putAll(attributes);
    attributes = Collections.unmodifiableMap(levels);
  }

  /** Returns a node with nothing but a run list. */
  static NodeSpec bare(String name, String environment, List<String> runList, Origin origin) {
    return new NodeSpec(name, environment, runList, Map.of(), Optional.empty(), origin);
  }

  /** Returns the same node with another run list. */
  NodeSpec withRunList(List<String> items) {
    return new NodeSpec(name, environment, items, attributes, platform, origin);
  }

  /** Returns the same node in another environment. */
  NodeSpec withEnvironment(String other) {
    return new NodeSpec(name, other, runList, attributes, platform, origin);
  }

  /** Returns its facts. */
  RubyHash facts() {
    return attributes.getOrDefault(AttributeLevel.AUTOMATIC, new RubyHash());
  }
}
