package dev.ramekin.source.chef;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.model.Finding;
import dev.ramekin.source.ChefPart;
import dev.ramekin.source.ChefParts;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceKind;
import dev.ramekin.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is in a Chef repository. Shared by all nodes and recipes that are evaluated. */
final class ChefRepository {
  private final SourceTree tree;
  private final ParsedFiles parsed = new ParsedFiles();
  private final MetadataReader metadata = new MetadataReader(parsed);
  private final SettingFiles settings;
  private final ChefConfiguration configuration;
  private final CookbookLocks locks;
  private final StandIns standIns;
  private final Map<String, Cookbook> read = new HashMap<>();
  private final Map<ChefParts, RepositoryParts> parts = new HashMap<>();
  private final Map<List<String>, CookbookShelf> shelves = new HashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  ChefRepository(SourceTree tree, ConverterFiles converters) {
    this.tree = tree;
    this.settings = new SettingFiles(tree, parsed, findings::add);
    this.configuration =
        new ConfigurationReader(tree, new SettingFiles(tree, parsed, this::note)).read();
    this.locks = CookbookLocks.read(tree, settings, findings::add);
    this.standIns = new StandIns(converters, metadata, findings::add);
    parts(own());
    shelf(own());
  }

  /** Chef's own configuration says much that is not looked at here. */
  private void note(Finding finding) {
    findings.add(Finding.note(finding.code(), finding.origin(), finding.message()));
  }

  private ChefParts own() {
    ChefParts found = tree.chef().own();
    return new ChefParts(
        found.cookbooks(),
        with(found.roles(), ChefPart.ROLE, "role_path"),
        with(found.environments(), ChefPart.ENVIRONMENT, "environment_path"),
        with(found.dataBagItems(), ChefPart.DATA_BAG_ITEM, "data_bag_path"),
        with(found.nodes(), ChefPart.NODE, "node_path"));
  }

  /** What lies where Chef's configuration says comes last: it wins. */
  private List<String> with(List<String> found, ChefPart part, String setting) {
    Set<String> files = new LinkedHashSet<>(found);
    for (String folder : configuration.all(setting)) {
      List<String> configured = part.below(folder, tree.below(folder).keySet());
      configured.forEach(files::remove);
      files.addAll(configured);
    }
    return List.copyOf(files);
  }

  /** Returns the source. */
  SourceTree tree() {
    return tree;
  }

  /** Returns the syntax trees. */
  ParsedFiles parsed() {
    return parsed;
  }

  /** Returns what reads Ruby files that are lists of settings. */
  SettingFiles settings() {
    return settings;
  }

  /** Returns the same for files whose mistakes are told elsewhere. */
  SettingFiles quietSettings() {
    return new SettingFiles(tree, parsed, finding -> {});
  }

  /** Returns what Chef's own configuration files say. */
  ChefConfiguration configuration() {
    return configuration;
  }

  /** Returns what could not be read. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Finds a file of the source or of a cookbook that stands in. */
  Optional<SourceFile> file(String path) {
    return tree.file(path).or(() -> standIns.file(path));
  }

  /** Returns the cookbooks that stand in for those the source lacks. */
  StandIns standIns() {
    return standIns;
  }

  /** Returns the repository's own roles, environments, data bags and nodes. */
  RepositoryParts parts() {
    return parts(own());
  }

  /** Returns the roles, environments, data bags and nodes that a node sees. */
  RepositoryParts parts(NodeSpec node) {
    return parts(node.parts().orElseGet(this::own));
  }

  private RepositoryParts parts(ChefParts of) {
    return parts.computeIfAbsent(of, it -> new RepositoryParts(tree, it, findings::add));
  }

  /** Returns one cookbook of each name, those of tests left out. */
  SortedMap<String, Cookbook> cookbooks() {
    return shelf(own()).choose(CookbookShelf.Choice.FREE, findings::add);
  }

  /**
   * Returns the cookbooks that a node sees.
   *
   * @param environment version constraints of its environment by cookbook
   */
  Cookbooks cookbooks(NodeSpec node, Map<String, String> environment) {
    CookbookShelf.Choice choice = new CookbookShelf.Choice(node.pins(), environment);
    return new Cookbooks(
        shelf(node.parts().orElseGet(this::own)).choose(choice, findings::add), standIns);
  }

  private CookbookShelf shelf(ChefParts of) {
    CookbookShelf known = shelves.get(of.cookbooks());
    if (known == null) {
      List<Cookbook> all = new ArrayList<>(of.cookbooks().stream().map(this::cookbook).toList());
      if (tree.kind() == SourceKind.CHEF_RECIPE) {
        all.add(loneRecipe());
      }
      known = new CookbookShelf(all, configuration, locks);
      shelves.put(of.cookbooks(), known);
    }
    return known;
  }

  private Cookbook cookbook(String folder) {
    return read.computeIfAbsent(
        folder,
        it -> {
          String name = it.isEmpty() ? tree.name() : it.substring(it.lastIndexOf('/') + 1);
          return metadata.read(name, it, tree.below(it), findings::add);
        });
  }

  private Cookbook loneRecipe() {
    SourceFile file = tree.files().get(tree.files().firstKey());
    SortedMap<String, SourceFile> files = new TreeMap<>();
    if (file != null) {
      files.put("recipes/default.rb", file);
    }
    String name = tree.name().replaceAll("[^A-Za-z0-9_-]", "_");
    return new Cookbook(name, "", "0.0.0", Map.of(), Map.of(), files);
  }
}
