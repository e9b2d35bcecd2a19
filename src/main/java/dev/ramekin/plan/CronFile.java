package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.WriteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files of cron (crontab(5)) as the jobs in them. */
final class CronFile {
  private static final Pattern FOLDER =
      Pattern.compile("/etc/cron\\.(d|hourly|daily|weekly|monthly)/([^/]+)");
  private static final Pattern LINE =
      Pattern.compile("(@\\w+|(?:[^\\s#]+\\s+){4}\\S+)\\s+(\\S+)\\s+(.+)");
  private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_]\\w*)\\s*=\\s*(.*)");
  private static final Map<String, String> DEBIAN_TIMES =
      Map.of(
          "hourly", "17 * * * *",
          "daily", "25 6 * * *",
          "weekly", "47 6 * * 7",
          "monthly", "52 6 1 * *");

  private CronFile() {}

  /** Returns the jobs a file is about; empty when it is no file of cron. */
  static Optional<List<ScheduleJob>> jobs(WriteFile file) {
    Matcher folder = FOLDER.matcher(file.path());
    if (!folder.matches()) {
      return Optional.empty();
    }
    if (!folder.group(1).equals("d")) {
      String schedule = Objects.requireNonNull(DEBIAN_TIMES.get(folder.group(1)));
      return Optional.of(
          List.of(job(file, folder.group(2), schedule, "root", file.path(), Map.of())));
    }
    return Optional.of(lines(file, folder.group(2)));
  }

  /** Returns the paths of cron's files that operations write. */
  static Set<String> tables(List<Operation> operations) {
    return operations.stream()
        .filter(WriteFile.class::isInstance)
        .map(operation -> ((WriteFile) operation).path())
        .filter(path -> FOLDER.matcher(path).matches())
        .collect(Collectors.toSet());
  }

  private static List<ScheduleJob> lines(WriteFile file, String name) {
    List<ScheduleJob> jobs = new ArrayList<>();
    Map<String, String> environment = new TreeMap<>();
    for (String line : Units.marked(file.content()).split("\\R")) {
      Matcher variable = VARIABLE.matcher(line.strip());
      Matcher job = LINE.matcher(line.strip());
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      if (variable.matches()) {
        environment.put(variable.group(1), variable.group(2).replaceAll("^\"|\"$", ""));
      } else if (job.matches()) {
        String suffix = jobs.isEmpty() ? "" : "-" + (jobs.size() + 1);
        jobs.add(job(file, name + suffix, job.group(1), job.group(2), job.group(3), environment));
      }
    }
    return jobs;
  }

  private static ScheduleJob job(
      WriteFile file,
      String name,
      String schedule,
      String user,
      String command,
      Map<String, String> environment) {
    Content content = Units.unmark(command);
    return new ScheduleJob(
        file.provenance(), name, schedule, user, content, environment, Optional.of(file.path()));
  }
}
