package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resources that write a configuration file of a known form. */
final class ConfigurationFiles {
  private static final Access SUDOERS =
      new Access(Optional.of("root"), Optional.of("root"), Optional.of("440"));
  private static final Access PLAIN =
      new Access(Optional.of("root"), Optional.of("root"), Optional.of("644"));

  private ConfigurationFiles() {}

  static Operation sudo(Values values) {
    if (values.get("template").isPresent()) {
      throw Values.unsupported("its own template is not covered");
    }
    List<String> who = new ArrayList<>(values.texts("user"));
    who.addAll(values.texts("users"));
    for (String property : List.of("group", "groups")) {
      values.texts(property).forEach(it -> who.add(it.startsWith("%") ? it : "%" + it));
    }
    StringBuilder text =
        new StringBuilder(
            "# This file is managed by Chef Infra Client. Changes will be overwritten.\n\n");
    String tags =
        (values.flag("nopasswd") ? "NOPASSWD:" : "")
            + (values.flag("noexec") ? "NOEXEC:" : "")
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
    values
        .texts("defaults")
        .forEach(
            it ->
                text.append("Defaults:")
                    .append(String.join(",", who))
                    .append(' ')
                    .append(it)
                    .append('\n'));
    String file = values.text("filename").replaceAll("[.~]", "__");
    return write(values, "/etc/sudoers.d/" + file, text.toString(), SUDOERS);
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
