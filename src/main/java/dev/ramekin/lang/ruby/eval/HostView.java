package dev.ramekin.lang.ruby.eval;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the host and of the source's own files. Empty means that only the host knows:
 * the value becomes an unknown that assumes a bare host. Paths are as the Ruby code gave them.
 */
public interface HostView {
  /** Knows nothing. */
  HostView NOTHING = new HostView() {};

  /** Returns the content of a file of the source. */
  default Optional<String> read(String path) {
    return Optional.empty();
  }

  /** Returns whether there is a file. */
  default Optional<Boolean> isFile(String path) {
    return Optional.empty();
  }

  /** Returns whether there is a directory. */
  default Optional<Boolean> isDirectory(String path) {
    return Optional.empty();
  }

  /** Returns the paths that match a pattern of {@code Dir.glob}. */
  default Optional<List<String>> glob(String pattern) {
    return Optional.empty();
  }

  /** Returns the value of an environment variable. */
  default Optional<String> environment(String name) {
    return Optional.empty();
  }
}
