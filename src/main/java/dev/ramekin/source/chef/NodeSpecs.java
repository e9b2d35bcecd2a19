package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides which nodes are evaluated: a run list of the user's; else the repository's node files;
 * else a file with attributes and run list such as {@code dna.json}; else its policies; else its
 * roles; else its kitchen suites; else its cookbooks that no other one of them needs.
 */
final class NodeSpecs {
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

  private static final List<String> ATTRIBUTE_FILES =
      List.of("dna.json", "solo.json", "node.json", "first-boot.json");

  private final ChefRepository repository;
  private final ChefOptions options;
  private final Consumer<Finding> findings;

  NodeSpecs(ChefRepository repository, ChefOptions options, Consumer<Finding> findings) {
    this.repository = repository;
    this.options = options;
    this.findings = findings;
  }

  /** Returns the nodes that the repository has files of. */
  List<NodeSpec> saved() {
    return fromFiles();
  }

  /** Returns the nodes in order. */
  List<NodeSpec> all() {
    List<NodeSpec> nodes = fromFiles();
    if (!options.nodes().isEmpty()) {
      nodes = chosen(nodes);
    }
    if (!options.runList().isEmpty()) {
      NodeSpec base = nodes.size() == 1 && !options.nodes().isEmpty() ? nodes.get(0) : bare();
      return List.of(base.withRunList(options.runList()));
    }
    if (!nodes.isEmpty() || !options.nodes().isEmpty()) {
      return nodes;
    }
    return Stream.<Supplier<List<NodeSpec>>>of(
            this::fromAttributeFiles, this::fromPolicies, this::fromRoles, this::fromKitchen)
        .map(Supplier::get)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElseGet(this::fromCookbooks);
  }

  private List<NodeSpec> fromPolicies() {
    return inEnvironment(new PolicyFiles(repository, findings).nodes());
  }

  private List<NodeSpec> fromKitchen() {
    return inEnvironment(new KitchenSuites(repository, findings).nodes());
  }

  private List<NodeSpec> inEnvironment(List<NodeSpec> nodes) {
    return nodes.stream().map(it -> it.withEnvironment(environment(it.environment()))).toList();
  }

  /** {@code chef-client -j}, {@code chef-solo -j}: a file with a run list, at the top. */
  private List<NodeSpec> fromAttributeFiles() {
    return ATTRIBUTE_FILES.stream()
        .flatMap(name -> repository.tree().file(name).stream())
        .flatMap(file -> fromFile(file.path().replaceFirst("\\.json$", ""), file).stream())
        .filter(node -> !node.runList().isEmpty())
        .toList();
  }

  private List<NodeSpec> chosen(List<NodeSpec> nodes) {
    Map<String, NodeSpec> byName = new LinkedHashMap<>();
    fromKitchen().forEach(node -> byName.put(node.name(), node));
    fromRoles().forEach(node -> byName.put(node.name(), node));
    fromPolicies().forEach(node -> byName.put(node.name(), node));
    fromAttributeFiles().forEach(node -> byName.put(node.name(), node));
    nodes.forEach(node -> byName.put(node.name(), node));
    List<NodeSpec> chosen = new ArrayList<>();
    for (String name : options.nodes()) {
      NodeSpec node = byName.get(name);
      if (node == null) {
        findings.accept(
            Finding.error("missing-node", Origin.ofFile("nodes"), "there is no node '" + name + "'")
                .advise("known: " + String.join(", ", new TreeSet<>(byName.keySet()))));
      } else {
        chosen.add(node);
      }
    }
    return chosen;
  }

  private NodeSpec bare() {
    String name =
        RunListItem.parse(options.runList().get(0))
            .map(item -> item.role() ? item.name() : RunListItem.cookbook(item.name()))
            .orElse("host");
    return spec(name, options.runList(), Origin.ofFile("--run-list"));
  }

  private NodeSpec spec(String name, List<String> runList, Origin origin) {
    return NodeSpec.bare(name, environment("_default"), runList, origin);
  }

  private String environment(String own) {
    return options.environment().orElse(own);
  }

  private List<NodeSpec> fromFiles() {
    List<NodeSpec> nodes = new ArrayList<>();
    repository.nodes().forEach((name, file) -> fromFile(name, file).ifPresent(nodes::add));
    return nodes;
  }

  private Optional<NodeSpec> fromFile(String name, SourceFile file) {
    return JsonValues.object(file, findings).map(hash -> fromHash(name, hash, file.path()));
  }

  private NodeSpec fromHash(String name, RubyHash hash, String path) {
    RubyHash attributes = new RubyHash();
    hash.map()
        .forEach(
            (key, value) -> {
              if (!NOT_ATTRIBUTES.contains(Plain.text(key))) {
                attributes.put(key, value);
              }
            });
    Map<AttributeLevel, RubyHash> levels = new EnumMap<>(AttributeLevel.class);
    LEVELS.forEach(
        (key, level) -> {
          if (get(hash, key) instanceof RubyHash given) {
            levels.put(level, given);
          }
        });
    levels.merge(
        AttributeLevel.NORMAL,
        attributes,
        (normal, own) -> DeepMerge.replacing(own, normal) instanceof RubyHash both ? both : normal);
    String environment =
        Facts.text(hash, "chef_environment")
            .or(() -> Facts.text(hash, "environment"))
            .orElse("_default");
    return new NodeSpec(
        Facts.text(hash, "name").orElse(name),
        environment(environment),
        runList(get(hash, "run_list")),
        levels,
        Optional.empty(),
        Origin.ofFile(path));
  }

  /** A run list is a list; Chef also takes a text with commas. */
  private static List<String> runList(RubyValue value) {
    if (value instanceof RubyArray list) {
      return list.list().stream().map(Plain::text).toList();
    }
    return value instanceof RubyString text
        ? Arrays.stream(text.text().split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList()
        : List.of();
  }

  private static RubyValue get(RubyHash hash, String key) {
    return hash.get(new RubyString(key)).orElse(RubyNil.NIL);
  }

  private List<NodeSpec> fromRoles() {
    return repository.roleNames().stream()
        .map(
            role ->
                spec(
                    role,
                    List.of("role[" + role + "]"),
                    repository
                        .role(role)
                        .map(SourceFile::path)
                        .map(Origin::ofFile)
                        .orElse(Origin.ofFile("roles"))))
        .toList();
  }

  private List<NodeSpec> fromCookbooks() {
    Set<String> needed = new TreeSet<>();
    repository.cookbooks().values().forEach(it -> needed.addAll(it.dependencies().keySet()));
    List<NodeSpec> nodes = new ArrayList<>();
    for (Cookbook cookbook : repository.cookbooks().values()) {
      List<String> recipes = cookbook.recipes();
      if ((!needed.contains(cookbook.name()) || repository.cookbooks().size() == 1)
          && !recipes.isEmpty()) {
        String recipe = recipes.contains("default") ? "default" : recipes.get(0);
        String item = "recipe[" + cookbook.name() + "::" + recipe + "]";
        nodes.add(
            spec(
                cookbook.name(),
                List.of(item),
                Origin.ofFile(cookbook.path("recipes/" + recipe + ".rb"))));
      }
    }
    return nodes;
  }
}
