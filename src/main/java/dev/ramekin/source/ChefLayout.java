package dev.ramekin.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the parts of a Chef repository are. A folder is a cookbook when it holds {@code
 * metadata.rb}, {@code metadata.json}, or Ruby files in one of a cookbook's own folders.
 *
 * @param cookbooks folders of cookbooks; the empty path is the source itself
 * @param roles role files, {@code .rb} and {@code .json}
 * @param environments environment files
 * @param dataBagItems files {@code data_bags/<bag>/<item>.json}
 * @param nodes node files
 */
public record ChefLayout(
    List<String> cookbooks,
    List<String> roles,
    List<String> environments,
    List<String> dataBagItems,
    List<String> nodes) {
  /** Nothing of Chef. */
  public static final ChefLayout NONE =
      new ChefLayout(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final Pattern COOKBOOK_FILE =
      Pattern.compile(
          "(?:(.*)/)?(?:metadata\\.(?:rb|json)|(?:recipes|attributes|resources|providers|"
              + "definitions|libraries)/[^/]+\\.rb)");
  private static final Pattern NOT_FOR_USE =
      Pattern.compile("(?:.*/)?(?:test|tests|spec|fixtures|kitchen|\\.kitchen)(?:/.*)?");
  private static final Pattern COOKBOOK_FOLDER =
      Pattern.compile("(?:.*/)?(?:cookbooks|site-cookbooks|berks-cookbooks)/[^/]+");

  public ChefLayout {
    cookbooks = List.copyOf(cookbooks);
    roles = List.copyOf(roles);
    environments = List.copyOf(environments);
    dataBagItems = List.copyOf(dataBagItems);
    nodes = List.copyOf(nodes);
  }

  /** Returns whether nothing of Chef is there. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Finds the parts among file paths. */
  static ChefLayout of(SortedMap<String, SourceFile> files) {
    List<String> cookbooks = cookbooks(files.keySet());
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (String path : files.keySet()) {
      if (isOutside(path, cookbooks)) {
        partOf(path)
            .ifPresent(part -> parts.computeIfAbsent(part, it -> new ArrayList<>()).add(path));
      }
    }
    return new ChefLayout(
        cookbooks,
        parts.getOrDefault("roles", List.of()),
        parts.getOrDefault("environments", List.of()),
        parts.getOrDefault("data_bags", List.of()),
        parts.getOrDefault("nodes", List.of()));
  }

  private static List<String> cookbooks(Set<String> paths) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String path : paths) {
      var matcher = COOKBOOK_FILE.matcher(path);
      if (matcher.matches()) {
        candidates.add(matcher.group(1) == null ? "" : matcher.group(1));
      }
    }
    SortedMap<String, Boolean> kept = new TreeMap<>();
    for (String candidate : new java.util.TreeSet<>(candidates)) {
      if (!isNested(candidate, kept.keySet())) {
        kept.put(candidate, true);
      }
    }
    return List.copyOf(kept.keySet());
  }

  /**
   * A cookbook in a cookbook counts only in a folder for cookbooks, and not among test fixtures.
   */
  private static boolean isNested(String folder, Set<String> cookbooks) {
    for (String cookbook : cookbooks) {
      if (cookbook.isEmpty() || folder.startsWith(cookbook + "/")) {
        String inner = cookbook.isEmpty() ? folder : folder.substring(cookbook.length() + 1);
        boolean rightFolder = COOKBOOK_FOLDER.matcher(inner).matches();
        return !rightFolder || NOT_FOR_USE.matcher(inner).matches();
      }
    }
    return false;
  }

  private static boolean isOutside(String path, List<String> cookbooks) {
    return cookbooks.stream()
        .noneMatch(cookbook -> !cookbook.isEmpty() && path.startsWith(cookbook + "/"));
  }

  private static java.util.Optional<String> partOf(String path) {
    String[] steps = path.split("/");
    String file = steps[steps.length - 1];
    boolean json = file.endsWith(".json");
    for (int index = steps.length - 2; index >= 0; index--) {
      String folder = steps[index];
      int below = steps.length - 1 - index;
      boolean part =
          switch (folder) {
            case "roles" -> json || file.endsWith(".rb");
            case "environments" -> below == 1 && (json || file.endsWith(".rb"));
            case "data_bags" -> below == 2 && json;
            case "nodes" -> below == 1 && json;
            default -> false;
          };
      if (part) {
        return java.util.Optional.of(folder);
      }
    }
    return java.util.Optional.empty();
  }
}
