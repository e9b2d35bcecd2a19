package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The programs that keep passwords for docker: {@code docker-credential-<name> get} reads a
 * registry's address and prints JSON. One that fails or does not know the registry has nothing.
 */
final class CredentialHelper {
  private static final int SECONDS = 20;
  private static final String TOKEN_USER = "<token>";

  private final String program;

  /**
   * Takes the program.
   *
   * @param program its name or path
   */
  CredentialHelper(String program) {
    this.program = program;
  }

  Optional<Login> get(String registry) {
    try {
      Process process =
          new ProcessBuilder(program, "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
      try (OutputStream in = process.getOutputStream()) {
        in.write(registry.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? login(output.join()) : Optional.empty();
    } catch (IOException exception) {
      // No such program, or it ended early: there is no password to be had from it.
      return Optional.empty();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static Optional<Login> login(byte[] output) throws IOException {
    JsonNode json = new ObjectMapper().readTree(output);
    String user = json.path("Username").asText("");
    String secret = json.path("Secret").asText("");
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.equals(TOKEN_USER)
            ? new Login.IdentityToken(secret)
            : new Login.Password(user, secret));
  }
}
