package dev.ramekin.plan;

import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.lang.unit.UnitWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a unit of the source's own asks of a container: argv, variables, files. */
final class OwnUnit {
  private static final Pattern QUOTED = Pattern.compile("^([\"'])(.*)\\1$");

  final ServiceUnit unit;
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<String> environmentFiles = new ArrayList<>();
  final List<Operation> steps = new ArrayList<>();
  private final Draft draft;

  OwnUnit(Draft draft) {
    this.draft = draft;
    String text =
        Units.marked(draft.unitText.orElseThrow())
            .replace("%n", draft.name + ".service")
            .replace("%N", draft.name)
            .replace("%p", draft.name);
    this.unit = ServiceUnit.of(UnitFile.parse(text));
    variables();
    directories();
  }

  /** Returns the argv; a shell puts in the variables that are known at start only. */
  List<String> command() {
    if (unit.start().isEmpty()) {
      return List.of();
    }
    List<String> words = UnitWords.command(unit.start().get(unit.start().size() - 1), environment);
    return environmentFiles.isEmpty() ? words : UnitWords.argv(words);
  }

  private void variables() {
    Map<String, String> secret = new TreeMap<>();
    unit.environment()
        .forEach((name, value) -> (Units.isMarked(value) ? secret : environment).put(name, value));
    unit.environmentFiles().forEach(this::environmentFile);
    if (!secret.isEmpty()) {
      String path = "/etc/" + draft.name + "/secrets.env";
      String text =
          secret.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue() + "\n")
              .collect(Collectors.joining());
      steps.add(new WriteFile(provenance(), path, Units.unmark(text), access("640"), false));
      environmentFiles.add(path);
    }
  }

  private void environmentFile(String path) {
    Optional<Content> content =
        draft.operations.stream()
            .filter(WriteFile.class::isInstance)
            .map(WriteFile.class::cast)
            .filter(file -> file.path().equals(path))
            .map(WriteFile::content)
            .reduce((first, second) -> second);
    if (content.isPresent() && content.get() instanceof Content.Inline inline) {
      environment.putAll(assignments(inline.text()));
    } else {
      environmentFiles.add(path);
    }
  }

  /** Reads {@code NAME=value} lines as systemd does: no expansion, outer quotes taken off. */
  static Map<String, String> assignments(String text) {
    Map<String, String> assignments = new LinkedHashMap<>();
    for (String line : text.split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0
          && !line.stripLeading().startsWith("#")
          && !line.stripLeading().startsWith(";")) {
        String value = QUOTED.matcher(line.substring(equals + 1).strip()).replaceFirst("$2");
        assignments.put(line.substring(0, equals).strip(), value);
      }
    }
    return assignments;
  }

  private void directories() {
    for (String name : unit.stateDirectories()) {
      directory("/var/lib/" + name);
    }
    for (String name : unit.logDirectories()) {
      directory("/var/log/" + name);
    }
    for (String name : unit.cacheDirectories()) {
      directory("/var/cache/" + name);
    }
  }

  private void directory(String path) {
    steps.add(new MakeDirectory(provenance(), path, access("755"), true));
  }

  private Access access(String mode) {
    return new Access(unit.user(), unit.group().or(unit::user), Optional.of(mode));
  }

  private Provenance provenance() {
    return JobFiles.of(draft.workload.origin());
  }
}
