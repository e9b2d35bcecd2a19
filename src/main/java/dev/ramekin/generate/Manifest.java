package dev.ramekin.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was generated last, by path and hash, in the format of sha256sum. A file that differs from
 * its line was changed by a person.
 */
final class Manifest {
  static final String PATH = ".ramekin/manifest";

  private final SortedMap<String, String> hashes;

  private Manifest(SortedMap<String, String> hashes) {
    this.hashes = hashes;
  }

  static Manifest read(Path folder) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    Path file = folder.resolve(PATH);
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("  ", 2);
        if (parts.length == 2) {
          hashes.put(parts[1], parts[0]);
        }
      }
    }
    return new Manifest(hashes);
  }

  static String write(Map<String, String> hashes) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(hashes)
        .forEach((path, hash) -> text.append(hash).append("  ").append(path).append('\n'));
    return text.toString();
  }

  /** Returns the hash a file had when it was generated. */
  Optional<String> hash(String path) {
    return Optional.ofNullable(hashes.get(path));
  }

  SortedMap<String, String> hashes() {
    return new TreeMap<>(hashes);
  }
}
