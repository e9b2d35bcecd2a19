package dev.ramekin.plan;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.lang.unit.CalendarEvent;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.lang.unit.UnitWords;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.WriteFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Timers of the source's own and the services they start (systemd.timer(5)), as jobs of cron. A
 * timer whose times cron does not have, or whose service the source does not define, is none.
 */
final class TimedUnits {
  private static final String TIMER = ".timer";
  private static final String SERVICE = ".service";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<String>> schedules = new LinkedHashMap<>();
  private final Map<String, String> timerOf = new LinkedHashMap<>();

  private TimedUnits() {}

  static TimedUnits of(List<Item> items) {
    TimedUnits timed = new TimedUnits();
    for (Item item : items) {
      WorkloadFinder.fileOf(item.operation())
          .ifPresent(
              unit ->
                  Texts.content(item.operation())
                      .ifPresent(text -> timed.texts.put(unit, Units.marked(text))));
    }
    timed.texts.keySet().stream().filter(unit -> unit.endsWith(TIMER)).forEach(timed::read);
    return timed;
  }

  private void read(String timer) {
    UnitFile file = UnitFile.parse(String.valueOf(texts.get(timer)));
    String service = service(timer, file);
    List<Optional<String>> times =
        Stream.concat(
                file.values("Timer", "OnCalendar").stream().map(CalendarEvent::cron),
                Stream.of("OnUnitActiveSec", "OnUnitInactiveSec")
                    .flatMap(key -> file.values("Timer", key).stream())
                    .map(CalendarEvent::every))
            .toList();
    boolean known = !times.isEmpty() && times.stream().allMatch(Optional::isPresent);
    if (known && texts.containsKey(service) && !command(service).isEmpty()) {
      schedules.put(timer, times.stream().map(Optional::orElseThrow).toList());
      timerOf.put(service, timer);
    }
  }

  /** Returns whether a unit, by its full name, is a timer that is a job, or what one starts. */
  boolean knows(String unit) {
    return schedules.containsKey(unit) || timerOf.containsKey(unit);
  }

  /** Returns why a timer is no job. */
  String whyNot(String timer) {
    UnitFile file = UnitFile.parse(String.valueOf(texts.get(timer)));
    String service = service(timer, file);
    return texts.containsKey(service)
        ? "cron has no such times as those of " + timer
        : timer + " starts " + service + ", which the source does not define";
  }

  private static String service(String timer, UnitFile file) {
    String stem = timer.substring(0, timer.length() - TIMER.length());
    return file.value("Timer", "Unit").orElse(stem + SERVICE);
  }

  /** Returns the timer that starts a unit, both by their full names. */
  Optional<String> timerOf(String service) {
    return Optional.ofNullable(timerOf.get(service));
  }

  /** Returns the jobs of a timer; none when the operation defines no such one. */
  List<ScheduleJob> jobs(Operation operation) {
    Optional<String> timer = WorkloadFinder.fileOf(operation).filter(schedules::containsKey);
    return timer.isEmpty() ? List.of() : jobs(operation, timer.get());
  }

  private List<ScheduleJob> jobs(Operation operation, String timer) {
    String service =
        timerOf.entrySet().stream()
            .filter(it -> it.getValue().equals(timer))
            .findFirst()
            .orElseThrow()
            .getKey();
    String name = timer.substring(0, timer.length() - TIMER.length());
    List<ScheduleJob> jobs = new ArrayList<>();
    for (String schedule : schedules.getOrDefault(timer, List.of())) {
      jobs.add(
          new ScheduleJob(
              operation.provenance(),
              name,
              schedule,
              unit(service).user().orElse("root"),
              Units.unmark(script(service)),
              Map.of(),
              Optional.of("/etc/cron.d/" + Fleet.safe(name))));
    }
    return jobs;
  }

  private ServiceUnit unit(String service) {
    return ServiceUnit.of(UnitFile.parse(String.valueOf(texts.get(service))));
  }

  private List<String> command(String service) {
    return unit(service).start();
  }

  /** What systemd would do, as a script: variables, directory, and the commands in order. */
  private String script(String service) {
    ServiceUnit unit = unit(service);
    List<String> lines =
        new ArrayList<>(List.of("#!/bin/sh", "# What " + service + " runs.", "set -eu"));
    unit.environment()
        .forEach((name, value) -> lines.add("export " + name + "=" + ShellWords.quote(value)));
    unit.environmentFiles()
        .forEach(path -> lines.add("set -a; [ ! -e " + path + " ] || . " + path + "; set +a"));
    unit.workingDirectory().ifPresent(path -> lines.add("cd " + ShellWords.quote(path)));
    Stream.concat(unit.before().stream(), unit.start().stream())
        .forEach(line -> lines.add(ShellWords.join(UnitWords.command(line, unit.environment()))));
    return String.join("\n", lines) + "\n";
  }

  /**
   * Returns a unit's file, for an image that holds it as the host did; none with a secret in it.
   */
  static Optional<WriteFile> file(Operation operation) {
    return operation instanceof WriteFile file && file.content() instanceof Content.Inline
        ? Optional.of(file)
        : Optional.empty();
  }
}
