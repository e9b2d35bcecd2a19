package dev.ramekin.lang.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code .service} unit says, as far as a container cares (systemd.service(5),
 * systemd.exec(5), systemd.resource-control(5)).
 *
 * @param type {@code simple} when it does not say
 * @param start command lines with their prefix characters taken off, unsplit
 * @param before {@code ExecStartPre} lines, unsplit, prefixes taken off
 * @param environment variables in order
 * @param environmentFiles paths; ones that may be missing included
 * @param user user name
 * @param group group name
 * @param workingDirectory where it starts
 * @param runtimeDirectories names below {@code /run}
 * @param stateDirectories names below {@code /var/lib}
 * @param logDirectories names below {@code /var/log}
 * @param cacheDirectories names below {@code /var/cache}
 * @param limits by their compose name: {@code nofile}
 * @param memoryMegabytes upper bound, when it says
 * @param cpus upper bound in cores, when it says
 * @param tasks upper bound of processes, when it says
 * @param stopSignal signal that ends it
 * @param stopSeconds grace period, when it says
 * @param capabilities the bounding set without {@code CAP_}; empty when it does not say
 * @param readOnly whether the whole file system is read-only for it
 * @param writablePaths exceptions from that
 * @param after units it is ordered after, wants or requires
 * @param installed whether it has an {@code [Install]} section
 */
public record ServiceUnit(
    String type,
    List<String> start,
    List<String> before,
    Map<String, String> environment,
    List<String> environmentFiles,
    Optional<String> user,
    Optional<String> group,
    Optional<String> workingDirectory,
    List<String> runtimeDirectories,
    List<String> stateDirectories,
    List<String> logDirectories,
    List<String> cacheDirectories,
    Map<String, String> limits,
    Optional<Integer> memoryMegabytes,
    Optional<String> cpus,
    Optional<Integer> tasks,
    Optional<String> stopSignal,
    Optional<Integer> stopSeconds,
    List<String> capabilities,
    boolean readOnly,
    List<String> writablePaths,
    List<String> after,
    boolean installed) {
  private static final String SECTION = "Service";

  public ServiceUnit {
    start = List.copyOf(start);
    before = List.copyOf(before);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    environmentFiles = List.copyOf(environmentFiles);
    runtimeDirectories = List.copyOf(runtimeDirectories);
    stateDirectories = List.copyOf(stateDirectories);
    logDirectories = List.copyOf(logDirectories);
    cacheDirectories = List.copyOf(cacheDirectories);
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    capabilities = List.copyOf(capabilities);
    writablePaths = List.copyOf(writablePaths);
    after = List.copyOf(after);
  }

  /** Reads the service part of a unit file. */
  public static ServiceUnit of(UnitFile unit) {
    return new ServiceUnit(
        unit.value(SECTION, "Type").orElse("simple"),
        commands(unit, "ExecStart"),
        commands(unit, "ExecStartPre"),
        environment(unit),
        unit.values(SECTION, "EnvironmentFile").stream()
            .map(file -> file.startsWith("-") ? file.substring(1) : file)
            .toList(),
        unit.value(SECTION, "User"),
        unit.value(SECTION, "Group"),
        unit.value(SECTION, "WorkingDirectory")
            .map(path -> path.startsWith("-") ? path.substring(1) : path),
        words(unit, "RuntimeDirectory"),
        words(unit, "StateDirectory"),
        words(unit, "LogsDirectory"),
        words(unit, "CacheDirectory"),
        limits(unit),
        memory(unit),
        unit.value(SECTION, "CPUQuota").flatMap(Quantities::cores),
        unit.value(SECTION, "TasksMax").flatMap(Quantities::whole),
        unit.value(SECTION, "KillSignal"),
        unit.value(SECTION, "TimeoutStopSec")
            .or(() -> unit.value(SECTION, "TimeoutSec"))
            .flatMap(Quantities::seconds),
        capabilities(unit),
        unit.value(SECTION, "ProtectSystem").filter("strict"::equals).isPresent(),
        words(unit, "ReadWritePaths"),
        after(unit),
        unit.assignments().stream().anyMatch(it -> it.section().equals("Install")));
  }

  private static List<String> commands(UnitFile unit, String key) {
    return unit.values(SECTION, key).stream()
        .map(line -> line.replaceFirst("^[-@:+!]+", "").strip())
        .toList();
  }

  private static Map<String, String> environment(UnitFile unit) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : unit.values(SECTION, "Environment")) {
      for (String word : UnitWords.split(line)) {
        int equals = word.indexOf('=');
        if (equals > 0) {
          environment.put(word.substring(0, equals), word.substring(equals + 1));
        }
      }
    }
    return environment;
  }

  private static List<String> words(UnitFile unit, String key) {
    return unit.values(SECTION, key).stream()
        .flatMap(value -> UnitWords.split(value).stream())
        .map(word -> word.replaceFirst("^[-+]", ""))
        .toList();
  }

  private static Map<String, String> limits(UnitFile unit) {
    Map<String, String> limits = new TreeMap<>();
    for (String name : List.of("NOFILE", "NPROC", "CORE", "MEMLOCK", "FSIZE")) {
      unit.value(SECTION, "Limit" + name)
          .flatMap(Quantities::limit)
          .ifPresent(value -> limits.put(name.toLowerCase(Locale.ROOT), value));
    }
    return limits;
  }

  private static Optional<Integer> memory(UnitFile unit) {
    return unit.value(SECTION, "MemoryMax")
        .or(() -> unit.value(SECTION, "MemoryLimit"))
        .flatMap(Quantities::megabytes);
  }

  private static List<String> capabilities(UnitFile unit) {
    return words(unit, "CapabilityBoundingSet").stream()
        .filter(word -> word.startsWith("CAP_"))
        .map(word -> word.substring("CAP_".length()))
        .sorted()
        .toList();
  }

  private static List<String> after(UnitFile unit) {
    List<String> names = new ArrayList<>();
    for (String key : List.of("After", "Requires", "Wants", "BindsTo")) {
      for (String value : unit.values("Unit", key)) {
        UnitWords.split(value).stream()
            .filter(name -> name.endsWith(".service"))
            .map(name -> name.substring(0, name.length() - ".service".length()))
            .filter(name -> !names.contains(name))
            .forEach(names::add);
      }
    }
    return names;
  }
}
