package dev.ramekin.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the parts of a Chef repository are.
 *
 * @param roots the folders the user named: the empty path for one alone, else one each
 * @param own the parts a host is made of
 * @param tests parts that lie among a cookbook's tests: only Test Kitchen uses them
 * @param recipe the recipe file that the user named, where the source is the cookbook around it
 */
public record ChefLayout(
    List<String> roots, ChefParts own, ChefParts tests, Optional<String> recipe) {

  public ChefLayout {
    roots = List.copyOf(roots);
  }

  /** Returns whether nothing is there that a host could be made of. */
  public boolean isEmpty() {
    return own.isEmpty() && recipe.isEmpty();
  }

  /** Returns the paths a file of this name has in the folders the user named. */
  public List<String> atTheTop(String file) {
    return roots.stream().map(root -> root.isEmpty() ? file : root + "/" + file).toList();
  }

  /** Returns the same layout of a source for which the user named one recipe file. */
  ChefLayout withRecipe(String file) {
    return new ChefLayout(roots, own, tests, Optional.of(file));
  }

  /** Finds the parts among file paths of folders the user named. */
  static ChefLayout of(SortedMap<String, SourceFile> files, List<String> roots) {
    CookbookFolders cookbooks = CookbookFolders.of(files.keySet(), new LinkedHashSet<>(roots));
    Map<ChefPart, List<String>> own = new EnumMap<>(ChefPart.class);
    Map<ChefPart, List<String>> tests = new EnumMap<>(ChefPart.class);
    for (String path : files.keySet()) {
      if (!cookbooks.contains(path) && !isOfAServer(path)) {
        Map<ChefPart, List<String>> parts = cookbooks.isTest(path) ? tests : own;
        ChefPart.of(path)
            .ifPresent(part -> parts.computeIfAbsent(part, it -> new ArrayList<>()).add(path));
      }
    }
    return new ChefLayout(
        roots, parts(cookbooks.own(), own), parts(cookbooks.tests(), tests), Optional.empty());
  }

  /** {@code knife download} writes access rights of nodes and roles under their own names. */
  private static boolean isOfAServer(String path) {
    return path.startsWith("acls/") || path.contains("/acls/");
  }

  private static ChefParts parts(List<String> cookbooks, Map<ChefPart, List<String>> parts) {
    return new ChefParts(
        cookbooks,
        parts.getOrDefault(ChefPart.ROLE, List.of()),
        parts.getOrDefault(ChefPart.ENVIRONMENT, List.of()),
        parts.getOrDefault(ChefPart.DATA_BAG_ITEM, List.of()),
        parts.getOrDefault(ChefPart.NODE, List.of()));
  }
}
