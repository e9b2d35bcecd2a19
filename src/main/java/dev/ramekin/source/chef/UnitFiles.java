package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ServiceAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code systemd_unit}, and programs under a supervisor. */
final class UnitFiles {
  private UnitFiles() {}

  /** A hash is written as {@code Key = value}, an array repeats the key, a text stays verbatim. */
  static Operation define(Values values) {
    Object content =
        values.get("content").orElseThrow(() -> Values.unsupported("content is missing"));
    Content text =
        content instanceof Map<?, ?> sections
            ? new Content.Inline(unit(sections))
            : values.content("content");
    Access access = new Access(Optional.of("root"), Optional.of("root"), Optional.of("644"));
    return new Operation.WriteFile(
        values.provenance(),
        "/etc/systemd/system/" + values.text("unit_name"),
        text,
        access,
        false);
  }

  private static String unit(Map<?, ?> sections) {
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (section, entries) -> {
          text.append(text.length() > 0 ? "\n" : "").append('[').append(section).append("]\n");
          if (entries instanceof Map<?, ?> lines) {
            lines.forEach((key, value) -> line(text, String.valueOf(key), value));
          }
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String key, Object value) {
    List<?> items = value instanceof List<?> list ? list : List.of(value);
    items.forEach(item -> text.append(key).append(" = ").append(item).append('\n'));
  }

  static List<Operation> manage(Values values, String action) {
    String unit = values.text("unit_name");
    ServiceAction what =
        switch (action) {
          case "enable", "reenable" -> ServiceAction.ENABLE;
          case "disable", "mask" -> ServiceAction.DISABLE;
          case "start" -> ServiceAction.START;
          case "stop" -> ServiceAction.STOP;
          case "reload" -> ServiceAction.RELOAD;
          default -> ServiceAction.RESTART;
        };
    String service = unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit;
    return List.of(new Operation.ManageService(values.provenance(), service, List.of(what)));
  }

  /** A program under supervisor becomes a unit of its own. */
  static List<Operation> supervised(Values values) {
    String name = values.text("service_name");
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("ExecStart", values.text("command"));
    values.optionalText("user").ifPresent(it -> service.put("User", it));
    values.optionalText("directory").ifPresent(it -> service.put("WorkingDirectory", it));
    values.optionalText("umask").ifPresent(it -> service.put("UMask", it));
    values.optionalText("stopsignal").ifPresent(it -> service.put("KillSignal", "SIG" + it));
    values.optionalText("stopwaitsecs").ifPresent(it -> service.put("TimeoutStopSec", it));
    List<Object> environment = new ArrayList<>();
    values
        .textMap("environment")
        .forEach((key, value) -> environment.add("\"" + key + "=" + value + "\""));
    if (!environment.isEmpty()) {
      service.put("Environment", environment);
    }
    service.put("Restart", restart(values.optionalText("autorestart").orElse("unexpected")));
    boolean starts = values.get("autostart").isEmpty() || values.flag("autostart");
    List<ServiceAction> actions =
        starts ? List.of(ServiceAction.ENABLE, ServiceAction.START) : List.of();
    List<Operation> operations = new ArrayList<>(List.of(service(values, name, service)));
    if (starts) {
      operations.add(new Operation.ManageService(values.provenance(), name, actions));
    }
    return operations;
  }

  /** Supervisor starts a program again always, never, or when it ended with an unexpected code. */
  private static String restart(String policy) {
    return switch (policy) {
      case "true" -> "always";
      case "false" -> "no";
      default -> "on-failure";
    };
  }

  /** Defines a service unit that starts with the host. */
  static Operation service(Values values, String name, Map<String, Object> service) {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("Service", service);
    sections.put("Install", Map.of("WantedBy", "multi-user.target"));
    return new Operation.DefineUnit(
        values.provenance(), name + ".service", new Content.Inline(unit(sections)));
  }
}
