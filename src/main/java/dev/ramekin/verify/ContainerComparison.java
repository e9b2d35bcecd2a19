package dev.ramekin.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Compares the containers of a project with the checks of their services. */
final class ContainerComparison {
  private static final String PROJECT = "com.docker.compose.project";
  private static final int LAST_LINES = 10;
  private static final int SECONDS = 30;
  private static final String SERVICE = "com.docker.compose.service";

  private final DockerClient client;
  private final String project;
  private final Redactor redactor;

  ContainerComparison(DockerClient client, String project, Redactor redactor) {
    this.client = client;
    this.project = project;
    this.redactor = redactor;
  }

  /** Compares one service: its state, what is in its container, and whether it answers. */
  List<CheckResult> compare(ServiceChecks checks) throws EngineException {
    Optional<Container> container = find(checks.service());
    if (container.isEmpty()) {
      return List.of(state(checks, "no container"));
    }
    InspectContainerResponse inspected = client.inspectContainerCmd(container.get().getId()).exec();
    Optional<String> ended = ended(inspected);
    if (ended.isPresent()) {
      return List.of(state(checks, ended.get() + ": " + lastWords(container.get().getId())));
    }
    try {
      return look(checks, container.get(), inspected);
    } catch (ConflictException | NotFoundException | EngineException exception) {
      // A command cannot be run in a container that ends meanwhile; its log says why it did.
      InspectContainerResponse now = client.inspectContainerCmd(container.get().getId()).exec();
      String state = ended(now).orElse(null);
      if (state == null && now.getRestartCount() == 0) {
        throw exception;
      }
      return List.of(
          state(
              checks,
              (state == null ? "keeps ending and starting again" : state)
                  + ": "
                  + lastWords(container.get().getId())));
    }
  }

  /** Returns how a container ended; empty while it runs. One that compose restarts has ended. */
  private static Optional<String> ended(InspectContainerResponse inspected) {
    InspectContainerResponse.ContainerState state = inspected.getState();
    if (Boolean.TRUE.equals(state.getRestarting())) {
      return Optional.of("keeps restarting, and ended with " + state.getExitCodeLong());
    }
    return Boolean.TRUE.equals(state.getRunning())
        ? Optional.empty()
        : Optional.of("ended with " + state.getExitCodeLong());
  }

  private List<CheckResult> look(
      ServiceChecks checks, Container container, InspectContainerResponse inspected)
      throws EngineException {
    List<CheckResult> results = new ArrayList<>();
    String health = health(inspected);
    results.add(
        state(checks, isWell(health) ? health : health + ": " + lastWords(container.getId())));
    ContainerShell shell = new ContainerShell(client, container.getId());
    AccountComparison accounts = AccountComparison.of(shell);
    results.addAll(PackageComparison.compare(shell, checks));
    results.addAll(accounts.compare(checks));
    results.addAll(FileComparison.compare(shell, checks));
    results.addAll(ProcessComparison.compare(shell, checks, accounts));
    results.addAll(probe(shell, checks));
    results.addAll(published(container, checks));
    return results;
  }

  private Optional<Container> find(String service) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(PROJECT, project, SERVICE, service))
        .exec()
        .stream()
        .findFirst();
  }

  /** Returns the id of a service's container. */
  Optional<String> id(String service) {
    return find(service).map(Container::getId);
  }

  private String lastWords(String container) throws EngineException {
    StringBuffer words = new StringBuffer();
    ResultCallback.Adapter<Frame> collector =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            words.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        };
    try {
      client
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(LAST_LINES)
          .exec(collector)
          .awaitCompletion(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", exception);
    }
    return redactor.redact(words.toString().strip());
  }

  private static String health(InspectContainerResponse container) {
    return Optional.ofNullable(container.getState().getHealth())
        .map(HealthState::getStatus)
        .orElse("running");
  }

  /** A service without a health check can only be running. */
  private static CheckResult state(ServiceChecks checks, String actual) {
    return new CheckResult(
        checks.service(),
        "health",
        "container",
        checks.probe().isPresent() ? "healthy" : "running",
        actual,
        isWell(actual),
        checks.source());
  }

  private static boolean isWell(String health) {
    return health.equals("healthy") || health.equals("running");
  }

  private static List<CheckResult> probe(ContainerShell shell, ServiceChecks checks)
      throws EngineException {
    if (checks.probe().isEmpty()) {
      return List.of();
    }
    ServiceChecks.ProbeCheck probe = checks.probe().get();
    ContainerShell.Answer answer = shell.asService(probe.command(), probe.timeoutSeconds());
    String actual =
        answer.code() == 0
            ? "answers"
            : "ends with " + answer.code() + (" " + answer.messages()).stripTrailing();
    return List.of(
        CheckResult.compare(
            checks.service(),
            "probe",
            String.join(" ", probe.command()),
            "answers",
            actual,
            checks.source()));
  }

  private static List<CheckResult> published(Container container, ServiceChecks checks) {
    return Arrays.stream(Optional.ofNullable(container.getPorts()).orElse(new ContainerPort[0]))
        .filter(port -> port.getPublicPort() != null && "tcp".equals(port.getType()))
        .map(ContainerPort::getPublicPort)
        .distinct()
        .sorted()
        .map(port -> PublishedPort.check(checks, port))
        .toList();
  }
}
