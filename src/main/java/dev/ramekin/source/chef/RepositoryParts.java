package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Finding;
import dev.ramekin.source.ChefParts;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Roles, environments, nodes and data bags, by name. */
final class RepositoryParts {
  private final SortedMap<String, SourceFile> roles;
  private final SortedMap<String, SourceFile> environments;
  private final SortedMap<String, SourceFile> nodes;
  private final SortedMap<String, SortedMap<String, RubyHash>> dataBags = new TreeMap<>();

  /**
   * @param parts where they are; of two of one name the later counts
   */
  RepositoryParts(SourceTree tree, ChefParts parts, Consumer<Finding> findings) {
    this.roles = named(tree, parts.roles());
    this.environments = named(tree, parts.environments());
    this.nodes = named(tree, parts.nodes());
    parts
        .dataBagItems()
        .forEach(path -> tree.file(path).ifPresent(file -> addItem(file, findings)));
  }

  private static SortedMap<String, SourceFile> named(SourceTree tree, List<String> paths) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (String path : paths) {
      String file = path.substring(path.lastIndexOf('/') + 1);
      String name = file.substring(0, file.lastIndexOf('.'));
      tree.file(path).ifPresent(it -> files.merge(name, it, RepositoryParts::better));
    }
    return files;
  }

  /** Beside each other, Ruby is what people write and JSON what was made of it. */
  private static SourceFile better(SourceFile first, SourceFile second) {
    return first.path().equals(second.path().replaceFirst("\\.json$", ".rb")) ? first : second;
  }

  private void addItem(SourceFile file, Consumer<Finding> findings) {
    String[] steps = file.path().split("/");
    String bag = steps[steps.length - 2];
    String name = steps[steps.length - 1].replaceFirst("\\.json$", "");
    JsonValues.object(file, findings)
        .ifPresent(
            item ->
                dataBags
                    .computeIfAbsent(bag, it -> new TreeMap<>())
                    .put(Facts.text(item, "id").orElse(name), item));
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
