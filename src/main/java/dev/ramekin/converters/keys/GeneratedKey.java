package dev.ramekin.converters.keys;

import java.util.List;

/**
 * Something secret that a package's script makes at install time.
 *
 * @param packageName the package
 * @param makes what it is, for people: {@code a self-signed certificate}
 * @param files where it is kept
 * @param command POSIX sh that makes it; {@code $1}, {@code $2} … are the files
 */
public record GeneratedKey(String packageName, String makes, List<KeyFile> files, String command) {
  /**
   * A file.
   *
   * @param mode octal
   * @param owner {@code user:group}
   */
  public record KeyFile(String path, String mode, String owner) {}

  public GeneratedKey {
    files = List.copyOf(files);
  }
}
