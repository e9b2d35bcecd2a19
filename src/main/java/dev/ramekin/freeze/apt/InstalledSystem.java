package dev.ramekin.freeze.apt;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is installed before anything is added.
 *
 * @param status a dpkg status file that tells the relations of versions no archive has any more;
 *     may be empty
 * @param versions version of every installed package by name
 */
public record InstalledSystem(String status, SortedMap<String, String> versions) {
  public InstalledSystem {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** Returns the system a dpkg status file describes. */
  public static InstalledSystem ofStatus(String status) {
    return new InstalledSystem(status, InstalledPackages.versions(status));
  }

  /** Returns the system of which only names and versions are known. */
  public static InstalledSystem ofVersions(SortedMap<String, String> versions) {
    return new InstalledSystem("", versions);
  }

  /** Returns the system after a closure was installed on it. */
  public InstalledSystem with(Resolution.Closure closure) {
    SortedMap<String, String> changed = new TreeMap<>(versions);
    closure.removed().forEach(changed::remove);
    closure.packages().forEach(it -> changed.put(it.name(), it.version()));
    return new InstalledSystem(status, changed);
  }
}
