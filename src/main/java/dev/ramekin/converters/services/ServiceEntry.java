package dev.ramekin.converters.services;

import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.model.deployment.Service.Upkeep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host service and how it runs in a container: one file of {@code converters/services}, or what a
 * package itself says. {@link ServiceCatalogue#resolve} puts a version in where texts hold {@code
 * {version}}.
 *
 * @param service key and file name: {@code postgresql}
 * @param kind whether it becomes a container
 * @param instead for a host service, what takes its place, in one sentence; else empty
 * @param packaging its units and packages
 * @param running its process
 * @param network where it listens
 * @param places its paths
 * @param changes what a container needs otherwise than the package ships it
 * @param firstStart how empty state is prepared
 * @param clients commands that need it to be running
 * @param probe how to see that it answers
 * @param limits what it gets when the source says nothing
 * @param sizes settings of its configuration that tell how much memory it takes
 * @param isolation what the container may do
 * @param upkeep what a person does with it
 */
public record ServiceEntry(
    String service,
    Kind kind,
    String instead,
    Packaging packaging,
    Running running,
    Network network,
    Places places,
    Changes changes,
    Optional<FirstStart> firstStart,
    List<String> clients,
    Optional<Probe> probe,
    Limits limits,
    List<Size> sizes,
    Isolation isolation,
    Upkeep upkeep) {
  /** What becomes of a service. */
  public enum Kind {
    /** It runs in a container. */
    CONTAINER,
    /** The host or the orchestrator does its work. */
    HOST
  }

  /**
   * Its units and packages.
   *
   * @param units unit names without suffix; {@code *} stands for anything
   * @param packages packages of it by platform family; {@code *} stands for anything
   * @param starts packages whose installation alone starts it, as Debian's policy has it
   * @param version how {@code {version}} is found
   * @param extra packages it needs in a container beyond its own, by platform family
   */
  public record Packaging(
      List<String> units,
      Map<String, List<String>> packages,
      List<String> starts,
      Version version,
      Map<String, List<String>> extra) {
    public Packaging {
      units = List.copyOf(units);
      packages = Map.copyOf(packages);
      starts = List.copyOf(starts);
      extra = Map.copyOf(extra);
    }
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

  /**
   * Its process.
   *
   * @param command argv of the foreground process
   * @param user user it runs as; empty for root
   * @param workingDirectory where it starts
   * @param environment variables it needs
   * @param environmentFiles files of {@code NAME=value} lines read at start; missing ones are empty
   * @param before POSIX sh lines run ahead of it at every start
   * @param stopSignal signal that stops it gracefully
   * @param stopSeconds grace period
   * @param init whether a small init has to be process 1
   */
  public record Running(
      List<String> command,
      Optional<String> user,
      Optional<String> workingDirectory,
      Map<String, String> environment,
      List<String> environmentFiles,
      List<String> before,
      Optional<String> stopSignal,
      int stopSeconds,
      boolean init) {
    public Running {
      command = List.copyOf(command);
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
      environmentFiles = List.copyOf(environmentFiles);
      before = List.copyOf(before);
    }
  }

  /**
   * Where it listens, and what others call it.
   *
   * @param ports what it listens on as shipped
   * @param listen regular expressions that find a port number (group 1) in its configuration
   * @param sockets regular expressions of unix socket paths that its first port takes the place of
   * @param words words in a configuration line that mean this service
   * @param front whether it is a kind of service that faces the outside
   */
  public record Network(
      List<Listening> ports,
      List<String> listen,
      List<String> sockets,
      List<String> words,
      boolean front) {
    public Network {
      ports = List.copyOf(ports);
      listen = List.copyOf(listen);
      sockets = List.copyOf(sockets);
      words = List.copyOf(words);
    }
  }

  /** A port and its protocol. */
  public record Listening(int number, String protocol) {}

  /**
   * Its paths.
   *
   * @param owns paths that are its own: configuration, content
   * @param state directories whose content must survive
   * @param runtime directories below {@code /run} and the like that must exist when it starts
   * @param temporary directories it writes that need not survive
   * @param logs log files by path and where they go: {@code /dev/stdout}, {@code /dev/stderr}
   * @param generated paths that package scripts make and no two containers may share: keys,
   *     passwords, ids; {@code *} stands for a part of a name
   */
  public record Places(
      List<String> owns,
      List<State> state,
      List<String> runtime,
      List<String> temporary,
      Map<String, String> logs,
      List<String> generated) {
    public Places {
      owns = List.copyOf(owns);
      state = List.copyOf(state);
      runtime = List.copyOf(runtime);
      temporary = List.copyOf(temporary);
      logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
      generated = List.copyOf(generated);
    }
  }

  /**
   * A directory whose content must survive.
   *
   * @param purpose what is in it, in a few words
   */
  public record State(String path, String purpose) {}

  /**
   * What a container needs otherwise than the package ships it.
   *
   * @param files files that set it up for a container
   * @param lines lines its shipped or its own configuration needs
   * @param rewrites what changes in commands that need it running, now that clients are elsewhere
   */
  public record Changes(List<Setting> files, List<Line> lines, List<Rewrite> rewrites) {
    /** Nothing. */
    public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    public Changes {
      files = List.copyOf(files);
      lines = List.copyOf(lines);
      rewrites = List.copyOf(rewrites);
    }
  }

  /**
   * A file that sets the service up for a container.
   *
   * @param why what it changes, in one sentence
   */
  public record Setting(String path, String text, String mode, String why) {}

  /**
   * A line that has to be in a file.
   *
   * @param replaces regular expression of the line whose place it takes; without one it is added
   * @param why what it is for, in one sentence
   */
  public record Line(String path, String line, Optional<String> replaces, String why) {}

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
   * @param makes what it makes, for people: {@code the databases in /var/lib/mysql}
   * @param prepare makes the state and starts the service for local clients only
   * @param finish stops that service and puts the finished state in place in one step
   * @param forCommands whether it is needed only for commands of the source
   */
  public record FirstStart(
      String ready, String makes, String prepare, String finish, boolean forCommands) {}

  /**
   * A setting that takes memory.
   *
   * @param name what it is called in its configuration: {@code innodb_buffer_pool_size}
   * @param pattern regular expression that finds its value (group 1) in the configuration
   * @param unit what a number without a letter counts
   * @param times how often that much is taken
   */
  public record Size(String name, String pattern, SizeUnit unit, int times) {}

  /** What a plain number of a setting counts. */
  public enum SizeUnit {
    /** Bytes. */
    BYTES,
    /** Units of 1,024 bytes. */
    KIBIBYTES,
    /** Units of 1,048,576 bytes. */
    MEBIBYTES
  }

  public ServiceEntry {
    clients = List.copyOf(clients);
    sizes = List.copyOf(sizes);
  }

  /**
   * Returns the paths that are its own: what {@link Places#owns} says, and the settings of its init
   * script, which are named as the script is (Debian policy 9.3.2; {@code /etc/sysconfig} in the
   * Red Hat family).
   */
  public List<String> ownPaths() {
    List<String> paths = new ArrayList<>(places.owns());
    for (String unit : packaging.units()) {
      paths.add("/etc/default/" + unit);
      paths.add("/etc/sysconfig/" + unit);
    }
    return paths;
  }

  /** Returns whether a unit, named without its suffix, is this service's. */
  public boolean hasUnit(String unit) {
    return packaging.units().stream().anyMatch(pattern -> Names.matches(pattern, unit));
  }

  /** Returns whether a package is this service's on a platform family. */
  public boolean hasPackage(String family, String name) {
    return packaging.packages().getOrDefault(family, List.of()).stream()
        .anyMatch(pattern -> Names.matches(pattern, name));
  }

  /** Returns whether the service starts because a package is installed. */
  public boolean startsWith(String packageName) {
    return packaging.starts().stream().anyMatch(pattern -> Names.matches(pattern, packageName));
  }
}
