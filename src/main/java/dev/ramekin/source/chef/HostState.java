package dev.ramekin.source.chef;

import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What earlier operations have certainly left on the host. Guards and lazy values are evaluated in
 * the order of the converge, so that they see the files written before them.
 */
final class HostState {
  static final String USER = "user";
  static final String GROUP = "group";
  static final String PACKAGE = "package";
  static final String STARTED = "started";
  static final String ENABLED = "enabled";

  private static final String ROOT = "/";
  private static final Pattern OF_A_PACKAGE = Pattern.compile("[-.0-9].*");
  private static final Pattern OCTAL = Pattern.compile("[0-7]{3,4}");
  private static final int ANYBODY_RUNS = 0111;
  private static final Pattern REMOVES = Pattern.compile("\\b(?:rm|mv|unlink|rmdir)\\b");

  /** By path: the content where it is known; a directory has an empty one. */
  private final Map<String, Optional<String>> files = new HashMap<>();

  private final Map<String, Boolean> directories = new HashMap<>();

  private final Map<String, Boolean> executable = new HashMap<>();
  private final Set<String> links = new HashSet<>();

  /** Accounts, packages and services by kind and name: whether they are there. */
  private final Map<String, Boolean> things = new HashMap<>();

  /** Begins with files that are there before the first operation, of unknown content. */
  HostState(Set<String> present) {
    present.forEach(path -> files.put(path, Optional.empty()));
    things.put(key(USER, "root"), true);
    things.put(key(GROUP, "root"), true);
  }

  /** Takes note of what an operation leaves; one that is guarded leaves nothing for certain. */
  void note(Operation operation) {
    if (operation instanceof Operation.RunCommand command) {
      forgetWhatItChanges(command);
    }
    if (operation.provenance().guard().conditions().isEmpty()) {
      noteThing(operation);
      notePath(operation);
    }
  }

  private void noteThing(Operation operation) {
    if (operation instanceof Operation.InstallPackages packages) {
      packages.packages().forEach(it -> things.put(key(PACKAGE, it.name()), true));
    } else if (operation instanceof Operation.RemovePackages packages) {
      packages.packages().forEach(it -> things.put(key(PACKAGE, it), false));
    } else if (operation instanceof Operation.CreateUser user) {
      things.put(key(USER, user.name()), true);
      things.putIfAbsent(key(GROUP, user.name()), true);
    } else if (operation instanceof Operation.CreateGroup group) {
      things.put(key(GROUP, group.name()), true);
    } else if (operation instanceof Operation.RemoveAccount account) {
      things.put(key(account.group() ? GROUP : USER, account.name()), false);
    } else if (operation instanceof Operation.ManageService service) {
      service.actions().forEach(action -> noteService(service.name(), action));
    }
  }

  private void noteService(String name, Operation.ServiceAction action) {
    switch (action) {
      case ENABLE, DISABLE ->
          things.put(key(ENABLED, name), action == Operation.ServiceAction.ENABLE);
      case START, RESTART, STOP ->
          things.put(key(STARTED, name), action != Operation.ServiceAction.STOP);
      case RELOAD -> {}
    }
  }

  /** What a command says of a file is no longer known, nor whether one is there that it removes. */
  private void forgetWhatItChanges(Operation.RunCommand command) {
    String script = text(command.script()).orElse("");
    boolean removes = REMOVES.matcher(script).find();
    files.replaceAll((path, content) -> script.contains(path) ? Optional.empty() : content);
    if (removes) {
      files.keySet().removeIf(script::contains);
      directories.keySet().removeIf(script::contains);
    }
  }

  private static String key(String kind, String name) {
    return kind + " " + name;
  }

  /**
   * Returns whether an account, package or service is there; empty when that is not known.
   *
   * @param kind {@link #USER} and the like
   */
  Optional<Boolean> is(String kind, String name) {
    return Optional.ofNullable(things.get(key(kind, name)));
  }

  /** Returns whether a package is installed that is called so, or so with a version or a part. */
  boolean hasPackageFor(String name) {
    return things.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .filter(it -> it.startsWith(key(PACKAGE, name)))
        .map(it -> it.substring(key(PACKAGE, name).length()))
        .anyMatch(rest -> rest.isEmpty() || OF_A_PACKAGE.matcher(rest).matches());
  }

  private void notePath(Operation operation) {
    if (operation instanceof Operation.WriteFile write) {
      file(write.path(), write.onlyIfMissing() ? Optional.empty() : text(write.content()));
      mode(write.path(), write.access());
    } else if (operation instanceof Operation.MakeLink link) {
      links.add(link.path());
      directory(parent(link.path()));
    } else if (operation instanceof Operation.FetchFile fetch) {
      file(fetch.path(), Optional.empty());
      mode(fetch.path(), fetch.access());
    } else if (operation instanceof Operation.EditFile edit) {
      file(edit.path(), Optional.empty());
    } else if (operation instanceof Operation.MakeDirectory directory) {
      directory(directory.path());
    } else if (operation instanceof Operation.CopyTree tree) {
      directory(tree.path());
      tree.files().forEach(it -> file(tree.path() + "/" + it.path(), Optional.empty()));
    } else if (operation instanceof Operation.CreateUser user && user.manageHome()) {
      directory(user.home().orElse("/home/" + user.name()));
    } else if (operation instanceof Operation.DefineUnit unit) {
      file("/etc/systemd/system/" + unit.name(), text(unit.content()));
    } else if (operation instanceof Operation.RemovePath removed) {
      files.remove(removed.path());
      links.remove(removed.path());
      directories.put(removed.path(), false);
    }
  }

  private void mode(String path, Access access) {
    access
        .mode()
        .filter(mode -> OCTAL.matcher(mode).matches())
        .ifPresent(mode -> executable.put(path, (Integer.parseInt(mode, 8) & ANYBODY_RUNS) != 0));
  }

  private static Optional<String> text(Content content) {
    return content instanceof Content.Inline inline ? Optional.of(inline.text()) : Optional.empty();
  }

  private void file(String path, Optional<String> content) {
    files.put(path, content);
    directories.remove(path);
    directory(parent(path));
  }

  private void directory(String path) {
    for (String step = path; !step.equals(ROOT); step = parent(step)) {
      directories.put(step, true);
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? ROOT : path.substring(0, slash);
  }

  /** Returns a file's content where it is known. */
  Optional<String> read(String path) {
    return files.getOrDefault(path, Optional.empty());
  }

  /** Returns whether there is a file; empty when that is not known. */
  Optional<Boolean> isFile(String path) {
    if (files.containsKey(path)) {
      return Optional.of(true);
    }
    return directories.containsKey(path) ? Optional.of(false) : Optional.empty();
  }

  /** Returns whether a path is a link that an operation made. */
  boolean isLink(String path) {
    return links.contains(path);
  }

  /** Returns whether a file may be run, where its mode is known. */
  Optional<Boolean> isExecutable(String path) {
    return Optional.ofNullable(executable.get(path));
  }

  /** Returns whether there is a directory; empty when that is not known. */
  Optional<Boolean> isDirectory(String path) {
    return files.containsKey(path)
        ? Optional.of(false)
        : Optional.ofNullable(directories.get(path));
  }
}
