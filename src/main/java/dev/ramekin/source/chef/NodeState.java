package dev.ramekin.source.chef;

import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What stands behind the node object. */
final class NodeState implements Restorable {
  private final String name;
  private final String environment;
  private final List<String> runList;
  private final RunListExpansion expansion;
  private final NodeAttributes attributes;
  private final RubyHash runState;
  private final boolean factsAreComplete;

  NodeState(
      String name,
      String environment,
      List<String> runList,
      RunListExpansion expansion,
      NodeAttributes attributes,
      RubyHash runState,
      boolean factsAreComplete) {
    this.name = name;
    this.environment = environment;
    this.runList = List.copyOf(runList);
    this.expansion = expansion;
    this.attributes = attributes;
    this.runState = runState;
    this.factsAreComplete = factsAreComplete;
  }

  String name() {
    return name;
  }

  String environment() {
    return environment;
  }

  List<String> runList() {
    return runList;
  }

  RunListExpansion expansion() {
    return expansion;
  }

  NodeAttributes attributes() {
    return attributes;
  }

  RubyValue runState() {
    return runState;
  }

  /** Returns whether a fact that is missing is known to be missing on the host. */
  boolean factsAreComplete() {
    return factsAreComplete;
  }

  @Override
  public Runnable snapshot() {
    Map<AttributeLevel, RubyHash> old = new EnumMap<>(AttributeLevel.class);
    for (AttributeLevel level : AttributeLevel.values()) {
      old.put(level, attributes.level(level));
    }
    return () -> old.forEach(attributes::replace);
  }
}
