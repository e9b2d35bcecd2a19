package dev.ramekin.source.chef;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceKind;
import dev.ramekin.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is in a Chef repository, by name. Shared by all nodes and recipes that are evaluated. */
final class ChefRepository {
  private static final String STAND_INS = "chef/cookbooks/";

  private static final Pattern VENDORED =
      Pattern.compile("(?:.*/)?(?:vendor|berks-cookbooks|[^/]*cookbooks-vendor[^/]*)/.*");

  private final SourceTree tree;
  private final ConverterFiles converters;
  private final ParsedFiles parsed = new ParsedFiles();
  private final MetadataReader metadata = new MetadataReader(parsed);
  private final SortedMap<String, Cookbook> cookbooks = new TreeMap<>();
  private final Map<String, Optional<Cookbook>> standIns = new HashMap<>();
  private final SortedMap<String, SourceFile> roles = new TreeMap<>();
  private final SortedMap<String, SourceFile> environments = new TreeMap<>();
  private final SortedMap<String, SourceFile> nodes = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, RubyHash>> dataBags = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  ChefRepository(SourceTree tree, ConverterFiles converters) {
    this.tree = tree;
    this.converters = converters;
    if (tree.kind() == SourceKind.CHEF_RECIPE) {
      addRecipe();
    }
    byPriority(tree.chef().cookbooks()).forEach(this::addCookbook);
    addNamed(tree.chef().roles(), roles);
    addNamed(tree.chef().environments(), environments);
    addNamed(tree.chef().nodes(), nodes);
    tree.chef().dataBagItems().forEach(this::addDataBagItem);
  }

  /** Later folders win in Chef: a company's own cookbooks come last. */
  private static List<String> byPriority(List<String> folders) {
    List<String> ordered = new ArrayList<>(folders);
    ordered.sort(
        java.util.Comparator.comparingInt(
                (String folder) ->
                    folder.contains("site-cookbooks/")
                        ? 2
                        : VENDORED.matcher(folder).matches() ? 0 : 1)
            .thenComparing(folder -> folder));
    return ordered;
  }

  private void addRecipe() {
    SourceFile file = tree.files().get(tree.files().firstKey());
    SortedMap<String, SourceFile> files = new TreeMap<>();
    if (file != null) {
      files.put("recipes/default.rb", file);
    }
    String name = tree.name().replaceAll("[^A-Za-z0-9_-]", "_");
    cookbooks.put(name, new Cookbook(name, "", "0.0.0", Map.of(), Map.of(), files));
  }

  private void addCookbook(String folder) {
    String fallback =
        folder.isEmpty() ? tree.name() : folder.substring(folder.lastIndexOf('/') + 1);
    Cookbook cookbook = metadata.read(fallback, folder, tree.below(folder), findings::add);
    Cookbook hidden = cookbooks.put(cookbook.name(), cookbook);
    if (hidden != null) {
      findings.add(
          Finding.note(
              "cookbook-hidden",
              Origin.ofFile(hidden.root()),
              "is hidden by the cookbook of the same name in " + folder));
    }
  }

  private void addNamed(List<String> paths, SortedMap<String, SourceFile> target) {
    for (String path : paths) {
      String file = path.substring(path.lastIndexOf('/') + 1);
      String name = file.substring(0, file.lastIndexOf('.'));
      tree.file(path).ifPresent(it -> target.merge(name, it, ChefRepository::preferRuby));
    }
  }

  private static SourceFile preferRuby(SourceFile first, SourceFile second) {
    return first.path().endsWith(".rb") ? first : second;
  }

  private void addDataBagItem(String path) {
    String[] steps = path.split("/");
    String bag = steps[steps.length - 2];
    SourceFile file = tree.files().get(path);
    if (file != null) {
      JsonValues.object(file, findings::add)
          .ifPresent(
              item ->
                  dataBags
                      .computeIfAbsent(bag, it -> new TreeMap<>())
                      .put(
                          Facts.text(item, "id")
                              .orElse(steps[steps.length - 1].replaceFirst("\\.json$", "")),
                          item));
    }
  }

  /** Returns the source. */
  SourceTree tree() {
    return tree;
  }

  /** Finds a file of the source or of a cookbook that stands in. */
  Optional<SourceFile> file(String path) {
    return tree.file(path)
        .or(
            () ->
                standIns.values().stream()
                    .flatMap(Optional::stream)
                    .filter(it -> it.files().containsKey(path))
                    .map(it -> it.files().get(path))
                    .findFirst());
  }

  /** Returns the syntax trees. */
  ParsedFiles parsed() {
    return parsed;
  }

  /** Returns what could not be read. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Returns the source's own cookbooks by name. */
  SortedMap<String, Cookbook> cookbooks() {
    return Collections.unmodifiableSortedMap(cookbooks);
  }

  /** Finds a cookbook of the source, or else one that stands in for it. */
  Optional<Cookbook> cookbook(String name) {
    Cookbook own = cookbooks.get(name);
    return own != null ? Optional.of(own) : standIns.computeIfAbsent(name, this::standIn);
  }

  /** Returns whether a cookbook is not the source's own. */
  boolean isStandIn(String name) {
    return !cookbooks.containsKey(name) && cookbook(name).isPresent();
  }

  private Optional<Cookbook> standIn(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")
        || converters.text(STAND_INS + name + "/metadata.rb").isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (String path : converters.list(STAND_INS + name)) {
      String label = converters.label(path);
      converters
          .text(path)
          .ifPresent(
              text ->
                  files.put(label, new SourceFile(label, text.getBytes(StandardCharsets.UTF_8))));
    }
    String root =
        converters.label(STAND_INS + name + "/metadata.rb").replaceFirst("/metadata\\.rb$", "");
    return Optional.of(metadata.read(name, root, files, findings::add));
  }

  Optional<SourceFile> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  Optional<SourceFile> environment(String name) {
    return Optional.ofNullable(environments.get(name));
  }

  /** Returns the names of all roles. */
  List<String> roleNames() {
    return List.copyOf(roles.keySet());
  }

  /** Returns the names of all environments. */
  List<String> environmentNames() {
    return List.copyOf(environments.keySet());
  }

  /** Returns the node files by name. */
  SortedMap<String, SourceFile> nodes() {
    return Collections.unmodifiableSortedMap(nodes);
  }

  /** Returns the items of all data bags by bag and id. */
  SortedMap<String, SortedMap<String, RubyHash>> dataBags() {
    return Collections.unmodifiableSortedMap(dataBags);
  }
}
