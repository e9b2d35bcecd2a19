package dev.ramekin.plan;

import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that run scheduled jobs in a container: Debian's cron starts a runner as root, which
 * runs the job as its user and sends its output and exit status to the container's log.
 */
final class JobFiles {
  private static final String RUNNER_PATH = "/usr/local/bin/run-job";
  private static final String RUNNER =
      """
      #!/bin/sh
      # run-job USER NAME: runs /usr/local/lib/jobs/NAME as USER; what it says, and an exit status that is not 0, goes to
      # the container's log, each line with the job's name before it.
      user=$1
      name=$2
      home=$(getent passwd "$user" | cut -d: -f6)
      {
        cd "${home:-/}" 2>/dev/null || cd /
        HOME=${home:-/} USER=$user LOGNAME=$user setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups \\
          /bin/sh "/usr/local/lib/jobs/$name"
        status=$?
        [ "$status" -eq 0 ] || echo "exit status $status"
      } </dev/null 2>&1 | sed "s/^/$name: /" >/proc/1/fd/1
      """;

  private JobFiles() {}

  /**
   * Returns the steps that put jobs into a stage; none when there are no jobs.
   *
   * @param settings what the host sets for all its processes, of which cron hands on nothing
   */
  static List<Operation> steps(List<ScheduleJob> jobs, HostSettings settings) {
    List<Operation> steps = new ArrayList<>();
    if (jobs.isEmpty()) {
      return steps;
    }
    Provenance first = plain(jobs.get(0).provenance());
    steps.add(
        new InstallPackages(
            first, "apt", List.of(new PackageSpec("cron", Optional.empty())), List.of()));
    steps.add(file(first, RUNNER_PATH, new Content.Inline(RUNNER), "755"));
    for (ScheduleJob job : jobs) {
      String name = Fleet.safe(job.name());
      Provenance provenance = plain(job.provenance());
      steps.add(file(provenance, "/usr/local/lib/jobs/" + name, script(job, settings), "755"));
      String line = job.schedule() + " root " + RUNNER_PATH + " " + job.user() + " " + name + "\n";
      steps.add(file(provenance, "/etc/cron.d/" + name, new Content.Inline(line), "644"));
    }
    return steps;
  }

  private static Content script(ScheduleJob job, HostSettings settings) {
    StringBuilder text = new StringBuilder();
    Map<String, String> variables = new TreeMap<>(settings.environment());
    variables.putAll(job.environment());
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text.append("export ").append(variable.getKey()).append('=');
      text.append(Shell.quote(variable.getValue())).append('\n');
    }
    return Units.unmark(text + Units.marked(job.command()).stripTrailing() + "\n");
  }

  private static WriteFile file(Provenance provenance, String path, Content content, String mode) {
    return new WriteFile(
        provenance,
        path,
        content,
        new Access(Optional.of("root"), Optional.of("root"), Optional.of(mode)),
        false);
  }

  /** Returns a provenance without guard and triggers, for a step of planning's own. */
  static Provenance plain(Provenance provenance) {
    return new Provenance(
        provenance.statement(), provenance.origin(), provenance.group(), Guard.ALWAYS, List.of());
  }

  static Provenance of(Origin origin) {
    return new Provenance("", origin, "", Guard.ALWAYS, List.of());
  }
}
