package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Provenance;
import java.util.List;
import java.util.Map;
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

  /** A script without code does nothing, as in Chef before version 13. */
  static List<Operation> script(Values values) {
    if (values.get("code").isEmpty()) {
      return List.of();
    }
    String interpreter = values.text("interpreter");
    Optional<String> flags = values.optionalText("flags");
    return List.of(
        command(
            values,
            flags.map(it -> interpreter + " " + it).orElse(interpreter),
            values.content("code")));
  }

  /** The answers to a package's questions, for {@code debconf-set-selections}(1). */
  static Operation answers(Provenance provenance, Content selections) {
    if (!(selections instanceof Content.Inline inline)) {
      throw Values.unsupported("its answers to debconf questions hold a secret");
    }
    String script =
        "debconf-set-selections <<'ANSWERS'\n" + inline.text().stripTrailing() + "\nANSWERS\n";
    return script(provenance, script);
  }

  /** A script that the shell runs as root and that has to end with 0. */
  static Operation script(Provenance provenance, String script) {
    return new Operation.RunCommand(
        provenance,
        "sh",
        new Content.Inline(script),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
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
        values.optionalText("creates"),
        values.flag("ignore_failure") ? List.of() : accepted(values));
  }

  private static List<Integer> accepted(Values values) {
    List<String> codes = values.texts("returns");
    if (!codes.stream().allMatch(it -> it.matches("[0-9]{1,3}"))) {
      throw Values.unsupported("returns is not a list of exit codes");
    }
    return codes.isEmpty() ? List.of(0) : codes.stream().map(Integer::valueOf).toList();
  }
}
