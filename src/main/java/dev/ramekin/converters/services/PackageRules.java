package dev.ramekin.converters.services;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.util.List;

/**
 * The rules of {@code converters/plan/packages.yaml}: how a service runs that only its package
 * describes.
 *
 * @param shared names of folders of {@code /etc} that many packages share; {@code *} stands for
 *     anything
 * @param system folders with state that is the system's
 * @param dropping capabilities of a daemon that starts as root and becomes somebody else
 * @param given capabilities that engines give
 * @param memory MiB
 * @param cpus cores
 * @param pids processes
 * @param stopSeconds grace period
 * @param probe its times, in seconds; it has no command
 * @param runner the script that stays as long as a daemon which leaves it
 */
public record PackageRules(
    List<String> shared,
    List<String> system,
    List<String> dropping,
    List<String> given,
    int memory,
    String cpus,
    int pids,
    int stopSeconds,
    Times probe,
    String runner) {

  /** How often a health check is made, in seconds. */
  public record Times(int interval, int timeout, int retries, int start) {}

  public PackageRules {
    shared = List.copyOf(shared);
    system = List.copyOf(system);
    dropping = List.copyOf(dropping);
    given = List.copyOf(given);
  }

  /**
   * Reads the rules.
   *
   * @throws dev.ramekin.yaml.YamlException when the file has a mistake
   */
  public static PackageRules read(ConverterFiles files) {
    YamlNode root = files.yaml("plan/packages.yaml").orElseThrow();
    root.only("shared", "system", "capabilities", "limits", "stop", "probe");
    YamlNode capabilities = root.require("capabilities").only("dropping", "given");
    YamlNode limits = root.require("limits").only("memory", "cpus", "pids");
    YamlNode probe = root.require("probe").only("interval", "timeout", "retries", "start");
    return new PackageRules(
        root.texts("shared"),
        root.texts("system"),
        capabilities.texts("dropping"),
        capabilities.texts("given"),
        limits.require("memory").integer(),
        limits.require("cpus").text(),
        limits.require("pids").integer(),
        root.require("stop").integer(),
        new Times(
            probe.require("interval").integer(),
            probe.require("timeout").integer(),
            probe.require("retries").integer(),
            probe.require("start").integer()),
        files.text("templates/run-daemon.sh").orElseThrow());
  }

  /** Returns whether a folder of {@code /etc} is shared by many packages. */
  public boolean isShared(String name) {
    return shared.stream().anyMatch(pattern -> Names.matches(pattern, name));
  }
}
