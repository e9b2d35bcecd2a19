package dev.ramekin.freeze.http;

import dev.ramekin.model.lock.Digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes in hex; SHA-256 where nothing else is said. */
public final class Hashes {
  private Hashes() {}

  /** Returns a new SHA-256 computation. */
  public static MessageDigest sha256() {
    return digest(Algorithm.SHA256);
  }

  private static MessageDigest digest(Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.javaName());
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java has " + algorithm.javaName(), exception);
    }
  }

  /** Returns the hash of bytes. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Returns the hash of a file's content. */
  public static String of(Path file) throws IOException {
    return of(file, Algorithm.SHA256);
  }

  /** Returns a hash of a file's content, in hex. */
  public static String of(Path file, Algorithm algorithm) throws IOException {
    MessageDigest digest = digest(algorithm);
    try (InputStream stream = Files.newInputStream(file);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      stream.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
