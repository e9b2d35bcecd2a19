package dev.ramekin.source.chef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which of several files of one name a node gets: {@code host-<fqdn>}, {@code <platform>-<version>}
 * with ever fewer parts of the version, {@code <platform>}, {@code default}, and the segment's
 * folder itself (Chef docs, "File Specificity").
 */
record FileSpecificity(String fqdn, String platform, String version) {

  /** Returns the folders of a segment to look in, most specific first; the last is itself. */
  List<String> folders() {
    List<String> folders = new ArrayList<>();
    if (!fqdn.isEmpty()) {
      folders.add("host-" + fqdn);
    }
    String rest = version;
    while (!rest.isEmpty()) {
      folders.add(platform + "-" + rest);
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('.')));
    }
    folders.add(platform);
    folders.add("default");
    folders.add(".");
    return folders;
  }

  /** Returns the places to look for a path, most specific first; a slash ahead of it is nothing. */
  List<String> candidates(String named) {
    String path = named.replaceFirst("^/+", "");
    return folders().stream()
        .map(folder -> folder.equals(".") ? path : folder + "/" + path)
        .toList();
  }

  /**
   * Finds a file.
   *
   * @param segment folder of the cookbook: {@code .../templates}
   * @param path the file as a recipe names it
   * @param exists whether a file is there
   */
  Optional<String> file(String segment, String path, Predicate<String> exists) {
    return candidates(path).stream()
        .map(candidate -> segment + "/" + candidate)
        .filter(exists)
        .findFirst();
  }

  /**
   * Finds a folder; the most specific one that has any file is taken as a whole.
   *
   * @param files all files below the segment, by path
   * @return the folder's files by path relative to it; empty when there is no such folder
   */
  <T> SortedMap<String, T> folder(String segment, String path, SortedMap<String, T> files) {
    for (String candidate : candidates(path)) {
      String prefix = segment + "/" + candidate + "/";
      SortedMap<String, T> found = new TreeMap<>();
      files
          .subMap(prefix, prefix.substring(0, prefix.length() - 1) + "0")
          .forEach((file, value) -> found.put(file.substring(prefix.length()), value));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return new TreeMap<>();
  }
}
