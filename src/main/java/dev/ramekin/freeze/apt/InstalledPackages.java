package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Stanza.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An installed system's packages as versions of a {@link Universe}.
 *
 * @param versions the installed versions
 * @param onHold packages that are not to be changed
 */
record InstalledPackages(List<Integer> versions, List<Integer> onHold) {
  InstalledPackages {
    versions = List.copyOf(versions);
    onHold = List.copyOf(onHold);
  }

  /** Adds a system's packages to a universe. */
  static InstalledPackages add(InstalledSystem system, Universe universe, UniverseBuilder builder) {
    byte[] text = system.status().getBytes(StandardCharsets.UTF_8);
    Map<String, Integer> stated = new HashMap<>();
    List<Integer> held = new ArrayList<>();
    Stanza stanza = new Stanza(text, text.length);
    while (stanza.next()) {
      int version = builder.addStatus(stanza);
      if (version >= 0 && isInstalled(stanza)) {
        stated.put(stanza.value(Field.PACKAGE).orElse(""), version);
      }
      if (version >= 0 && stanza.value(Field.STATUS).orElse("").startsWith("hold ")) {
        held.add(universe.versionPackage.get(version));
      }
    }
    List<Integer> versions =
        system.versions().entrySet().stream()
            .map(it -> version(universe, builder, stated, it.getKey(), it.getValue()))
            .toList();
    return new InstalledPackages(versions, held);
  }

  private static int version(
      Universe universe,
      UniverseBuilder builder,
      Map<String, Integer> stated,
      String name,
      String text) {
    int version = stated.getOrDefault(name, Selection.NONE);
    boolean isIt = version != Selection.NONE && universe.textOf(version).equals(text);
    return isIt ? version : builder.addBare(name, text);
  }

  /** Returns the installed version of every package, or -1. */
  int[] current(Universe universe) {
    int[] current = new int[universe.packageCount()];
    Arrays.fill(current, Selection.NONE);
    versions.forEach(it -> current[universe.versionPackage.get(it)] = it);
    return current;
  }

  boolean[] held(Universe universe) {
    boolean[] held = new boolean[universe.packageCount()];
    onHold.forEach(it -> held[it] = true);
    return held;
  }

  /** Returns the installed packages by number. */
  int[] packages(Universe universe) {
    return versions.stream().mapToInt(universe.versionPackage::get).sorted().toArray();
  }

  /** Returns the installed packages of a dpkg status file. */
  static SortedMap<String, String> versions(String status) {
    byte[] text = status.getBytes(StandardCharsets.UTF_8);
    Stanza stanza = new Stanza(text, text.length);
    SortedMap<String, String> versions = new TreeMap<>();
    while (stanza.next()) {
      if (isInstalled(stanza)) {
        versions.put(
            stanza.value(Field.PACKAGE).orElse(""), stanza.value(Field.VERSION).orElse(""));
      }
    }
    return versions;
  }

  /**
   * Returns whether a stanza of dpkg's status is about a package that is there. One that is only
   * half there counts, as it does for apt; one of which only the settings are left does not.
   */
  private static boolean isInstalled(Stanza stanza) {
    String state = stanza.value(Field.STATUS).orElse("").replaceFirst("^.* ", "");
    return stanza.has(Field.PACKAGE)
        && stanza.has(Field.VERSION)
        && !state.isEmpty()
        && !state.equals("not-installed")
        && !state.equals("config-files");
  }
}
