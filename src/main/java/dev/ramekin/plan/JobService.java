package dev.ramekin.plan;

import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.model.deployment.Service.Upkeep;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The container that runs a service's scheduled jobs, from the same image and on the same data. */
final class JobService {
  private static final List<String> CAPABILITIES =
      List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "SETGID", "SETUID");

  private static final List<String> COMMAND = List.of(JobFiles.STARTER_PATH);
  private static final Probe PROBE =
      new Probe(List.of("sh", "-c", "kill -0 \"$(cat /run/crond.pid)\""), 10, 5, 3, 10);

  private JobService() {}

  /** Returns the jobs' container of a service. */
  static Service of(Service service, List<ScheduleJob> jobs) {
    return create(
        service.name() + "-jobs", service.stage(), service, jobs.get(0).provenance().origin());
  }

  /** Returns the container for jobs that belong to no service. */
  static Service alone(
      String name, HostSettings settings, List<String> secrets, String host, Origin origin) {
    return new Service(
        name,
        name,
        Optional.empty(),
        COMMAND,
        Optional.empty(),
        Optional.empty(),
        settings.environment(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        secrets,
        List.of(),
        List.of(),
        settings.hostEntries(),
        List.of(),
        Optional.of(PROBE),
        new Limits(256, "0.5", 100, "default for scheduled jobs"),
        new Isolation(false, CAPABILITIES, Map.of(), settings.kernelParameters()),
        Optional.of("SIGTERM"),
        30,
        true,
        Upkeep.NONE,
        List.of(host),
        origin);
  }

  private static Service create(String name, String stage, Service like, Origin origin) {
    return new Service(
        name,
        stage,
        Optional.empty(),
        COMMAND,
        Optional.empty(),
        Optional.empty(),
        like.environment(),
        List.of(),
        List.of(),
        like.volumes(),
        like.temporary(),
        like.secrets(),
        List.of(),
        like.networks(),
        like.hostEntries(),
        like.command().isEmpty() ? List.of() : List.of(like.name()),
        Optional.of(PROBE),
        new Limits(
            like.limits().memoryMegabytes(),
            like.limits().cpus(),
            like.limits().pids(),
            "as " + like.name()),
        new Isolation(false, CAPABILITIES, Map.of(), like.isolation().kernelParameters()),
        Optional.of("SIGTERM"),
        like.stopSeconds(),
        true,
        Upkeep.NONE,
        like.hosts(),
        origin);
  }
}
