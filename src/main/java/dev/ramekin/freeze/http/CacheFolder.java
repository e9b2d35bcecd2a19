package dev.ramekin.freeze.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Where fetched things are kept between runs: {@code $XDG_CACHE_HOME/ramekin}, else {@code
 * ~/.cache/ramekin}. Files appear whole or not at all, so that several processes may share it.
 */
public final class CacheFolder {
  private final Path root;

  /** Takes the folder itself. */
  public CacheFolder(Path root) {
    this.root = root;
  }

  /** Returns the user's cache by the XDG base directory specification. */
  public static CacheFolder ofUser(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/root")))
                .resolve(".cache");
    return new CacheFolder(base.resolve("ramekin"));
  }

  /** Returns the place of a file of the cache. */
  public Path file(String kind, String name) {
    return root.resolve(kind).resolve(name);
  }

  /** Writes a file of the cache at once. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, ".new-", "");
    try {
      Files.write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
