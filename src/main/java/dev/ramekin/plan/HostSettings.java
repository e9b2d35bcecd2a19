package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.SetEnvironment;
import dev.ramekin.model.Operation.SetKernelParameter;
import dev.ramekin.model.Operation.SetLimit;
import dev.ramekin.model.Operation.SetLocale;
import dev.ramekin.model.Operation.SetTimeZone;
import dev.ramekin.plan.Place.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a host sets for all its processes.
 *
 * @param environment variables, with the time zone and the locale among them
 * @param kernelParameters namespaced kernel parameters
 * @param hostEntries addresses by name, of /etc/hosts
 */
record HostSettings(
    Map<String, String> environment,
    Map<String, String> kernelParameters,
    Map<String, String> hostEntries) {
  private static final Map<String, String> LIMIT_NAMES =
      Map.of("nofile", "nofile", "nproc", "nproc", "memlock", "memlock", "core", "core");

  static HostSettings of(HostPlan plan) {
    Map<String, String> environment = new TreeMap<>();
    Map<String, String> kernel = new TreeMap<>();
    for (Operation operation : plan.operations(Optional.empty(), Kind.SETTING)) {
      if (operation instanceof SetEnvironment variable) {
        environment.put(variable.name(), variable.value());
      } else if (operation instanceof SetLocale locale) {
        environment.putAll(locale.variables());
      } else if (operation instanceof SetTimeZone zone) {
        environment.put("TZ", zone.zone());
      } else if (operation instanceof SetKernelParameter parameter) {
        kernel.put(parameter.key(), parameter.value());
      }
    }
    return new HostSettings(environment, kernel, HostEntries.of(plan));
  }

  /** Returns the limits that limits.conf lines set for a user, by their compose name. */
  static Map<String, String> limits(HostPlan plan, Optional<String> user) {
    Map<String, String> soft = new TreeMap<>();
    Map<String, String> hard = new TreeMap<>();
    for (Operation operation : plan.operations(Optional.empty(), Kind.SETTING)) {
      if (operation instanceof SetLimit limit
          && LIMIT_NAMES.containsKey(limit.item())
          && (limit.domain().equals("*") || limit.domain().equals(user.orElse("root")))) {
        String value = limit.value().equals("unlimited") ? "-1" : limit.value();
        if (!limit.type().equals("hard")) {
          soft.put(limit.item(), value);
        }
        if (!limit.type().equals("soft")) {
          hard.put(limit.item(), value);
        }
      }
    }
    Map<String, String> limits = new TreeMap<>();
    soft.forEach((item, value) -> limits.put(item, value + ":" + hard.getOrDefault(item, value)));
    hard.forEach((item, value) -> limits.putIfAbsent(item, value + ":" + value));
    return limits;
  }
}
