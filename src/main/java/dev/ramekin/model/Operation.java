package dev.ramekin.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is done to a host. The verbs are tied to no source language; two languages that need the
 * same deed use the same verb. Paths are absolute paths on the host.
 */
public sealed interface Operation {
  /** Returns where it came from, its guard and its triggers. */
  Provenance provenance();

  /**
   * A package by name.
   *
   * @param name as the manager knows it
   * @param version exact version; empty for the candidate
   */
  record PackageSpec(String name, Optional<String> version) {
    /** Returns {@code nginx}, or {@code nginx=1.22.1} with a version. */
    public String word() {
      return name + version.map(it -> "=" + it).orElse("");
    }
  }

  /**
   * Install packages.
   *
   * @param manager {@code apt}, {@code rpm}, {@code gem}, {@code npm}, {@code pip}, or {@code dpkg}
   *     for a package file, whose path is then the name
   * @param options further words for the manager's command line
   */
  record InstallPackages(
      Provenance provenance, String manager, List<PackageSpec> packages, List<String> options)
      implements Operation {
    public InstallPackages {
      packages = List.copyOf(packages);
      options = List.copyOf(options);
    }

    /** Returns what is asked for, in words. */
    public List<String> words() {
      return packages.stream().map(PackageSpec::word).toList();
    }
  }

  /**
   * Remove packages.
   *
   * @param purge whether configuration goes too
   */
  record RemovePackages(Provenance provenance, String manager, List<String> packages, boolean purge)
      implements Operation {
    public RemovePackages {
      packages = List.copyOf(packages);
    }
  }

  /**
   * Make a package archive known.
   *
   * @param manager {@code apt} or {@code rpm}
   * @param name short name of the list file
   * @param uri base address
   * @param suite apt suite; empty for rpm
   * @param components apt components; empty for a flat archive
   * @param key address, key id or path of the signing key; empty when none is given
   * @param options further settings by their own names
   */
  record AddRepository(
      Provenance provenance,
      String manager,
      String name,
      String uri,
      String suite,
      List<String> components,
      Optional<String> key,
      Map<String, String> options)
      implements Operation {
    public AddRepository {
      components = List.copyOf(components);
      options = Map.copyOf(options);
    }
  }

  /**
   * Write a file as a whole.
   *
   * @param onlyIfMissing whether an existing file is left as it is
   */
  record WriteFile(
      Provenance provenance, String path, Content content, Access access, boolean onlyIfMissing)
      implements Operation {}

  /** Change part of a file. */
  record EditFile(Provenance provenance, String path, Edit edit) implements Operation {}

  /** How {@link EditFile} changes a file. */
  sealed interface Edit {
    /** The line stands somewhere in the file, else is appended. */
    record EnsureLine(String line) implements Edit {}

    /** Every line matching the regular expression becomes {@code line}; appended when none does. */
    record ReplaceOrAdd(String pattern, String line) implements Edit {}

    /** Every match of the regular expression within a line is replaced. */
    record Substitute(String pattern, String replacement) implements Edit {}

    /** Lines matching the regular expression go. */
    record DeleteLines(String pattern) implements Edit {}

    /** A marked block of lines. */
    record Block(String marker, String text) implements Edit {}

    /** Every line matching the regular expression becomes {@code line}; none is added. */
    record ReplaceLine(String pattern, String line) implements Edit {}

    /** {@code line} is added behind every line matching the regular expression. */
    record InsertAfter(String pattern, String line) implements Edit {}

    /** {@code line} is appended when no line matches the regular expression. */
    record AppendUnless(String pattern, String line) implements Edit {}

    /**
     * Several edits that are written at once. When none of them finds anything to do the file stays
     * untouched.
     *
     * @param edits line by line edits: {@link ReplaceLine}, {@link InsertAfter}, {@link
     *     AppendUnless}, {@link Substitute}, {@link DeleteLines}
     * @param backup what is put behind the name of a copy of the old file; empty for no copy
     */
    record Several(List<Edit> edits, Optional<String> backup) implements Edit {
      public Several {
        edits = List.copyOf(edits);
      }
    }
  }

  /**
   * Make a directory.
   *
   * @param recursive whether missing parents are made (root's, 0755; Chef: the access is the leaf's
   *     alone)
   */
  record MakeDirectory(Provenance provenance, String path, Access access, boolean recursive)
      implements Operation {}

  /** Make a link. */
  record MakeLink(Provenance provenance, String path, String target, boolean symbolic)
      implements Operation {}

  /** Remove a file, link or directory. */
  record RemovePath(Provenance provenance, String path, boolean recursive) implements Operation {}

  /** A file of {@link CopyTree}: path relative to the destination, and bytes. */
  record TreeFile(String path, Content.Bytes content) {}

  /**
   * Copy a folder of the source.
   *
   * @param access what the files get
   * @param directoryAccess what directories that hold files get
   */
  record CopyTree(
      Provenance provenance,
      String path,
      List<TreeFile> files,
      Access access,
      Access directoryAccess)
      implements Operation {
    public CopyTree {
      files = List.copyOf(files);
    }
  }

  /** Download a file. */
  record FetchFile(Provenance provenance, String path, Content.Remote from, Access access)
      implements Operation {}

  /**
   * Unpack an archive.
   *
   * @param archive path on the host
   * @param strip leading path elements to drop
   */
  record UnpackArchive(
      Provenance provenance, String archive, String destination, int strip, Access access)
      implements Operation {}

  /**
   * Check out a git repository.
   *
   * @param revision branch, tag or commit
   * @param submodules whether those are checked out too
   */
  record CheckOutGit(
      Provenance provenance,
      String repository,
      String revision,
      String path,
      boolean submodules,
      Access access)
      implements Operation {
    /** Returns what it is called in the lock: {@code https://example.com/shop.git#v1}. */
    public String key() {
      return Content.Remote.withoutUser(repository)
          + "#"
          + revision
          + (submodules ? " with submodules" : "");
    }
  }

  /**
   * Create a user or bring it to this state.
   *
   * @param groups supplementary groups
   * @param passwordHash name of the secret that holds it
   */
  record CreateUser(
      Provenance provenance,
      String name,
      Optional<String> uid,
      Optional<String> gid,
      Optional<String> home,
      Optional<String> shell,
      Optional<String> comment,
      boolean system,
      boolean manageHome,
      List<String> groups,
      Optional<String> passwordHash)
      implements Operation {
    public CreateUser {
      groups = List.copyOf(groups);
    }
  }

  /** Create a group. With {@code append}, members are added to those it has. */
  record CreateGroup(
      Provenance provenance,
      String name,
      Optional<String> gid,
      List<String> members,
      boolean append,
      boolean system)
      implements Operation {
    public CreateGroup {
      members = List.copyOf(members);
    }
  }

  /** Remove a user or a group. */
  record RemoveAccount(Provenance provenance, String name, boolean group) implements Operation {}

  /**
   * Run a command.
   *
   * @param interpreter {@code sh}, {@code bash}, {@code python3} …
   * @param script what the interpreter is given
   * @param creates path whose existence makes the command unnecessary
   * @param accepted exit codes that count as success; with none, every one does
   */
  record RunCommand(
      Provenance provenance,
      String interpreter,
      Content script,
      Optional<String> cwd,
      Optional<String> user,
      Optional<String> group,
      Optional<String> umask,
      Map<String, String> environment,
      Optional<String> creates,
      List<Integer> accepted)
      implements Operation {
    public RunCommand {
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
      accepted = List.copyOf(accepted);
    }

    /** Makes a command that has to end with 0. */
    public RunCommand(
        Provenance provenance,
        String interpreter,
        Content script,
        Optional<String> cwd,
        Optional<String> user,
        Optional<String> group,
        Optional<String> umask,
        Map<String, String> environment,
        Optional<String> creates) {
      this(
          provenance,
          interpreter,
          script,
          cwd,
          user,
          group,
          umask,
          environment,
          creates,
          List.of(0));
    }

    /** Returns the same command with another provenance. */
    public RunCommand with(Provenance other) {
      return new RunCommand(
          other, interpreter, script, cwd, user, group, umask, environment, creates, accepted);
    }

    /** Returns what follows the command in a shell so that accepted exit codes end well. */
    public String tolerance() {
      if (accepted.isEmpty()) {
        return " || true";
      }
      if (accepted.equals(List.of(0))) {
        return "";
      }
      String codes = accepted.stream().map(String::valueOf).collect(Collectors.joining("|"));
      return " || { status=$?; case $status in " + codes + ") ;; *) exit $status ;; esac; }";
    }
  }

  /**
   * Define a service unit.
   *
   * @param name with its suffix: {@code shop.service}
   * @param content the unit file's text
   */
  record DefineUnit(Provenance provenance, String name, Content content) implements Operation {}

  /** What is done to a service. */
  enum ServiceAction {
    ENABLE,
    DISABLE,
    START,
    STOP,
    RESTART,
    RELOAD
  }

  /** Manage a service, by its unit name without suffix. */
  record ManageService(Provenance provenance, String name, List<ServiceAction> actions)
      implements Operation {
    public ManageService {
      actions = List.copyOf(actions);
    }
  }

  /**
   * Run a command by schedule.
   *
   * @param schedule five cron fields, or a cron word such as {@code @daily}
   * @param environment in the order of its lines in a crontab
   * @param file the cron.d file it is kept in; empty for the user's crontab
   */
  record ScheduleJob(
      Provenance provenance,
      String name,
      String schedule,
      String user,
      Content command,
      Map<String, String> environment,
      Optional<String> file)
      implements Operation {
    public ScheduleJob {
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  /** Set a kernel parameter. */
  record SetKernelParameter(Provenance provenance, String key, String value) implements Operation {}

  /** Load a kernel module. */
  record LoadKernelModule(Provenance provenance, String name) implements Operation {}

  /** Mount a file system. */
  record MountFileSystem(
      Provenance provenance, String path, String device, String type, List<String> options)
      implements Operation {
    public MountFileSystem {
      options = List.copyOf(options);
    }
  }

  /** Set the host's name. */
  record SetHostName(Provenance provenance, String name) implements Operation {}

  /** Map names to an address. */
  record AddHostEntry(Provenance provenance, String address, List<String> names)
      implements Operation {
    public AddHostEntry {
      names = List.copyOf(names);
    }
  }

  /**
   * Open or close a port.
   *
   * @param protocol {@code tcp} or {@code udp}
   * @param ports port numbers or ranges
   * @param source address range that may reach it; empty for all
   */
  record OpenPort(
      Provenance provenance, String protocol, List<String> ports, Optional<String> source)
      implements Operation {
    public OpenPort {
      ports = List.copyOf(ports);
    }
  }

  /** Set an environment variable for all processes. */
  record SetEnvironment(Provenance provenance, String name, String value) implements Operation {}

  /** Set a resource limit, as a line of limits.conf does. */
  record SetLimit(Provenance provenance, String domain, String type, String item, String value)
      implements Operation {}

  /** Set the time zone. */
  record SetTimeZone(Provenance provenance, String zone) implements Operation {}

  /** Set locale variables. */
  record SetLocale(Provenance provenance, Map<String, String> variables) implements Operation {
    public SetLocale {
      variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }
  }

  /**
   * What only a host needs and no verb above covers: a reboot, a boot loader setting.
   *
   * @param what in a few words
   */
  record HostMatter(Provenance provenance, String what) implements Operation {}

  /**
   * A statement no converter knows, kept visible.
   *
   * @param type the source's word
   * @param name the declared name
   * @param properties every property, as text
   * @param reason why it is not converted
   */
  record Unconverted(
      Provenance provenance,
      String type,
      String name,
      Map<String, String> properties,
      String reason)
      implements Operation {
    public Unconverted {
      properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
  }
}
