package dev.ramekin.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.HealthStateLog;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every service something to keep, stops all of them, starts them in new containers on the
 * same volumes, and looks whether it is still there.
 */
final class RestartTrial {
  private static final int SECONDS = 60;
  private static final Duration READY = Duration.ofSeconds(20);
  private static final int KILLED = 137;
  private static final int SIGNAL_BASE = 128;
  private static final double MILLIS = 1000;
  private static final Duration BRIEF = Duration.ofMinutes(1);

  private final DockerCli docker;
  private final DockerClient client;
  private final ComposeProject project;
  private final ContainerComparison containers;
  private final List<CheckResult> results = new ArrayList<>();
  private final Map<String, ServiceRun> runs = new LinkedHashMap<>();

  RestartTrial(
      DockerCli docker,
      DockerClient client,
      ComposeProject project,
      ContainerComparison containers) {
    this.docker = docker;
    this.client = client;
    this.project = project;
    this.containers = containers;
  }

  List<CheckResult> results() {
    return List.copyOf(results);
  }

  List<ServiceRun> runs() {
    return List.copyOf(runs.values());
  }

  void run(List<ServiceChecks> checks, Duration startLimit) throws EngineException {
    for (ServiceChecks service : checks) {
      write(service);
    }
    for (String name : project.stopOrder()) {
      for (ServiceChecks service : checks) {
        if (service.service().equals(name)) {
          stop(service);
        }
      }
    }
    project.removeContainers();
    boolean started = project.start(startLimit);
    results.add(
        CheckResult.compare(
            "", "start", "again", "all healthy", started ? "all healthy" : "failed", ""));
    for (ServiceChecks service : checks) {
      if (service.roundTrip().isPresent()) {
        lookAgain(service, service.roundTrip().get());
      }
    }
  }

  private void write(ServiceChecks checks) throws EngineException {
    if (checks.roundTrip().isEmpty()) {
      return;
    }
    ServiceChecks.RoundTrip trip = checks.roundTrip().get();
    if (trip.write().isPresent()) {
      expect(checks, "is not there yet", trip.read(), false);
      expect(checks, "is written", trip.write().get(), true);
    }
    expect(checks, "is there", trip.read(), true);
  }

  private void lookAgain(ServiceChecks checks, ServiceChecks.RoundTrip trip)
      throws EngineException {
    if (trip.lasting()) {
      expect(checks, "is there after a restart", trip.read(), true);
    }
  }

  private void expect(ServiceChecks checks, String subject, String script, boolean success)
      throws EngineException {
    Optional<String> id = containers.id(checks.service());
    String expected = success ? "ends with 0" : "fails";
    String actual = "no container";
    if (id.isPresent()) {
      ContainerShell.Answer answer = answer(checks, id.get(), script, success);
      boolean asExpected = (answer.code() == 0) == success;
      String words = (answer.output().strip() + " " + answer.messages().strip()).strip();
      actual =
          asExpected
              ? expected
              : ("ends with " + answer.code() + " " + last(words)).stripTrailing();
    }
    results.add(
        CheckResult.compare(checks.service(), "state", subject, expected, actual, checks.source()));
  }

  /** Where no health check tells when a service is ready, it is asked until it is. */
  private ContainerShell.Answer answer(
      ServiceChecks checks, String id, String script, boolean success) throws EngineException {
    ContainerShell shell = new ContainerShell(client, id);
    List<String> command = List.of("bash", "-c", script);
    Instant end = Instant.now().plus(checks.probe().isEmpty() && success ? READY : Duration.ZERO);
    ContainerShell.Answer answer = shell.asService(command, SECONDS);
    while (answer.code() != 0 && Instant.now().isBefore(end)) {
      answer = shell.asService(List.of("bash", "-c", "sleep 1; " + script), SECONDS);
    }
    return answer;
  }

  private static String last(String words) {
    int most = 300;
    return words.length() > most ? "…" + words.substring(words.length() - most) : words;
  }

  private void stop(ServiceChecks checks) throws EngineException {
    Optional<String> id = containers.id(checks.service());
    if (id.isEmpty()) {
      return;
    }
    InspectContainerResponse before = client.inspectContainerCmd(id.get()).exec();
    Instant signal = Instant.now();
    // Longer than the grace period by what the engine needs itself.
    client.stopContainerCmd(id.get()).withTimeout(checks.stopSeconds()).exec();
    InspectContainerResponse after = client.inspectContainerCmd(id.get()).exec();
    double seconds =
        Duration.between(signal, time(after.getState().getFinishedAt())).toMillis() / MILLIS;
    long status = Optional.ofNullable(after.getState().getExitCodeLong()).orElse(-1L);
    results.add(ended(checks, status, seconds));
    runs.put(
        checks.service(),
        new ServiceRun(
            checks.service(),
            megabytes(before),
            checks.process().orElse("root"),
            Boolean.TRUE.equals(before.getHostConfig().getReadonlyRootfs()),
            secondsToHealthy(before),
            Optional.of(seconds),
            Optional.of(status)));
  }

  /** A service that ends by itself on the signal, and as it should, was not cut off. */
  private static CheckResult ended(ServiceChecks checks, long status, double seconds) {
    boolean good =
        status == 0
            || status > SIGNAL_BASE && status != KILLED
            || checks.exitStatuses().contains((int) status);
    return new CheckResult(
        checks.service(),
        "stop",
        "within " + checks.stopSeconds() + " s",
        "ends by itself",
        good
            ? "ends by itself"
            : status == KILLED ? "killed after %.1f s".formatted(seconds) : "ends with " + status,
        good,
        checks.source());
  }

  private long megabytes(InspectContainerResponse container) throws EngineException {
    String image = String.valueOf(container.getConfig().getImage());
    return docker
            .need(
                "asking for the size of " + image,
                BRIEF,
                List.of("history", "--human=false", "--format", "{{.Size}}", image))
            .lines()
            .mapToLong(line -> Long.parseLong(line.strip()))
            .sum()
        / 1_000_000;
  }

  private static Optional<Double> secondsToHealthy(InspectContainerResponse container) {
    Instant start = time(container.getState().getStartedAt());
    return Optional.ofNullable(container.getState().getHealth()).stream()
        .flatMap(health -> Optional.ofNullable(health.getLog()).orElse(List.of()).stream())
        .filter(log -> Long.valueOf(0).equals(log.getExitCodeLong()))
        .map(HealthStateLog::getEnd)
        .map(RestartTrial::time)
        .min(Instant::compareTo)
        .map(end -> Duration.between(start, end).toMillis() / MILLIS);
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
