package dev.ramekin.source;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads sources into memory, within limits. Links and {@code ..} never lead outside of what was
 * named; nothing that is read is executed.
 */
public final class SourceReader {
  private static final Set<String> LEFT_OUT = Set.of(".git", ".svn", ".hg", ".bundle");
  private static final String LOOKED_FOR =
      "looked for a Chef repository (cookbooks/, site-cookbooks/, vendor/cookbooks/ with roles/,"
          + " environments/, data_bags/, nodes/), a folder of cookbooks, a cookbook (metadata.rb,"
          + " recipes/*.rb) or a recipe file (*.rb)";

  private final Limits limits;
  private final SortedMap<String, SourceFile> files = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long bytes;
  private boolean full;

  private SourceReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads folders or files as one source. Paths of a single folder are relative to it; with several
   * folders each path starts with its folder's name. Of a single recipe in a cookbook the whole
   * cookbook is read.
   *
   * @return the tree; of kind {@link SourceKind#UNKNOWN} with an error among its findings when
   *     nothing was recognised
   */
  public static SourceTree read(List<Path> paths) {
    return read(paths, Limits.DEFAULT);
  }

  /** Reads within other limits than the default ones. */
  public static SourceTree read(List<Path> paths, Limits limits) {
    return new SourceReader(limits).readAll(paths);
  }

  private SourceTree readAll(List<Path> paths) {
    Optional<RecipeInCookbook> recipe =
        paths.size() == 1 ? RecipeInCookbook.find(paths.get(0)) : Optional.empty();
    List<Path> named = recipe.map(it -> List.of(it.cookbook())).orElse(paths);
    List<String> roots = named.stream().map(path -> readOne(path, named.size() > 1)).toList();
    ChefLayout found = ChefLayout.of(files, roots);
    ChefLayout layout = recipe.map(it -> found.withRecipe(it.recipe())).orElse(found);
    SourceKind kind = kind(layout);
    if (kind == SourceKind.UNKNOWN && findings.stream().noneMatch(SourceReader::isUnreadable)) {
      String what = String.join(", ", paths.stream().map(Path::toString).toList());
      findings.add(nothing(what));
    }
    return new SourceTree(name(named), kind, files, layout, findings);
  }

  private Finding nothing(String what) {
    boolean skeleton =
        files.keySet().stream().anyMatch(it -> it.matches("(?:.*/)?cookbooks/[^/]+"));
    return new Finding(
        Severity.ERROR,
        "nothing-recognised",
        Origin.ofFile(what),
        skeleton
            ? "this is a Chef repository without a cookbook"
            : "there is nothing here that Ramekin can read",
        LOOKED_FOR);
  }

  private static boolean isUnreadable(Finding finding) {
    return finding.code().equals("unreadable-source");
  }

  private static String name(List<Path> paths) {
    if (paths.isEmpty()) {
      return "source";
    }
    return ownName(paths.get(0)).replaceFirst("\\.rb$", "");
  }

  private static String ownName(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "source" : name.toString();
  }

  private SourceKind kind(ChefLayout layout) {
    if (layout.own().cookbooks().equals(List.of(""))) {
      return SourceKind.CHEF_COOKBOOK;
    }
    if (!layout.isEmpty()) {
      return SourceKind.CHEF_REPOSITORY;
    }
    boolean recipe = files.size() == 1 && files.firstKey().endsWith(".rb");
    return recipe && !files.firstKey().contains("/") ? SourceKind.CHEF_RECIPE : SourceKind.UNKNOWN;
  }

  /** Reads a folder or file and returns the path it has in the source. */
  private String readOne(Path path, boolean prefixed) {
    String prefix = prefixed ? uniquePrefix(ownName(path)) : "";
    try {
      Path root = path.toRealPath();
      if (Files.isDirectory(root)) {
        readFolder(root, root, prefix, 0);
      } else {
        readFile(root, prefix.isEmpty() ? ownName(path) : prefix);
      }
    } catch (IOException exception) {
      String reason = Files.exists(path) ? "cannot be read" : "does not exist";
      findings.add(Finding.error("unreadable-source", Origin.ofFile(path.toString()), reason));
    }
    return prefix;
  }

  private String uniquePrefix(String name) {
    String prefix = name;
    for (int number = 2; !files.subMap(prefix + "/", prefix + "0").isEmpty(); number++) {
      prefix = name + "-" + number;
    }
    return prefix;
  }

  private void readFolder(Path root, Path folder, String path, int depth) throws IOException {
    if (depth > limits.depth()) {
      warn("too-deep", path, "folders are nested deeper than " + limits.depth() + "; not read");
      return;
    }
    List<Path> entries;
    try (Stream<Path> children = Files.list(folder)) {
      entries = children.sorted().toList();
    }
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (!full && !LEFT_OUT.contains(name)) {
        readEntry(root, entry, path.isEmpty() ? name : path + "/" + name, depth);
      }
    }
  }

  private void readEntry(Path root, Path entry, String path, int depth) {
    try {
      Path target = entry;
      if (Files.isSymbolicLink(entry)) {
        target = entry.toRealPath();
        if (!target.startsWith(root)) {
          warn("link-outside", path, "is a link that leads outside of the source; not followed");
          return;
        }
        if (Files.isDirectory(target) && entry.startsWith(target)) {
          warn("link-cycle", path, "is a link to a folder it lies in; not followed");
          return;
        }
      }
      if (Files.isDirectory(target)) {
        readFolder(root, target, path, depth + 1);
      } else if (Files.isRegularFile(target)) {
        readFile(target, path);
      }
    } catch (IOException exception) {
      warn("unreadable-file", path, "cannot be read: " + exception.getClass().getSimpleName());
    }
  }

  private void readFile(Path file, String path) throws IOException {
    long size = Files.size(file);
    if (size > limits.fileBytes()) {
      long allowed = limits.fileBytes() >> 20;
      warn(
          "file-too-large",
          path,
          "has " + (size >> 20) + " MB, more than " + allowed + "; skipped");
      return;
    }
    if (files.size() >= limits.files() || bytes + size > limits.totalBytes()) {
      full = true;
      warn(
          "source-too-large", path, "the source has too many files or bytes; the rest is not read");
      return;
    }
    SourceFile read = new SourceFile(path, Files.readAllBytes(file));
    bytes += read.bytes().length;
    files.put(path, read);
    if (!read.isBinary() && !read.isUtf8()) {
      findings.add(
          Finding.note("not-utf-8", Origin.ofFile(path), "is not UTF-8; read as Latin-1, kept"));
    }
  }

  private void warn(String code, String path, String message) {
    findings.add(Finding.warning(code, Origin.ofFile(path), message));
  }
}
