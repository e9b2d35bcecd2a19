package dev.ramekin.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the {@code docker} command line in one folder. What it says on standard error goes to the
 * log; standard output is the answer.
 */
final class DockerCli {
  private static final int TAIL_LINES = 15;

  private final Path folder;
  private final Path log;
  private final Map<String, String> environment;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * Makes a runner.
   *
   * @param folder working folder of every command
   * @param log file the commands' messages are appended to
   */
  DockerCli(Path folder, Path log) {
    this(folder, log, Map.of());
  }

  /**
   * Makes a runner whose commands have more environment variables.
   *
   * @param variables by name
   */
  DockerCli(Path folder, Path log, Map<String, String> variables) {
    this.folder = folder;
    this.log = log;
    this.environment = new TreeMap<>(variables);
    // Archives of images go to a temporary folder, outside the build contexts.
    environment.put("BUILDX_BAKE_ENTITLEMENTS_FS", "0");
    environment.put("DOCKER_CLI_HINTS", "false");
  }

  /**
   * What a command gave.
   *
   * @param code exit code
   * @param output standard output
   */
  record Answer(int code, String output) {}

  /** Returns the log file. */
  Path log() {
    return log;
  }

  /**
   * Runs {@code docker} with arguments and returns its answer, whatever its exit code.
   *
   * @throws EngineException when docker cannot be started or does not end in time
   */
  Answer run(Duration limit, List<String> arguments) throws EngineException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    try {
      note("$ " + String.join(" ", command));
      Path output = Files.createTempFile("ramekin", ".out");
      try {
        return new Answer(await(start(command, output), limit, command), Files.readString(output));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException exception) {
      throw new EngineException(
          "docker cannot be run ("
              + exception.getMessage()
              + "); install Docker, or end with"
              + " and compose plugins",
          exception);
    }
  }

  /**
   * Runs a command that has to succeed.
   *
   * @param what the task in words, for the message: {@code building the images}
   * @throws EngineException with the last lines of the log when it fails
   */
  String need(String what, Duration limit, List<String> arguments) throws EngineException {
    long before = logSize();
    Answer answer = run(limit, arguments);
    if (answer.code() != 0) {
      throw new EngineException(
          what + " failed (docker ended with " + answer.code() + "):\n" + tail(before),
          Optional.of(log));
    }
    return answer.output();
  }

  /** Ends the commands that are still running, for another thread that has to clean up. */
  void stop() {
    running.forEach(Process::destroy);
  }

  /** Appends a line to the log. */
  void note(String line) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Process start(List<String> command, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private int await(Process process, Duration limit, List<String> command) throws EngineException {
    running.add(process);
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
        throw new EngineException(
            "`" + String.join(" ", command) + "` did not end within " + limit.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException exception) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", exception);
    } finally {
      running.remove(process);
    }
  }

  private long logSize() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException exception) {
      return 0;
    }
  }

  private String tail(long from) {
    try (InputStream in = Files.newInputStream(log)) {
      in.skipNBytes(from);
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("$ "))
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException exception) {
      return "(" + log + " cannot be read: " + exception.getMessage() + ")";
    }
  }
}
