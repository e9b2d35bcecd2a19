package dev.ramekin.freeze.apt;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes dpkg status files out of stanzas of package indices. */
final class DpkgStatus {
  private DpkgStatus() {}

  /**
   * Returns a status file with the versions, or where no index has one the first that is met.
   *
   * @param installed version by name
   */
  static String of(Map<String, String> installed, Iterable<RealApt.SuiteFiles> suites) {
    SortedMap<String, String> stanzas = new TreeMap<>(stanzas(installed, suites));
    StringBuilder status = new StringBuilder();
    stanzas.values().forEach(stanza -> status.append(installed(stanza)));
    return status.toString();
  }

  private static Map<String, String> stanzas(
      Map<String, String> installed, Iterable<RealApt.SuiteFiles> suites) {
    Map<String, String> stanzas = new HashMap<>();
    for (RealApt.SuiteFiles suite : suites) {
      for (byte[] text : suite.packages().values()) {
        for (String stanza : new String(text, StandardCharsets.UTF_8).split("\n\n")) {
          String name = stanza.substring("Package: ".length(), Math.max(9, stanza.indexOf('\n')));
          String version = installed.get(name);
          if (version != null
              && (!stanzas.containsKey(name) || stanza.contains("\nVersion: " + version + "\n"))) {
            stanzas.put(name, stanza.strip());
          }
        }
      }
    }
    return stanzas;
  }

  /** Returns a stanza as dpkg keeps it: with a status, without what only archives say. */
  static String installed(String stanza) {
    return stanza
            .replaceFirst("\n", "\nStatus: install ok installed\n")
            .replaceAll("\n(Filename|Size|SHA256|MD5sum|Description-md5): [^\n]*", "")
        + "\n\n";
  }
}
