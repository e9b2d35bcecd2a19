package dev.ramekin.source.chef;

import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind the node object. */
final class NodeState implements Restorable {
  private final NodeSpec spec;
  private final RunListExpansion expansion;
  private final NodeAttributes attributes;
  private final RubyHash runState;
  private final boolean factsAreComplete;

  NodeState(
      NodeSpec spec,
      RunListExpansion expansion,
      NodeAttributes attributes,
      RubyHash runState,
      boolean factsAreComplete) {
    this.spec = spec;
    this.expansion = expansion;
    this.attributes = attributes;
    this.runState = runState;
    this.factsAreComplete = factsAreComplete;
  }

  /** Returns that of a node without a name, a run list or attributes. */
  static NodeState empty() {
    NodeSpec spec = NodeSpec.bare("", NodeSpec.NO_ENVIRONMENT, List.of(), Origin.ofFile("node"));
    return new NodeState(
        spec,
        RunListExpansion.of(List.of(), NodeSpec.NO_ENVIRONMENT, name -> Optional.empty()),
        new NodeAttributes(),
        new RubyHash(),
        true);
  }

  NodeSpec spec() {
    return spec;
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
