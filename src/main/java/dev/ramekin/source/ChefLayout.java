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

  /** The kinds of files that make up a repository beside its cookbooks. */
  private enum Part {
    ROLE("roles"),
    ENVIRONMENT("environments"),
    DATA_BAG_ITEM("data_bags"),
    NODE("nodes");

    private final String folder;

    Part(String folder) {
      this.folder = folder;
    }

    /** Returns what a file is by the innermost folder of a known name above it. */
    private static Optional<Part> of(String path) {
      String[] steps = path.split("/");
      String file = steps[steps.length - 1];
      for (int index = steps.length - 2; index >= 0; index--) {
        for (Part part : values()) {
          if (part.folder.equals(steps[index]) && part.holds(file, steps.length - 1 - index)) {
            return Optional.of(part);
          }
        }
      }
      return Optional.empty();
    }

    private boolean holds(String file, int below) {
      boolean json = file.endsWith(".json");
      return switch (this) {
        case ROLE -> json || file.endsWith(".rb");
        case ENVIRONMENT -> below == 1 && (json || file.endsWith(".rb"));
        case DATA_BAG_ITEM -> below == 2 && json;
        case NODE -> json;
      };
    }
  }

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
    Map<Part, List<String>> own = new EnumMap<>(Part.class);
    Map<Part, List<String>> tests = new EnumMap<>(Part.class);
    for (String path : files.keySet()) {
      if (!cookbooks.contains(path) && !isOfAServer(path)) {
        Map<Part, List<String>> parts = cookbooks.isTest(path) ? tests : own;
        Part.of(path)
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

  private static ChefParts parts(List<String> cookbooks, Map<Part, List<String>> parts) {
    return new ChefParts(
        cookbooks,
        parts.getOrDefault(Part.ROLE, List.of()),
        parts.getOrDefault(Part.ENVIRONMENT, List.of()),
        parts.getOrDefault(Part.DATA_BAG_ITEM, List.of()),
        parts.getOrDefault(Part.NODE, List.of()));
  }
}
