package dev.ramekin.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks for what the engine tests need. */
final class EngineProbe {
  private static final List<List<String>> NEEDED =
      List.of(
          List.of("docker", "version", "--format", "{{.Server.Version}}"),
          List.of("docker", "buildx", "version"),
          List.of("docker", "compose", "version"));

  private EngineProbe() {}

  /** Returns what is missing, in words; empty when all is there. */
  static Optional<String> missing() {
    for (List<String> command : NEEDED) {
      Optional<String> trouble = trouble(command);
      if (trouble.isPresent()) {
        return Optional.of(
            "`" + String.join(" ", command.subList(0, 2)) + "` fails: " + trouble.get());
      }
    }
    return Optional.empty();
  }

  static Optional<String> trouble(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("no answer within 30 seconds");
      }
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(lastLine(output));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}
