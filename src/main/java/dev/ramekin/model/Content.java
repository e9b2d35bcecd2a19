package dev.ramekin.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file holds. */
public sealed interface Content {
  /**
   * Text known in full.
   *
   * @param text exactly what the file holds
   */
  record Inline(String text) implements Content {}

  /**
   * Bytes taken over from the source tree.
   *
   * @param path path in the source tree
   * @param bytes the file's content
   */
  record Bytes(String path, byte[] bytes) implements Content {
    public Bytes {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that
          && path.equals(that.path)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * path.hashCode() + Arrays.hashCode(bytes);
    }
  }

  /**
   * Text with credentials in it: put together at container start, never in an image.
   *
   * @param parts literal text and secret references, in order
   */
  record WithSecrets(List<Part> parts) implements Content {
    public WithSecrets {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A download.
   *
   * @param url where from
   * @param mirrors further addresses of the same file, best first
   * @param sha256 the checksum the source demands, in hex, when it does
   */
  record Remote(String url, List<String> mirrors, Optional<String> sha256) implements Content {
    public Remote {
      mirrors = List.copyOf(mirrors);
    }

    /** A download from one address. */
    public Remote(String url, Optional<String> sha256) {
      this(url, List.of(), sha256);
    }

    /** Returns the address without the user and password in it: its name in the lock. */
    public String key() {
      return withoutUser(url);
    }

    /** Returns an address without a user and password in it. */
    public static String withoutUser(String address) {
      return address.replaceFirst("^([a-z][a-z0-9+.-]*://)[^/?#@]*@", "$1");
    }
  }

  /** A piece of {@link WithSecrets}. */
  sealed interface Part {
    /** Literal text. */
    record Text(String text) implements Part {}

    /** The value of the secret of that name. */
    record Reference(String secret) implements Part {}
  }
}
