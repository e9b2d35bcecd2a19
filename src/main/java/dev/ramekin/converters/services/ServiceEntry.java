package dev.ramekin.converters.services;

import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of {@code converters/services}: a host service and how it runs in a container. Texts may
 * hold {@code {version}} until {@link #resolve} puts one in.
 *
 * @param service key and file name: {@code postgresql}
 * @param kind whether it becomes a container
 * @param instead for a host service, what takes its place, in one sentence; else empty
 * @param units unit names without suffix; {@code *} stands for anything
 * @param packages packages of it by platform family; {@code *} stands for anything
 * @param starts packages whose installation alone starts it, as Debian's policy has it
 * @param version how {@code {version}} is found
 * @param extraPackages packages it needs in a container beyond its own, by platform family
 * @param command argv of the foreground process
 * @param user user it runs as; empty for root
 * @param environment variables it needs
 * @param ports what it listens on as shipped
 * @param listen regular expressions that find a port number (group 1) in its configuration
 * @param sockets regular expressions of unix socket paths that its first port takes the place of
 * @param owns paths that are its own: configuration, content
 * @param state directories whose content must survive
 * @param runtime directories below {@code /run} and the like that must exist when it starts
 * @param temporary directories it writes that need not survive
 * @param logs log files by path and where they go: {@code /dev/stdout}, {@code /dev/stderr}
 * @param files files that set it up for a container
 * @param lines lines its shipped or its own configuration needs in a container
 * @param rewrites what changes in commands that need it running, now that clients are elsewhere
 * @param firstStart how empty state is prepared
 * @param clients commands that need it to be running
 * @param words words in a configuration line that mean this service
 * @param front whether it is a kind of service that faces the outside
 * @param probe how to see that it answers
 * @param limits what it gets when the source says nothing
 * @param isolation what the container may do
 * @param stopSignal signal that stops it gracefully
 * @param stopSeconds grace period
 * @param init whether a small init has to be process 1
 */
public record ServiceEntry(
    String service,
    Kind kind,
    String instead,
    List<String> units,
    Map<String, List<String>> packages,
    List<String> starts,
    Version version,
    Map<String, List<String>> extraPackages,
    List<String> command,
    Optional<String> user,
    Map<String, String> environment,
    List<Listening> ports,
    List<String> listen,
    List<String> sockets,
    List<String> owns,
    List<State> state,
    List<String> runtime,
    List<String> temporary,
    Map<String, String> logs,
    List<Setting> files,
    List<Line> lines,
    List<Rewrite> rewrites,
    Optional<FirstStart> firstStart,
    List<String> clients,
    List<String> words,
    boolean front,
    Optional<Probe> probe,
    Limits limits,
    Isolation isolation,
    Optional<String> stopSignal,
    int stopSeconds,
    boolean init) {
  /** What becomes of a service. */
  public enum Kind {
    /** It runs in a container. */
    CONTAINER,
    /** The host or the orchestrator does its work. */
    HOST
  }

  /**
   * How {@code {version}} is found: in the name of a package that is installed, else by platform.
   *
   * @param packagePattern regular expression with the version as group 1
   * @param byPlatform version by platform id
   */
  public record Version(Optional<String> packagePattern, Map<String, String> byPlatform) {
    /** No versions in names. */
    public static final Version NONE = new Version(Optional.empty(), Map.of());

    public Version {
      byPlatform = Map.copyOf(byPlatform);
    }
  }

  /** A port and its protocol. */
  public record Listening(int number, String protocol) {}

  /**
   * A directory whose content must survive.
   *
   * @param purpose what is in it, in a few words
   */
  public record State(String path, String purpose) {}

  /**
   * A file that sets the service up for a container.
   *
   * @param why what it changes, in one sentence
   */
  public record Setting(String path, String text, String mode, String why) {}

  /**
   * A line that has to be in a file.
   *
   * @param why what it is for, in one sentence
   */
  public record Line(String path, String line, String why) {}

  /**
   * A change of a command's text.
   *
   * @param pattern regular expression
   * @param replacement with {@code $1} for groups
   */
  public record Rewrite(String pattern, String replacement, String why) {}

  /**
   * POSIX sh that prepares empty state. Interrupted anywhere, it must be able to start again.
   *
   * @param ready a test that succeeds when there is nothing to do
   * @param prepare makes the state and starts the service for local clients only
   * @param finish stops that service and puts the finished state in place in one step
   * @param forCommands whether it is needed only for commands of the source
   */
  public record FirstStart(String ready, String prepare, String finish, boolean forCommands) {}

  public ServiceEntry {
    units = List.copyOf(units);
    packages = Map.copyOf(packages);
    starts = List.copyOf(starts);
    extraPackages = Map.copyOf(extraPackages);
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    ports = List.copyOf(ports);
    listen = List.copyOf(listen);
    sockets = List.copyOf(sockets);
    owns = List.copyOf(owns);
    state = List.copyOf(state);
    runtime = List.copyOf(runtime);
    temporary = List.copyOf(temporary);
    logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
    files = List.copyOf(files);
    lines = List.copyOf(lines);
    rewrites = List.copyOf(rewrites);
    clients = List.copyOf(clients);
    words = List.copyOf(words);
  }

  /**
   * Returns the paths that are its own: {@link #owns}, and the settings of its init script, which
   * are named as the script is (Debian policy 9.3.2; {@code /etc/sysconfig} in the Red Hat family).
   */
  public List<String> ownPaths() {
    List<String> paths = new ArrayList<>(owns);
    for (String unit : units) {
      paths.add("/etc/default/" + unit);
      paths.add("/etc/sysconfig/" + unit);
    }
    return paths;
  }

  /** Returns whether a unit, named without its suffix, is this service's. */
  public boolean hasUnit(String unit) {
    return units.stream().anyMatch(pattern -> Names.matches(pattern, unit));
  }

  /** Returns whether a package is this service's on a platform family. */
  public boolean hasPackage(String family, String name) {
    return packages.getOrDefault(family, List.of()).stream()
        .anyMatch(pattern -> Names.matches(pattern, name));
  }

  /** Returns whether the service starts because a package is installed. */
  public boolean startsWith(String packageName) {
    return starts.stream().anyMatch(pattern -> Names.matches(pattern, packageName));
  }

  /**
   * Returns the entry with {@code {version}} replaced.
   *
   * @param platform platform id: {@code debian-12}
   * @param installed names of the packages the source installs
   */
  public ServiceEntry resolve(String platform, List<String> installed) {
    return Names.version(version, platform, installed)
        .map(found -> VersionedEntry.with(this, found))
        .orElse(this);
  }
}
