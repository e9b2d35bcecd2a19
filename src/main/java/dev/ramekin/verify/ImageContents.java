package dev.ramekin.verify;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file system of a built image, and the accounts in it.
 *
 * @param target name in {@code docker-bake.hcl}
 * @param entries by absolute path
 * @param texts of the small files that say who and what there is: accounts, packages, crontabs
 */
record ImageContents(
    String target, SortedMap<String, Entry> entries, SortedMap<String, String> texts) {
  /** The texts that are kept. */
  static final List<String> KEPT =
      List.of("/etc/passwd", "/etc/group", "/etc/shadow", "/var/lib/dpkg/status");

  /** What a path is. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK
  }

  /**
   * One path.
   *
   * @param mode four octal digits
   * @param sha256 of a file's content; empty for others
   * @param target of a link; empty for others
   */
  record Entry(Kind kind, String mode, long uid, long gid, String sha256, String target) {}

  ImageContents {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /** Returns what is at a path, following no link. */
  Optional<Entry> at(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /** Returns the text of a file that is kept. */
  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }
}
