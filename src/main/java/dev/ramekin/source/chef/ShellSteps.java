package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code execute} and the script resources. */
final class ShellSteps {
  private ShellSteps() {}

  static Operation execute(Values values) {
    Object command = values.get("command").orElse("");
    Content script =
        command instanceof List<?>
            ? new Content.Inline(
                values.texts("command").stream()
                    .map(ShellSteps::word)
                    .collect(Collectors.joining(" ")))
            : values.content("command");
    return command(values, "sh", script);
  }

  /**
   * A list of words goes past the shell in Chef; here each is quoted where a shell would read it.
   */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static Operation script(Values values) {
    String interpreter = values.text("interpreter");
    Optional<String> flags = values.optionalText("flags");
    if (values.get("code").isEmpty()) {
      throw Values.unsupported("code is missing");
    }
    return command(
        values,
        flags.map(it -> interpreter + " " + it).orElse(interpreter),
        values.content("code"));
  }

  private static Operation command(Values values, String interpreter, Content script) {
    return new Operation.RunCommand(
        values.provenance(),
        interpreter,
        script,
        values.optionalText("cwd"),
        values.optionalText("user"),
        values.optionalText("group"),
        values.mode("umask"),
        values.textMap("environment"),
        values.optionalText("creates"));
  }
}
