package dev.ramekin.plan;

import dev.ramekin.lang.ShellWords;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that run scheduled jobs in a container. The tables are as the host had them; {@code
 * start-jobs} sets {@code run-job} as their shell in the running container, so that what a job says
 * and its exit status are in the container's log.
 */
final class JobFiles {
  /** The jobs' container's command. */
  static final String STARTER_PATH = "/usr/local/bin/start-jobs";

  /** The package that runs jobs. */
  static final String PACKAGE = "cron";

  private static final String RUNNER_PATH = "/usr/local/bin/run-job";
  private static final String RUNNER =
      """
      #!/bin/sh
      # run-job -c COMMAND: what cron runs a job with. What the job says, and an exit status that is not 0, goes to the
      # container's log, each line with the name of the job's user before it.
      {
        ${JOB_SHELL:-/bin/sh} "$@"
        status=$?
        [ "$status" -eq 0 ] || echo "exit status $status: $2"
      } 2>&1 | sed "s/^/${LOGNAME:-job}: /" >/run/jobs.log
      """;
  private static final String STARTER =
      """
      #!/bin/sh
      # start-jobs: cron, as the process of a container. Every job runs under run-job; the tables stay as they are in the
      # image and are changed in the running container only.
      set -eu
      [ -p /run/jobs.log ] || mkfifo -m 622 /run/jobs.log
      cat <>/run/jobs.log &
      for table in /etc/crontab /etc/cron.d/* /var/spool/cron/crontabs/*; do
        if [ ! -f "$table" ] || grep -qx 'SHELL=/usr/local/bin/run-job' "$table"; then
          continue
        fi
        {
          echo 'SHELL=/usr/local/bin/run-job'
      @SETTINGS@    sed 's/^SHELL *=/JOB_SHELL=/' "$table"
        } >/run/table
        cat /run/table >"$table"
      done
      exec cron -f -L 15
      """;
  private static final String FOLDER = "/var/spool/cron/crontabs/";
  private static final Set<String> OF_CRON = Set.of("MAILTO", "PATH", "SHELL", "HOME");

  private JobFiles() {}

  /**
   * Returns the steps that put jobs into a stage; none when there are no jobs.
   *
   * @param settings what the host sets for all its processes, of which cron hands on nothing
   * @param written the paths of tables that the host's own operations write
   */
  static List<Operation> steps(List<ScheduleJob> jobs, HostSettings settings, Set<String> written) {
    List<Operation> steps = new ArrayList<>();
    if (jobs.isEmpty()) {
      return steps;
    }
    Provenance first = plain(jobs.get(0).provenance());
    steps.add(
        new InstallPackages(
            first, "apt", List.of(new PackageSpec(PACKAGE, Optional.empty())), List.of()));
    steps.add(file(first, RUNNER_PATH, new Content.Inline(RUNNER), "root", "755"));
    steps.add(file(first, STARTER_PATH, new Content.Inline(starter(settings)), "root", "755"));
    Map<String, StringBuilder> tables = new LinkedHashMap<>();
    for (ScheduleJob job : jobs) {
      if (job.file().filter(written::contains).isPresent()) {
        continue;
      }
      Optional<Operation> script = script(job);
      script.ifPresent(steps::add);
      String table = table(job);
      tables
          .computeIfAbsent(table, path -> new StringBuilder())
          .append(entry(job, script.map(it -> scriptPath(job))));
      steps.removeIf(step -> step instanceof WriteFile file && file.path().equals(table));
      steps.add(
          file(
              plain(job.provenance()),
              table,
              new Content.Inline(String.valueOf(tables.get(table))),
              job.file().isPresent() ? "root" : job.user(),
              job.file().isPresent() ? "644" : "600"));
    }
    return steps;
  }

  private static String starter(HostSettings settings) {
    StringBuilder lines = new StringBuilder();
    settings
        .environment()
        .forEach(
            (name, value) ->
                lines
                    .append("    echo ")
                    .append(ShellWords.quote(name + "=" + value))
                    .append('\n'));
    return STARTER.replace("@SETTINGS@", lines);
  }

  /**
   * A file in a folder of cron's own, and the names of files in it, cannot have a dot (cron(8)).
   */
  private static String table(ScheduleJob job) {
    return job.file()
        .map(path -> path.startsWith("/etc/cron.d/") ? path : "/etc/cron.d/" + Paths.last(path))
        .orElse(FOLDER + job.user());
  }

  private static String entry(ScheduleJob job, Optional<String> script) {
    StringBuilder text = new StringBuilder();
    boolean own = job.file().isEmpty();
    if (own) {
      text.append("# ").append(job.name()).append('\n');
    }
    job.environment()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append('=')
                    .append(own && OF_CRON.contains(name) ? '"' + value + '"' : value)
                    .append('\n'));
    text.append(job.schedule()).append(' ');
    if (!own) {
      text.append(job.user()).append(' ');
    }
    return text.append(script.orElseGet(() -> Texts.of(job.command()).strip()))
        .append('\n')
        .toString();
  }

  private static String scriptPath(ScheduleJob job) {
    return "/usr/local/lib/jobs/" + Fleet.safe(job.name());
  }

  /** A command with a secret in it, or one of several lines, is kept in a file. */
  private static Optional<Operation> script(ScheduleJob job) {
    boolean plain =
        job.command() instanceof Content.Inline inline && !inline.text().strip().contains("\n");
    return plain
        ? Optional.empty()
        : Optional.of(file(plain(job.provenance()), scriptPath(job), job.command(), "root", "755"));
  }

  private static WriteFile file(
      Provenance provenance, String path, Content content, String owner, String mode) {
    String group = path.startsWith(FOLDER) ? "crontab" : "root";
    return new WriteFile(
        provenance,
        path,
        content,
        new Access(Optional.of(owner), Optional.of(group), Optional.of(mode)),
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
