package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Resources that write a configuration file of a known form. */
final class ConfigurationFiles {
  private static final Access SUDOERS =
      new Access(Optional.of("root"), Optional.of("root"), Optional.of("440"));
  private static final Access PLAIN =
      new Access(Optional.of("root"), Optional.of("root"), Optional.of("644"));

  private ConfigurationFiles() {}

  static Operation sudo(Values values) {
    List<String> who = new ArrayList<>(values.texts("users"));
    values.texts("groups").forEach(it -> who.add(it.startsWith("%") ? it : "%" + it));
    StringBuilder text =
        new StringBuilder(
            "# This file is managed by Chef Infra Client. Changes will be overwritten.\n\n");
    aliases(values).forEach(text::append);
    values.texts("env_keep_add").forEach(it -> text.append(keep("+=", it)));
    values.texts("env_keep_subtract").forEach(it -> text.append(keep("-=", it)));
    String tags =
        (values.flag("noexec") ? "NOEXEC:" : "")
            + (values.flag("nopasswd") ? "NOPASSWD:" : "")
            + (values.flag("setenv") ? "SETENV:" : "");
    for (String command : values.texts("commands")) {
      text.append(String.join(",", who))
          .append(' ')
          .append(values.text("host"))
          .append("=(")
          .append(values.text("runas"))
          .append(") ")
          .append(tags)
          .append(command)
          .append('\n');
    }
    List<String> defaults = values.texts("defaults");
    if (!defaults.isEmpty()) {
      text.append("Defaults:")
          .append(String.join(",", who))
          .append(' ')
          .append(String.join(",", defaults))
          .append('\n');
    }
    return write(values, "/etc/sudoers.d/" + values.text("filename"), text.toString(), SUDOERS);
  }

  private static String keep(String operator, String variable) {
    return "Defaults    env_keep " + operator + " \"" + variable + "\"\n";
  }

  private static List<String> aliases(Values values) {
    List<String> lines = new ArrayList<>();
    if (values.get("command_aliases").orElse(List.of()) instanceof List<?> aliases) {
      for (Object alias : aliases) {
        if (!(alias instanceof Map<?, ?> entry)
            || !(entry.get("command_list") instanceof List<?> commands)) {
          throw Values.unsupported("a command alias has no list of commands");
        }
        String name = String.valueOf(entry.get("name")).toUpperCase(Locale.ROOT);
        List<String> texts = commands.stream().map(String::valueOf).toList();
        lines.add("Cmnd_Alias " + name + " = " + String.join(", ", texts) + "\n");
      }
    }
    return lines;
  }

  /**
   * A line of known_hosts, whose lines Chef sorts; a port other than 22 stands with the host in
   * brackets.
   */
  static List<Operation> knownHost(Values values) {
    String key =
        values
            .optionalText("key")
            .orElseThrow(
                () ->
                    Values.unsupported(
                        "the key is asked from the host, which only works at run time; give it as"
                            + " key"));
    String host = values.text("host");
    String name = values.text("port").equals("22") ? host : "[" + host + "]:" + values.text("port");
    String file = values.text("file_location");
    Access access = values.access();
    String line = name + " " + values.text("key_type") + " " + key.strip();
    String quoted = "'" + file.replace("'", "'\\''") + "'";
    return List.of(
        new Operation.WriteFile(values.provenance(), file, new Content.Inline(""), access, true),
        new Operation.EditFile(values.provenance(), file, new Operation.Edit.EnsureLine(line)),
        ShellSteps.script(values.provenance(), "LC_ALL=C sort -o " + quoted + " " + quoted));
  }

  static Operation logrotate(Values values) {
    StringBuilder text = new StringBuilder();
    values.texts("path").forEach(it -> text.append('"').append(it).append("\" "));
    text.append("{\n");
    values.optionalText("frequency").ifPresent(it -> line(text, it));
    for (String setting :
        List.of(
            "create",
            "dateformat",
            "maxage",
            "maxsize",
            "minsize",
            "olddir",
            "rotate",
            "size",
            "su")) {
      values.optionalText(setting).ifPresent(it -> line(text, setting + " " + it));
    }
    values.texts("options").forEach(it -> line(text, it));
    if (values.flag("sharedscripts")) {
      line(text, "sharedscripts");
    }
    for (String script : List.of("firstaction", "prerotate", "postrotate", "lastaction")) {
      List<String> lines = values.texts(script);
      if (!lines.isEmpty()) {
        line(text, script);
        lines.forEach(it -> text.append("    ").append(it).append('\n'));
        line(text, "endscript");
      }
    }
    text.append("}\n");
    return write(values, "/etc/logrotate.d/" + values.input().name(), text.toString(), PLAIN);
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  private static Operation write(Values values, String path, String text, Access access) {
    return new Operation.WriteFile(
        values.provenance(), path, new Content.Inline(text), access, false);
  }
}
