package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceEntry.FirstStart;
import dev.ramekin.converters.services.ServiceEntry.Rewrite;
import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Guard.Condition;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.WriteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a first start, and the scripts they call. */
final class StartScripts {
  private static final String FOLDER = "/usr/local/lib/first-start/";

  private final Draft draft;
  private final List<Operation> files = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  StartScripts(Draft draft) {
    this.draft = draft;
    draft
        .workload
        .entry()
        .flatMap(entry -> entry.firstStart())
        .filter(start -> !start.forCommands() || !draft.firstStart.isEmpty())
        .ifPresent(this::write);
  }

  List<Operation> files() {
    return List.copyOf(files);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private void write(FirstStart start) {
    lines.add("if ! " + start.ready() + "; then");
    start.prepare().lines().forEach(line -> lines.add("  " + line));
    for (RunCommand command : draft.firstStart) {
      lines.add("  # " + command.provenance().origin().shortForm());
      lines.add("  " + guarded(command, call(command)));
    }
    start.finish().lines().forEach(line -> lines.add("  " + line));
    lines.add("  echo " + ShellWords.quote("start: made " + start.makes()) + " >&2");
    lines.add("fi");
  }

  private String call(RunCommand command) {
    String path = FOLDER + (files.size() + 1);
    Optional<String> user = draft.workload.user();
    files.add(
        new WriteFile(
            JobFiles.plain(command.provenance()),
            path,
            Texts.map(command.script(), text -> rewritten(Commands.withoutUserSwitch(text, user))),
            new Access(Optional.of("root"), Optional.of("root"), Optional.of("755")),
            false));
    StringBuilder call = new StringBuilder();
    command
        .cwd()
        .ifPresent(folder -> call.append("cd ").append(ShellWords.quote(folder)).append(" && "));
    for (Map.Entry<String, String> variable : command.environment().entrySet()) {
      call.append(variable.getKey())
          .append('=')
          .append(ShellWords.quote(variable.getValue()))
          .append(' ');
    }
    return call.append(command.interpreter())
        .append(' ')
        .append(path)
        .append(command.tolerance())
        .toString();
  }

  private String rewritten(String text) {
    String result = text;
    for (Rewrite rewrite :
        draft.workload.entry().map(it -> it.changes().rewrites()).orElse(List.of())) {
      result = result.replaceAll(rewrite.pattern(), rewrite.replacement());
    }
    return result;
  }

  private String guarded(RunCommand command, String call) {
    List<String> tests = new ArrayList<>();
    command.creates().ifPresent(path -> tests.add("[ ! -e " + ShellWords.quote(path) + " ]"));
    for (Condition condition : command.provenance().guard().conditions()) {
      if (condition.shell()) {
        String text = Commands.withoutUserSwitch(condition.text(), draft.workload.user());
        tests.add((condition.negated() ? "! " : "") + "( " + text.strip() + " ) >/dev/null 2>&1");
      }
    }
    return tests.isEmpty()
        ? "( " + call + " )"
        : "if " + String.join(" && ", tests) + "; then ( " + call + " ); fi";
  }
}
