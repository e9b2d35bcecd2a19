package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Stands in for the secret files that the user has not written yet, with random values in a folder
 * that goes when the run ends.
 */
final class Secrets {
  private static final int BYTES = 16;

  private final Path work;
  private final SecureRandom random = new SecureRandom();

  Secrets(Path work) {
    this.work = work;
  }

  /**
   * Writes a compose file that points every secret whose file is missing to a random one.
   *
   * @return the compose file; empty when nothing is missing
   */
  Optional<Path> override(ComposeConfig config) throws IOException {
    StringBuilder yaml = new StringBuilder("secrets:\n");
    boolean any = false;
    for (Map.Entry<String, String> secret : config.secretFiles().entrySet()) {
      if (!Files.exists(Path.of(secret.getValue()))) {
        Path file = Files.writeString(work.resolve("secret-" + secret.getKey()), value());
        // Services read it as users of their own; the folder keeps everyone else out.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        yaml.append("  ").append(secret.getKey()).append(":\n    file: ").append(file).append('\n');
        any = true;
      }
    }
    return any
        ? Optional.of(Files.writeString(work.resolve("secrets.yaml"), yaml))
        : Optional.empty();
  }

  private String value() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
