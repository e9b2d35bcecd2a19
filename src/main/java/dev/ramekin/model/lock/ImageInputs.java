package dev.ramekin.model.lock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything an image is built from, beside the base image and packages that these files name by
 * their hashes.
 *
 * @param epoch the build's clock, in seconds since 1970
 * @param files SHA-256 in hex by path below the output folder
 */
public record ImageInputs(long epoch, SortedMap<String, String> files) {
  public ImageInputs {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns one hash for all, in hex: SHA-256 over the lines of {@code sha256sum}. */
  public String sha256() {
    StringBuilder lines = new StringBuilder("epoch " + epoch + "\n");
    files.forEach((path, hash) -> lines.append(hash).append("  ").append(path).append('\n'));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java has SHA-256", exception);
    }
  }
}
