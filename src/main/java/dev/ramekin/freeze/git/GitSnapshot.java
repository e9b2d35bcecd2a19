package dev.ramekin.freeze.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a commit, as an archive.
 *
 * @param commit in hex
 * @param sha256 of the archive, in hex
 * @param size of the archive in bytes
 * @param submodules those that .gitmodules gives an address for, by path
 * @param largeFiles paths of files that Git LFS keeps elsewhere: the archive has pointers for them
 */
public record GitSnapshot(
    String commit, String sha256, long size, List<Submodule> submodules, List<String> largeFiles) {
  /**
   * A repository within the repository.
   *
   * @param url as .gitmodules has it, perhaps relative to the outer repository's address
   */
  public record Submodule(String path, String url, String commit) {
    /**
     * Returns its address: a relative one is taken from the outer repository's, as {@code git
     * submodule} does.
     */
    public String address(String repository) {
      if (!url.startsWith("./") && !url.startsWith("../")) {
        return url;
      }
      String base = repository.replaceFirst("/+$", "");
      String rest = url;
      while (rest.startsWith("./") || rest.startsWith("../")) {
        if (rest.startsWith("../")) {
          int cut = Math.max(base.lastIndexOf('/'), base.lastIndexOf(':'));
          base = cut < 0 ? base : base.substring(0, cut);
          rest = rest.substring(3);
        } else {
          rest = rest.substring(2);
        }
      }
      return base + "/" + rest.replaceFirst("/+$", "");
    }
  }

  public GitSnapshot {
    submodules = List.copyOf(submodules);
    largeFiles = List.copyOf(largeFiles);
  }

  /** Reads what the cache has; a damaged file counts as none. */
  static Optional<GitSnapshot> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectMapper().readValue(Files.readAllBytes(file), GitSnapshot.class));
    } catch (JsonProcessingException exception) {
      return Optional.empty();
    }
  }

  byte[] write() throws IOException {
    return new ObjectMapper().writeValueAsBytes(this);
  }
}
