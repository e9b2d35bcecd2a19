package dev.ramekin.source;

import dev.ramekin.model.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A source in memory: read once, never written.
 *
 * @param name what the source is called: the folder's or file's own name
 * @param kind what it was recognised as
 * @param files by path, sorted
 * @param chef where the parts of a Chef repository are; empty parts for other kinds
 * @param findings what could not be read or needs attention
 */
public record SourceTree(
    String name,
    SourceKind kind,
    SortedMap<String, SourceFile> files,
    ChefLayout chef,
    List<Finding> findings) {
  public SourceTree {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    findings = List.copyOf(findings);
  }

  /** Returns the file of that path. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Returns the files below a folder, whose path has no slash at its end; empty means all. */
  public SortedMap<String, SourceFile> below(String folder) {
    return folder.isEmpty() ? files : files.subMap(folder + "/", folder + "0");
  }
}
