package dev.ramekin.freeze.oci;

import dev.ramekin.freeze.http.Hashes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Finds one file in a layer, which is a tar archive, packed with gzip or not at all. */
final class LayerReader {
  private static final int GZIP_MAGIC = 0x1f;
  private static final int ZSTD_MAGIC = 0x28;

  private LayerReader() {}

  /**
   * Returns a file's text; empty when the layer does not have it.
   *
   * @param layer the layer's bytes; read to the end
   * @param digest what the layer's hash must be
   * @param path without a leading slash
   */
  static Optional<String> read(InputStream layer, String digest, String path) throws IOException {
    MessageDigest hash = Hashes.sha256();
    Optional<String> found = Optional.empty();
    try (DigestInputStream checked = new DigestInputStream(layer, hash);
        BufferedInputStream buffered = new BufferedInputStream(checked, 1 << 16)) {
      TarArchiveInputStream tar = new TarArchiveInputStream(unpack(buffered));
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (entry.isFile() && name(entry).equals(path)) {
          found = Optional.of(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
        entry = tar.getNextEntry();
      }
      buffered.transferTo(OutputStream.nullOutputStream());
    }
    String actual = "sha256:" + HexFormat.of().formatHex(hash.digest());
    if (!actual.equals(digest)) {
      throw new IOException("the layer " + digest + " arrived as " + actual);
    }
    return found;
  }

  private static String name(TarArchiveEntry entry) {
    return entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
  }

  private static InputStream unpack(BufferedInputStream stream) throws IOException {
    stream.mark(1);
    int first = stream.read();
    stream.reset();
    if (first == ZSTD_MAGIC) {
      throw new IOException("the layer is packed with zstd, which is not supported");
    }
    return first == GZIP_MAGIC ? new GZIPInputStream(stream) : stream;
  }
}
