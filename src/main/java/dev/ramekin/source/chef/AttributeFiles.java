package dev.ramekin.source.chef;

import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files with attributes and a run list for {@code chef-client -j} or {@code chef-solo -j}: the one
 * that {@code json_attribs} names, else JSON files near the top, whatever they are called.
 */
final class AttributeFiles {
  private static final int DEEPEST = 2;

  /** Folders of other things with run lists: policies, and what a Chef server is told. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?:.*/)?(?:\\.[^/]+|policyfiles|policies|policy_groups|acls|clients|users|groups"
              + "|containers|node_modules)/.*|(?:.*/)?[^/]*\\.lock\\.json|(?:.*/)?metadata\\.json");

  private static final Pattern ITEM =
      Pattern.compile("(?:recipe|role)\\[[^\\]]+]|[\\w-]+(?:::[\\w-]+)?(?:@[\\d.]+)?");

  private AttributeFiles() {}

  /** Finds them. */
  static List<SourceFile> find(SourceTree tree, ChefConfiguration configuration) {
    Optional<SourceFile> named = configuration.one("json_attribs").flatMap(tree::file);
    if (named.isPresent()) {
      return List.of(named.get());
    }
    Set<String> others = new TreeSet<>();
    for (var parts : List.of(tree.chef().own(), tree.chef().tests())) {
      others.addAll(parts.roles());
      others.addAll(parts.environments());
      others.addAll(parts.dataBagItems());
      others.addAll(parts.nodes());
    }
    return tree.files().values().stream()
        .filter(file -> file.path().endsWith(".json") && !others.contains(file.path()))
        .filter(file -> isNearTheTop(tree, file.path()) && !OTHER.matcher(file.path()).matches())
        .filter(AttributeFiles::hasRunList)
        .toList();
  }

  private static boolean isNearTheTop(SourceTree tree, String path) {
    boolean inCookbook =
        tree.chef().own().cookbooks().stream()
            .anyMatch(it -> !tree.chef().roots().contains(it) && path.startsWith(it + "/"));
    return !inCookbook
        && tree.chef().roots().stream()
            .filter(root -> root.isEmpty() || path.startsWith(root + "/"))
            .map(root -> root.isEmpty() ? path : path.substring(root.length() + 1))
            .anyMatch(it -> it.split("/").length <= DEEPEST && !it.startsWith("test"));
  }

  private static boolean hasRunList(SourceFile file) {
    return (file.text().contains("\"run_list\"") || file.text().contains("\"recipes\""))
        && JsonValues.object(file, finding -> {})
            .map(Fields::new)
            .filter(
                it ->
                    !it.has("json_class")
                        || it.text("json_class").equals(Optional.of("Chef::Node")))
            .filter(it -> isRunList(it.texts("run_list")) || isRunList(it.texts("recipes")))
            .isPresent();
  }

  private static boolean isRunList(List<String> items) {
    return !items.isEmpty() && items.stream().allMatch(it -> ITEM.matcher(it).matches());
  }
}
