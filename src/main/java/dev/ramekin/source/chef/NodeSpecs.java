package dev.ramekin.source.chef;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
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
 * Decides which nodes are evaluated: a run list or a recipe of the user's; else the repository's
 * node files; else files with attributes and run list such as {@code dna.json}; else its policies;
 * else its roles; else its kitchen suites; else its cookbooks that no other one of them needs.
 * {@code docs/inputs.md} describes it.
 */
final class NodeSpecs {
  private final ChefRepository repository;
  private final ChefOptions options;
  private final Consumer<Finding> findings;
  private final PolicyFiles policies;
  private final NodeFiles nodeFiles;

  NodeSpecs(ChefRepository repository, ChefOptions options, Consumer<Finding> findings) {
    this.repository = repository;
    this.options = options;
    this.findings = findings;
    this.policies = new PolicyFiles(repository.tree(), repository.settings(), findings);
    this.nodeFiles = new NodeFiles(policies, findings);
  }

  /** Returns the nodes that a repository, or Test Kitchen, has files of. */
  List<NodeSpec> saved(RepositoryParts parts) {
    return nodeFiles.read(parts.nodes()).stream().map(this::inEnvironment).toList();
  }

  /** A node that names no environment is in that of {@code solo.rb}. */
  private NodeSpec inEnvironment(NodeSpec node) {
    boolean named = !node.environment().equals(NodeSpec.NO_ENVIRONMENT);
    Optional<String> configured = repository.configuration().one("environment");
    return chosenEnvironment(named ? node : configured.map(node::withEnvironment).orElse(node));
  }

  private NodeSpec chosenEnvironment(NodeSpec node) {
    return options.environment().map(node::withEnvironment).orElse(node);
  }

  /** Returns the nodes in order. */
  List<NodeSpec> all() {
    if (!options.runList().isEmpty()) {
      List<NodeSpec> chosen = chosen();
      NodeSpec base = chosen.size() == 1 ? chosen.get(0) : bare();
      return List.of(base.withRunList(options.runList()));
    }
    if (!options.nodes().isEmpty()) {
      return chosen();
    }
    return sources()
        .map(Supplier::get)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** What nodes come from, the surest first. */
  private Stream<Supplier<List<NodeSpec>>> sources() {
    return Stream.of(
        this::fromRecipe,
        this::fromNodeFiles,
        this::fromAttributeFiles,
        this::fromPolicies,
        this::fromRoles,
        this::fromKitchen,
        this::fromCookbooks);
  }

  private List<NodeSpec> chosen() {
    Map<String, NodeSpec> byName = new LinkedHashMap<>();
    sources()
        .flatMap(source -> source.get().stream())
        .forEach(node -> byName.putIfAbsent(node.name(), node));
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
    return chosenEnvironment(NodeSpec.bare(name, NodeSpec.NO_ENVIRONMENT, runList, origin));
  }

  /** The user named one recipe of a cookbook. */
  private List<NodeSpec> fromRecipe() {
    Optional<Cookbook> cookbook = repository.cookbooks().values().stream().findFirst();
    return repository.tree().chef().recipe().isEmpty() || cookbook.isEmpty()
        ? List.of()
        : repository.tree().chef().recipe().stream()
            .map(file -> node(cookbook.get(), Cookbook.baseName(file), file))
            .toList();
  }

  private NodeSpec node(Cookbook cookbook, String file, String path) {
    String recipe = path.endsWith("/recipe.rb") || path.equals("recipe.rb") ? "default" : file;
    return spec(
        cookbook.name(),
        List.of("recipe[" + cookbook.name() + "::" + recipe + "]"),
        Origin.ofFile(path));
  }

  private List<NodeSpec> fromNodeFiles() {
    List<NodeSpec> nodes = new ArrayList<>();
    for (NodeSpec node : saved(repository.parts())) {
      if (node.runList().isEmpty()) {
        findings.accept(
            Finding.warning(
                    "empty-run-list",
                    node.origin(),
                    "the node '" + node.name() + "' has no run list; it is left out")
                .advise("--node " + node.name() + " --run-list ITEMS gives it one"));
      } else {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** {@code chef-client -j}, {@code chef-solo -j}: files with a run list. */
  private List<NodeSpec> fromAttributeFiles() {
    return AttributeFiles.find(repository.tree(), repository.configuration()).stream()
        .flatMap(file -> nodeFiles.read(name(file), file).stream())
        .map(this::inEnvironment)
        .toList();
  }

  private static String name(SourceFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return name.replaceFirst("\\.json$", "");
  }

  private List<NodeSpec> fromPolicies() {
    return new PolicyNodes(policies, options.environment()).all();
  }

  private List<NodeSpec> fromRoles() {
    RepositoryParts parts = repository.parts();
    return RoleLists.read(parts, repository.quietSettings()).outermost().stream()
        .map(
            role ->
                spec(
                    role,
                    List.of("role[" + role + "]"),
                    parts
                        .role(role)
                        .map(SourceFile::path)
                        .map(Origin::ofFile)
                        .orElse(Origin.ofFile("roles"))))
        .toList();
  }

  private List<NodeSpec> fromKitchen() {
    return KitchenFile.find(repository.tree(), repository.parsed(), repository.settings(), findings)
        .map(
            file ->
                new KitchenSuites(repository.tree(), file, policies, options.platforms(), findings))
        .map(KitchenSuites::nodes)
        .orElse(List.of())
        .stream()
        .map(this::chosenEnvironment)
        .toList();
  }

  private List<NodeSpec> fromCookbooks() {
    Set<String> needed = new TreeSet<>();
    Map<String, Cookbook> cookbooks = repository.cookbooks();
    cookbooks.values().forEach(it -> needed.addAll(it.dependencies().keySet()));
    List<NodeSpec> nodes = new ArrayList<>();
    for (Cookbook cookbook : cookbooks.values()) {
      List<String> recipes = cookbook.recipes();
      if ((!needed.contains(cookbook.name()) || cookbooks.size() == 1) && !recipes.isEmpty()) {
        String recipe = recipes.contains("default") ? "default" : recipes.get(0);
        nodes.add(node(cookbook, recipe, cookbook.recipePath(recipe)));
      }
    }
    return nodes;
  }
}
