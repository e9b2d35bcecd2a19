package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code cron} and {@code cron_d}. */
final class ScheduledJobs {
  private static final List<String> FIELDS = List.of("minute", "hour", "day", "month", "weekday");
  private static final List<String> VARIABLES = List.of("mailto", "path", "home", "shell");

  private ScheduledJobs() {}

  static Operation cron(Values values) {
    Optional<String> word = values.optionalText("time").map(it -> "@" + it);
    return job(values, values.input().name(), word, Optional.empty());
  }

  static Operation cronD(Values values) {
    String name = values.text("cron_name").replace('.', '-');
    return job(
        values, name, values.optionalText("predefined_value"), Optional.of("/etc/cron.d/" + name));
  }

  private static Operation job(
      Values values, String name, Optional<String> word, Optional<String> file) {
    String schedule =
        word.orElseGet(() -> String.join(" ", FIELDS.stream().map(values::text).toList()));
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : VARIABLES) {
      values
          .optionalText(variable)
          .ifPresent(it -> environment.put(variable.toUpperCase(java.util.Locale.ROOT), it));
    }
    environment.putAll(values.textMap("environment"));
    return new Operation.ScheduleJob(
        values.provenance(),
        name,
        schedule,
        values.text("user"),
        values.content("command"),
        environment,
        file);
  }
}
