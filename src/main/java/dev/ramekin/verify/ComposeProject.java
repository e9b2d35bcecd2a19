package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * One start of a compose file under a project name of its own, so that it touches nothing the user
 * runs. Closing it removes its containers, networks and volumes; so does the end of the JVM.
 */
final class ComposeProject implements AutoCloseable {
  private static final Duration BRIEF = Duration.ofMinutes(2);

  private final DockerCli docker;
  private final String name;
  private final Path work;
  private final List<String> options;
  private final ComposeConfig config;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::removeQuietly, "ramekin-cleanup");

  private ComposeProject(
      DockerCli docker, String name, Path work, List<String> options, ComposeConfig config) {
    this.docker = docker;
    this.name = name;
    this.work = work;
    this.options = List.copyOf(options);
    this.config = config;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Reads the compose file of a folder and prepares what the user has not supplied. */
  static ComposeProject prepare(DockerCli docker, Path out) throws EngineException, IOException {
    String name = "ramekin-verify-" + UUID.randomUUID().toString().substring(0, 8);
    Path work = Files.createTempDirectory(name);
    try {
      List<String> options =
          new ArrayList<>(List.of("compose", "--project-name", name, "--ansi", "never"));
      if (!Files.exists(out.resolve(".env")) && Files.exists(out.resolve(".env.example"))) {
        options.addAll(List.of("--env-file", ".env.example"));
      }
      options.addAll(List.of("--file", "compose.yaml"));
      ComposeConfig config =
          ComposeConfig.parse(
              docker.need(
                  "reading compose.yaml", BRIEF, with(options, "config", "--format", "json")));
      new Secrets(work)
          .override(config)
          .ifPresent(file -> options.addAll(List.of("--file", file.toString())));
      return new ComposeProject(docker, name, work, options, config);
    } catch (IOException | EngineException exception) {
      FileUtils.deleteDirectory(work.toFile());
      throw exception;
    }
  }

  private static List<String> with(List<String> options, String... more) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of(more));
    return command;
  }

  /** Returns the project's name. */
  String name() {
    return name;
  }

  /** Returns the names of the services that start. */
  List<String> services() {
    return config.services();
  }

  /** Returns the services in an order in which each stops before what it needs. */
  List<String> stopOrder() {
    return config.stopOrder();
  }

  /** Returns what keeps the secrets' values out of reports. */
  Redactor redactor() throws IOException {
    List<Path> files = new ArrayList<>();
    config.secretFiles().values().forEach(file -> files.add(Path.of(file)));
    try (Stream<Path> made = Files.list(work)) {
      made.filter(file -> file.getFileName().toString().startsWith("secret-")).forEach(files::add);
    }
    return Redactor.ofFiles(files);
  }

  /**
   * Starts all services and waits until they are healthy.
   *
   * @return whether all are; their state is for others to look at
   */
  boolean start(Duration limit) throws EngineException {
    List<String> command =
        with(
            options,
            "up",
            "--detach",
            "--no-build",
            "--pull",
            "never",
            "--quiet-pull",
            "--wait",
            "--wait-timeout",
            Long.toString(limit.toSeconds()));
    return docker.run(limit.plus(BRIEF), command).code() == 0;
  }

  /** Removes the containers, which have stopped, and keeps volumes and networks. */
  void removeContainers() throws EngineException {
    docker.need("removing the containers of " + name, BRIEF, with(options, "rm", "--force"));
  }

  /** Removes everything the project made. */
  @Override
  public void close() throws EngineException, IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      docker.need("removing the containers of " + name, BRIEF, downCommand());
    } finally {
      FileUtils.deleteDirectory(work.toFile());
      removeHook();
    }
  }

  private List<String> downCommand() {
    return with(options, "down", "--volumes", "--remove-orphans", "--timeout", "10");
  }

  private void removeHook() {
    if (Thread.currentThread() != atExit) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException alreadyEnding) {
        // The JVM is ending; the hook finds the project closed.
        return;
      }
    }
  }

  private void removeQuietly() {
    docker.stop();
    try {
      close();
    } catch (EngineException | IOException exception) {
      throw new IllegalStateException("project " + name + " may be left over", exception);
    }
  }
}
