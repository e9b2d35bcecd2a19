package dev.ramekin.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a container's installed packages with the lock's. */
final class PackageComparison {
  private static final int SECONDS = 30;
  private static final List<String> QUERY =
      List.of("dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Version}\n");

  private PackageComparison() {}

  static List<CheckResult> compare(ContainerShell shell, ServiceChecks checks)
      throws EngineException {
    if (checks.packages().isEmpty()) {
      return List.of();
    }
    return compare(checks, installed(shell.asRoot(QUERY, SECONDS).output()));
  }

  static List<CheckResult> compare(ServiceChecks checks, Map<String, String> installed) {
    return checks.packages().entrySet().stream()
        .map(
            entry ->
                CheckResult.compare(
                    checks.service(),
                    "package",
                    entry.getKey(),
                    entry.getValue(),
                    installed.getOrDefault(entry.getKey(), "missing"),
                    ""))
        .toList();
  }

  static Map<String, String> installed(String output) {
    Map<String, String> versions = new TreeMap<>();
    output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(row -> row.length == 3 && row[0].equals("installed"))
        .forEach(row -> versions.put(row[1], row[2]));
    return versions;
  }
}
