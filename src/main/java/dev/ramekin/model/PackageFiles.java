package dev.ramekin.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a binary package ships, as far as it tells how its service runs.
 *
 * @param name the package's name
 * @param source what packages of one source have in common: their folder in the archive's pool
 * @param texts units, init scripts, tmpfiles, defaults, configuration and the script that runs
 *     after its installation, by absolute path
 * @param directories absolute paths of the folders it makes
 * @param conffiles absolute paths of its configuration (Debian policy 10.7)
 */
public record PackageFiles(
    String name,
    String source,
    SortedMap<String, String> texts,
    List<String> directories,
    List<String> conffiles) {
  public PackageFiles {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    directories = List.copyOf(directories);
    conffiles = List.copyOf(conffiles);
  }
}
