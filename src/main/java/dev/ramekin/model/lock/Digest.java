package dev.ramekin.model.lock;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A hash of a file's content.
 *
 * @param algorithm which one
 * @param hex its value in lower-case hex
 */
public record Digest(Algorithm algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");

  /** The algorithms that package registries publish, the best last. */
  public enum Algorithm {
    /** Of old npm packages and rpm archives, where there is nothing better. */
    SHA1("sha1", "SHA-1", 40),
    /** Of nearly everything. */
    SHA256("sha256", "SHA-256", 64),
    /** Of npm packages. */
    SHA512("sha512", "SHA-512", 128);

    private final String word;
    private final String javaName;
    private final int digits;

    Algorithm(String word, String javaName, int digits) {
      this.word = word;
      this.javaName = javaName;
      this.digits = digits;
    }

    /** Returns the name in digests and of the command line program, less {@code sum}. */
    public String word() {
      return word;
    }

    /** Returns the name {@link java.security.MessageDigest} knows it by. */
    public String javaName() {
      return javaName;
    }

    private static Optional<Algorithm> of(String word) {
      for (Algorithm algorithm : values()) {
        if (algorithm.word.equals(word)) {
          return Optional.of(algorithm);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Checks the value's form.
   *
   * @throws IllegalArgumentException when it is no hash of that algorithm
   */
  public Digest {
    if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not a hash of " + algorithm.digits + " hex digits");
    }
  }

  /**
   * Returns a SHA-256.
   *
   * @throws IllegalArgumentException when it is not 64 lower-case hex digits
   */
  public static Digest sha256(String hex) {
    return new Digest(Algorithm.SHA256, hex);
  }

  /** Reads {@code sha256:…}; empty when it is no digest of a known algorithm. */
  public static Optional<Digest> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? Optional.empty() : of(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Returns a digest from its parts; empty when it is none of a known algorithm. */
  public static Optional<Digest> of(String word, String hex) {
    return Algorithm.of(word)
        .filter(it -> hex.length() == it.digits && HEX.matcher(hex).matches())
        .map(it -> new Digest(it, hex));
  }

  /**
   * Reads Subresource Integrity metadata ({@code sha512-…} in Base64, several separated by blanks),
   * as npm has it; the best of several.
   */
  public static Optional<Digest> ofIntegrity(String text) {
    Optional<Digest> best = Optional.empty();
    for (String word : text.strip().split("\\s+")) {
      Optional<Digest> one = one(word.replaceFirst("\\?.*", ""));
      boolean better =
          one.isPresent()
              && (best.isEmpty() || one.get().algorithm.compareTo(best.get().algorithm) > 0);
      best = better ? one : best;
    }
    return best;
  }

  private static Optional<Digest> one(String word) {
    int dash = word.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(word.substring(dash + 1));
      return of(word.substring(0, dash), HexFormat.of().formatHex(bytes));
    } catch (IllegalArgumentException exception) {
      return Optional.empty();
    }
  }

  /** Returns Subresource Integrity metadata: {@code sha512-…}. */
  public String integrity() {
    return algorithm.word + "-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  /** Returns {@code sha256:…}. */
  @Override
  public String toString() {
    return algorithm.word + ":" + hex;
  }
}
