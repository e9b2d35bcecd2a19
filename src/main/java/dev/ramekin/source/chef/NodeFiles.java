package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Nodes from JSON: saved nodes, as {@code knife download}, {@code knife node show -F json} and
 * knife-solo write them, and the files that {@code chef-client -j} and {@code chef-solo -j} take
 * ({@code dna.json}).
 */
final class NodeFiles {
  private static final Set<String> NOT_ATTRIBUTES =
      Set.of(
          "name",
          "run_list",
          "recipes",
          "chef_environment",
          "environment",
          "json_class",
          "chef_type",
          "normal",
          "default",
          "override",
          "automatic",
          "policy_name",
          "policy_group",
          "id");

  private static final Map<String, AttributeLevel> LEVELS =
      Map.of(
          "default", AttributeLevel.DEFAULT,
          "normal", AttributeLevel.NORMAL,
          "override", AttributeLevel.OVERRIDE,
          "automatic", AttributeLevel.AUTOMATIC);

  private final PolicyFiles policies;
  private final Consumer<Finding> findings;

  NodeFiles(PolicyFiles policies, Consumer<Finding> findings) {
    this.policies = policies;
    this.findings = findings;
  }

  /** Reads nodes by the names of their files; a field {@code name} wins over the file's. */
  List<NodeSpec> read(Map<String, SourceFile> files) {
    List<NodeSpec> nodes = new ArrayList<>();
    files.forEach((name, file) -> read(name, file).ifPresent(nodes::add));
    return nodes;
  }

  /** Reads one node. */
  Optional<NodeSpec> read(String name, SourceFile file) {
    return JsonValues.object(file, findings)
        .map(hash -> node(name, new Fields(hash), Origin.ofFile(file.path())));
  }

  private NodeSpec node(String name, Fields fields, Origin origin) {
    NodeSpec node =
        new NodeSpec(
            fields.text("name").orElse(name),
            fields
                .text("chef_environment")
                .or(() -> fields.text("environment"))
                .orElse(NodeSpec.NO_ENVIRONMENT),
            fields.texts(fields.has("recipes") && !fields.has("run_list") ? "recipes" : "run_list"),
            levels(fields),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            origin);
    return fields
        .text("policy_name")
        .map(policy -> under(node, policy, fields.text("policy_group")))
        .orElse(node);
  }

  private NodeSpec under(NodeSpec node, String policy, Optional<String> group) {
    Optional<Policy> found = policies.find(policy, group);
    if (found.isEmpty()) {
      findings.accept(
          Finding.warning(
                  "missing-policy",
                  node.origin(),
                  "the policy '" + policy + "' is not in the source")
              .advise("the run list that was saved with the node is taken"));
    }
    return found.map(it -> node.under(it, group)).orElse(node);
  }

  private static Map<AttributeLevel, RubyHash> levels(Fields fields) {
    RubyHash attributes = new RubyHash();
    fields
        .hash()
        .map()
        .forEach(
            (key, value) -> {
              if (!NOT_ATTRIBUTES.contains(Plain.text(key))) {
                attributes.put(key, value);
              }
            });
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    LEVELS.forEach(
        (key, level) -> {
          if (fields.get(key) instanceof RubyHash given) {
            levels.put(level, given);
          }
        });
    levels.merge(
        AttributeLevel.NORMAL,
        attributes,
        (normal, own) -> DeepMerge.replacing(own, normal) instanceof RubyHash both ? both : normal);
    return levels;
  }
}
