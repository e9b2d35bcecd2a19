package dev.ramekin.source.chef;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier operations have certainly left on the host. Guards and lazy values are evaluated in
 * the order of the converge, so that they see the files written before them.
 */
final class HostState {
  private static final String ROOT = "/";

  /** By path: the content where it is known; a directory has an empty one. */
  private final Map<String, Optional<String>> files = new HashMap<>();

  private final Map<String, Boolean> directories = new HashMap<>();

  /** Begins with files that are there before the first operation, of unknown content. */
  HostState(Set<String> present) {
    present.forEach(path -> files.put(path, Optional.empty()));
  }

  /** Takes note of what an operation leaves; one that is guarded leaves nothing for certain. */
  void note(Operation operation) {
    if (!operation.provenance().guard().conditions().isEmpty()) {
      return;
    }
    if (operation instanceof Operation.WriteFile write) {
      file(write.path(), write.onlyIfMissing() ? Optional.empty() : text(write.content()));
    } else if (operation instanceof Operation.FetchFile fetch) {
      file(fetch.path(), Optional.empty());
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
      directories.put(removed.path(), false);
    }
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

  /** Returns whether there is a directory; empty when that is not known. */
  Optional<Boolean> isDirectory(String path) {
    return files.containsKey(path)
        ? Optional.of(false)
        : Optional.ofNullable(directories.get(path));
  }
}
