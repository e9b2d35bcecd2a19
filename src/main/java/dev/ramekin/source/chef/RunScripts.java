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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code runit_service}: a container runs what runit would. The run script stays a script; what
 * runit's helper {@code chpst} does for it (user, environment) becomes settings of the unit.
 */
final class RunScripts {
  private static final Access EXECUTABLE =
      new Access(Optional.of("root"), Optional.of("root"), Optional.of("755"));
  private static final Pattern HELPER =
      Pattern.compile(
          "\\bchpst((?:\\s+-[vVP012]+(?!\\S)|\\s+-[uUbe/CnlLmdopfcrt]\\s*(?:'[^']*'|\"[^\"]*\"|\\S+))*)\\s+");
  private static final Pattern USER =
      Pattern.compile("-u\\s*['\"]?:?([^\\s:'\"]+)(?::([^\\s:'\"]+))?");

  private RunScripts() {}

  static List<Operation> convert(Values values) {
    if (!(values.get("run_script").orElse("") instanceof Content.Inline script)) {
      throw Values.unsupported("its run script holds a secret");
    }
    String name = values.text("service_name");
    String folder = "/etc/sv/" + name;
    String path = folder + "/run";
    Matcher helper = HELPER.matcher(script.text());
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("ExecStart", path);
    service.put("WorkingDirectory", folder);
    if (helper.find()) {
      Matcher user = USER.matcher(helper.group(1));
      if (user.find()) {
        service.put("User", user.group(1));
        Optional.ofNullable(user.group(2)).ifPresent(it -> service.put("Group", it));
      }
    }
    List<Object> environment = new ArrayList<>();
    values.textMap("env").forEach((key, value) -> environment.add("\"" + key + "=" + value + "\""));
    if (!environment.isEmpty()) {
      service.put("Environment", environment);
    }
    service.put("Restart", "always");
    String program = HELPER.matcher(script.text()).replaceAll("");
    return List.of(
        new Operation.WriteFile(
            values.provenance(), path, new Content.Inline(program), EXECUTABLE, false),
        UnitFiles.service(values, name, service),
        new Operation.ManageService(
            values.provenance(), name, List.of(ServiceAction.ENABLE, ServiceAction.START)));
  }
}
