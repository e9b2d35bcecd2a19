package dev.ramekin.verify;

import java.util.List;
import java.util.Optional;

/**
 * What a host was after a real run of its recipes, less what its packages made of it. {@code
 * docs/expected-state.md} describes the file.
 *
 * @param name of the case
 * @param removed paths that packages or the base had and the run took away; what is below them is
 *     gone too
 * @param packages asked for by name
 */
record ExpectedState(
    String name,
    List<FileState> files,
    List<DirectoryState> directories,
    List<LinkState> links,
    List<String> removed,
    List<UserState> users,
    List<GroupState> groups,
    List<Crontab> crontabs,
    List<String> enabledServices,
    List<String> packages) {
  /** Who may do what with a path: four octal digits, and names. */
  record Permissions(String mode, String owner, String group) {}

  /**
   * A file.
   *
   * @param sha256 of its content; empty when two runs give different ones
   * @param content its text, where the file has it
   */
  record FileState(
      String path, Permissions permissions, Optional<String> sha256, Optional<String> content) {}

  /** A directory. */
  record DirectoryState(String path, Permissions permissions) {}

  /** A symbolic link. */
  record LinkState(String path, String target) {}

  /**
   * An account that the run made or changed.
   *
   * @param groups supplementary ones
   * @param password {@code locked}, {@code empty} or {@code set}
   */
  record UserState(
      String name,
      String group,
      String comment,
      String home,
      String shell,
      List<String> groups,
      String password) {
    UserState {
      groups = List.copyOf(groups);
    }
  }

  /** A group that the run made or changed. */
  record GroupState(String name, List<String> members) {
    GroupState {
      members = List.copyOf(members);
    }
  }

  /**
   * The lines of a crontab, without comments.
   *
   * @param path where it lies
   */
  record Crontab(String path, List<String> lines) {
    Crontab {
      lines = List.copyOf(lines);
    }
  }

  ExpectedState {
    files = List.copyOf(files);
    directories = List.copyOf(directories);
    links = List.copyOf(links);
    removed = List.copyOf(removed);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    crontabs = List.copyOf(crontabs);
    enabledServices = List.copyOf(enabledServices);
    packages = List.copyOf(packages);
  }
}
