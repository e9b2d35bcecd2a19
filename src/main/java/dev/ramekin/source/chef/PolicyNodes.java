package dev.ramekin.source.chef;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The policies of a repository as nodes: those that people wrote, less those that another one
 * includes; else what each policy group of a server had.
 */
final class PolicyNodes {
  private final PolicyFiles policies;
  private final Optional<String> group;

  /**
   * @param group the policy group the user chose
   */
  PolicyNodes(PolicyFiles policies, Optional<String> group) {
    this.policies = policies;
    this.group = group;
  }

  /** Returns the nodes, by name. */
  List<NodeSpec> all() {
    List<NodeSpec> written = written();
    return written.isEmpty() ? downloaded() : written;
  }

  private List<NodeSpec> written() {
    List<Policy> all = policies.written();
    Set<String> included = new HashSet<>();
    all.forEach(policy -> included.addAll(policy.includes()));
    return all.stream()
        .filter(policy -> !policy.runList().isEmpty() && !included.contains(policy.name()))
        .map(policy -> node(policy.name(), policy, group))
        .toList();
  }

  private List<NodeSpec> downloaded() {
    Map<String, Map<String, String>> groups = new TreeMap<>(policies.groups());
    group.ifPresent(chosen -> groups.keySet().retainAll(Set.of(chosen)));
    List<NodeSpec> nodes = new ArrayList<>();
    groups.forEach(
        (name, revisions) ->
            revisions
                .keySet()
                .forEach(
                    policy ->
                        policies
                            .find(policy, Optional.of(name))
                            .filter(it -> !it.runList().isEmpty())
                            .map(it -> node(called(policy, name, groups), it, Optional.of(name)))
                            .ifPresent(nodes::add)));
    return nodes;
  }

  private static String called(
      String policy, String group, Map<String, Map<String, String>> groups) {
    long times = groups.values().stream().filter(it -> it.containsKey(policy)).count();
    return times > 1 ? policy + "-" + group : policy;
  }

  private static NodeSpec node(String name, Policy policy, Optional<String> group) {
    return NodeSpec.bare(name, NodeSpec.NO_ENVIRONMENT, List.of(), policy.origin())
        .under(policy, group);
  }
}
