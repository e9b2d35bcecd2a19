package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.IndexFiles.IndexFile;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Keeps what was made of indices in a form that loads in milliseconds, under the hash of everything
 * it was made from, with a checksum at its end.
 */
final class UniverseCache {
  /** Changes when the kept form does. */
  private static final String FORMAT = "ramekin-universe-5";

  private final CacheFolder cache;

  UniverseCache(CacheFolder cache) {
    this.cache = cache;
  }

  private Path file(List<IndexFile> files, String architecture) {
    StringBuilder key = new StringBuilder(FORMAT).append(' ').append(architecture);
    files.forEach(file -> key.append(' ').append(file.key()));
    return cache.file("universes", Hashes.of(key.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns what is kept.
   *
   * @param warnings takes what is wrong with it, when it cannot be used
   */
  Optional<byte[]> read(List<IndexFile> files, String architecture, List<String> warnings) {
    Path file = file(files, architecture);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      if (isWhole(content)) {
        return Optional.of(content);
      }
      warnings.add("the kept index " + file + " was damaged and is made anew");
    } catch (IOException exception) {
      warnings.add("the kept index " + file + " cannot be read: " + exception.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Keeps a universe and returns it as it is kept.
   *
   * @param warnings takes why it could not be kept; it can be used all the same
   */
  byte[] write(
      List<IndexFile> files, String architecture, Universe universe, List<String> warnings) {
    byte[] content = withChecksum(universe.write());
    try {
      CacheFolder.write(file(files, architecture), content);
    } catch (IOException exception) {
      warnings.add("the index cannot be kept for the next run: " + exception.getMessage());
    }
    return content;
  }

  private static byte[] withChecksum(ByteBuffer buffer) {
    byte[] content = Arrays.copyOf(buffer.array(), buffer.limit() + Integer.BYTES);
    ByteBuffer.wrap(content).putInt(buffer.limit(), checksum(content));
    return content;
  }

  private static boolean isWhole(byte[] content) {
    return content.length > Integer.BYTES
        && ByteBuffer.wrap(content).getInt(content.length - Integer.BYTES) == checksum(content);
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length - Integer.BYTES);
    return (int) checksum.getValue();
  }
}
