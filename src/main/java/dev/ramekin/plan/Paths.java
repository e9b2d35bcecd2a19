package dev.ramekin.plan;

import java.util.List;

/** Absolute paths of a host, as texts. */
final class Paths {
  private static final List<String> OF_THE_SYSTEM =
      List.of(
          "/bin", "/sbin", "/usr", "/lib", "/lib64", "/dev", "/proc", "/sys", "/tmp", "/var/tmp");

  private static final List<String> OF_PACKAGES =
      List.of("/etc", "/usr", "/lib", "/bin", "/sbin", "/var/lib", "/var/www");

  private Paths() {}

  /** Returns whether packages of the distribution have files at a place like that. */
  static boolean ofPackages(String path) {
    return !below(path, "/usr/local") && OF_PACKAGES.stream().anyMatch(root -> below(path, root));
  }

  /** Returns how many elements a path has: {@code /etc/nginx} has two. */
  static int depth(String path) {
    int depth = 0;
    for (String element : path.split("/", -1)) {
      depth += element.isEmpty() ? 0 : 1;
    }
    return depth;
  }

  /** Returns whether a path is another or below it. */
  static boolean below(String path, String ancestor) {
    return path.equals(ancestor) || path.startsWith(ancestor + "/");
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns whether a path belongs to the distribution or to nobody. */
  static boolean ofTheSystem(String path) {
    return depth(path) < 2 || OF_THE_SYSTEM.stream().anyMatch(root -> below(path, root));
  }
}
