package dev.ramekin.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders that are cookbooks. A folder is one when it holds {@code metadata.rb}, {@code
 * metadata.json}, or Ruby files in one of a cookbook's own folders. A cookbook within another one
 * counts only in a folder for cookbooks, or among the tests of one that the user named.
 */
final class CookbookFolders {
  private static final String SEGMENTS =
      "recipes|attributes|resources|providers|definitions|libraries";
  private static final Pattern METADATA = Pattern.compile("(?:(.*)/)?metadata\\.(?:rb|json)");
  private static final Pattern CODE = Pattern.compile("(?:(.*)/)?(?:" + SEGMENTS + ")/[^/]+\\.rb");
  private static final Pattern SEGMENT =
      Pattern.compile("(?:" + SEGMENTS + "|files|templates|ohai|compliance)/.*");
  private static final Set<String> OF_TESTS = Set.of("test", "tests", "spec", "fixtures");
  private static final Pattern FOR_COOKBOOKS =
      Pattern.compile("(?:.*/)?(?:[^/]*cookbooks[^/]*|cookbook_artifacts)");

  /** Folders that Chef's tools keep for themselves. */
  private static final Pattern HIDDEN = Pattern.compile("(?:.*/)?\\.[^/]+/.*");

  private final Set<String> roots;
  private final List<String> own = new ArrayList<>();
  private final List<String> tests = new ArrayList<>();

  private CookbookFolders(Set<String> roots) {
    this.roots = roots;
  }

  /**
   * Finds the cookbooks among file paths.
   *
   * @param roots the folders the user named
   */
  static CookbookFolders of(Collection<String> paths, Set<String> roots) {
    CookbookFolders folders = new CookbookFolders(roots);
    SortedSet<String> described = new TreeSet<>();
    SortedSet<String> candidates = new TreeSet<>();
    for (String path : paths) {
      if (!HIDDEN.matcher(path).matches()) {
        folder(METADATA, path).ifPresent(described::add);
        folder(CODE, path).ifPresent(candidates::add);
      }
    }
    candidates.addAll(described);
    candidates.forEach(it -> folders.add(it, described.contains(it)));
    return folders;
  }

  private static Optional<String> folder(Pattern sign, String path) {
    Matcher matcher = sign.matcher(path);
    return matcher.matches()
        ? Optional.of(Optional.ofNullable(matcher.group(1)).orElse(""))
        : Optional.empty();
  }

  private void add(String folder, boolean described) {
    boolean inFolderForCookbooks = FOR_COOKBOOKS.matcher(parent(folder)).matches();
    if (isTest(folder)) {
      boolean itsOwnersAreRead =
          own.stream().filter(it -> isIn(folder, it)).allMatch(roots::contains);
      if ((described || inFolderForCookbooks)
          && itsOwnersAreRead
          && tests.stream().noneMatch(it -> isIn(folder, it))) {
        tests.add(folder);
      }
    } else if (inFolderForCookbooks || own.stream().noneMatch(it -> isIn(folder, it))) {
      own.add(folder);
    }
  }

  /** Returns the cookbooks that hosts use; the empty path is the source itself. */
  List<String> own() {
    return List.copyOf(own);
  }

  /** Returns the cookbooks that lie in a folder of tests. */
  List<String> tests() {
    return List.copyOf(tests);
  }

  /** Returns whether a file belongs to a cookbook rather than to the repository. */
  boolean contains(String path) {
    return tests.stream().anyMatch(it -> isIn(path, it))
        || own.stream().filter(it -> isIn(path, it)).anyMatch(it -> owns(it, path));
  }

  /** A cookbook that the user named may have roles or data bags for its tests beside it. */
  private boolean owns(String cookbook, String path) {
    return !roots.contains(cookbook) || SEGMENT.matcher(within(cookbook, path)).matches();
  }

  /** Returns whether a file or folder lies in a folder of tests. */
  boolean isTest(String path) {
    String root = roots.stream().filter(it -> isIn(path, it)).findFirst().orElse("");
    String[] steps = within(root, path).split("/");
    for (int index = 0; index < steps.length - 1; index++) {
      boolean namesCookbook = index > 0 && FOR_COOKBOOKS.matcher(steps[index - 1]).matches();
      if (OF_TESTS.contains(steps[index]) && !namesCookbook) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String path, String folder) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }

  private static String within(String folder, String path) {
    return folder.isEmpty() ? path : path.substring(folder.length() + 1);
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
