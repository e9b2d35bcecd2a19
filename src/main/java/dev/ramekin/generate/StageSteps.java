package dev.ramekin.generate;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Guard.Condition;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.RemoveAccount;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The instructions of one stage: its packages first, all at once, then everything else in order;
 * what follows each other without a command in between is one instruction for each cookbook or
 * role, because an image may have some hundred layers at most.
 */
final class StageSteps {
  private static final String CLEAN_ACCOUNTS =
      "rm -f /etc/passwd- /etc/shadow- /etc/group- /etc/gshadow- /etc/subuid- /etc/subgid- /etc/.pwd.lock";

  private final Stage stage;
  private final Lock lock;
  private final Labels labels;
  private final RootFiles files = new RootFiles();
  private final FileCommands fileCommands;
  private final AccountCommands accountCommands;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private final Set<String> mounts = new TreeSet<>();
  private String pendingGroup = "";
  private String pendingLabel = "";
  private boolean accounts;

  StageSteps(Stage stage, Lock lock, Labels labels, AccountNumbers numbers) {
    this.stage = stage;
    this.lock = lock;
    this.labels = labels;
    this.fileCommands = new FileCommands(files, lock);
    this.accountCommands = new AccountCommands(numbers, new TreeSet<>());
    List<Operation> answers = stage.operations().stream().filter(StageSteps::answers).toList();
    answers.forEach(this::add);
    steps.addAll(new PackageStep(stage, lock, labels).steps());
    stage.operations().stream().filter(it -> !answers.contains(it)).forEach(this::add);
    flush();
  }

  /** All packages of a stage are installed at once, so their questions are answered before. */
  private static boolean answers(Operation operation) {
    return operation instanceof RunCommand command
        && new String(RootFiles.bytes(command.script()), StandardCharsets.UTF_8)
            .contains("debconf-set-selections");
  }

  RootFiles files() {
    return files;
  }

  /** Returns the instructions. The stage's files are mounted from {@code {files}}. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  private void add(Operation operation) {
    if (operation instanceof InstallPackages install) {
      new LanguageStep(stage.name(), lock, labels)
          .step(install)
          .ifPresent(
              step -> {
                flush();
                steps.add(step);
              });
      return;
    }
    if (operation instanceof AddRepository) {
      return;
    }
    if (operation instanceof Unconverted todo) {
      flush();
      steps.add(Step.comment(todo(todo)));
    } else if (operation instanceof RunCommand command) {
      flush();
      steps.add(command(command));
    } else {
      lines(operation).ifPresent(lines -> append(operation, lines));
    }
  }

  private Optional<List<String>> lines(Operation operation) {
    if (operation instanceof CreateUser user) {
      accounts = true;
      return Optional.of(accountCommands.user(user));
    }
    if (operation instanceof CreateGroup group) {
      accounts = true;
      return Optional.of(accountCommands.group(group));
    }
    if (operation instanceof RemoveAccount account) {
      accounts = true;
      String kind = account.group() ? "group" : "passwd";
      String name = ShellWords.quote(account.name());
      return Optional.of(
          List.of(
              "! getent "
                  + kind
                  + " "
                  + name
                  + " >/dev/null || "
                  + (account.group() ? "groupdel " : "userdel ")
                  + name));
    }
    return fileCommands.lines(operation);
  }

  private void append(Operation operation, List<String> lines) {
    String group = operation.provenance().group();
    if (!group.equals(pendingGroup)) {
      boolean keepAccounts = accounts && pending.isEmpty();
      flush();
      accounts =
          keepAccounts || operation instanceof CreateUser || operation instanceof CreateGroup;
      pendingGroup = group;
    }
    List<String> body =
        conditional(operation, lines).stream()
            .filter(line -> !line.startsWith("mkdir -p /") || !pending.contains(line))
            .toList();
    String label = "# " + labels.of(operation);
    if (!body.isEmpty() && !label.equals(pendingLabel)) {
      pending.add(label);
      pendingLabel = label;
    }
    pending.addAll(body);
    if (lines.stream().anyMatch(line -> line.contains("/pantry/"))) {
      mounts.add("pantry");
    }
    if (lines.stream().anyMatch(line -> line.contains("/rootfs/"))) {
      mounts.add("rootfs");
    }
  }

  private static List<String> conditional(Operation operation, List<String> lines) {
    List<String> tests = new ArrayList<>();
    List<String> result = new ArrayList<>();
    for (Condition condition : operation.provenance().guard().conditions()) {
      if (condition.shell()) {
        tests.add(
            (condition.negated() ? "! " : "")
                + "( "
                + condition.text().strip()
                + " ) >/dev/null 2>&1");
      } else {
        result.add("# " + unevaluated(condition));
      }
    }
    if (tests.isEmpty()) {
      result.addAll(lines);
      return result;
    }
    result.add("if " + String.join(" && ", tests) + "; then");
    lines.forEach(line -> result.add("  " + line));
    result.add("fi");
    return result;
  }

  private static String unevaluated(Condition condition) {
    return (condition.negated() ? "not if" : "only if")
        + ", taken as fulfilled: "
        + condition.text().strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private void flush() {
    if (!pending.isEmpty()) {
      List<String> body = new ArrayList<>(List.of("set -eu"));
      body.addAll(pending);
      if (accounts) {
        body.add(CLEAN_ACCOUNTS);
      }
      List<String> comments =
          pendingGroup.isEmpty() ? List.of("Set-up for a container") : List.of(pendingGroup);
      steps.add(Step.script(comments, Step.RUN + mountWords(), body));
    }
    pending.clear();
    mounts.clear();
    accounts = false;
    pendingGroup = "";
    pendingLabel = "";
  }

  private String mountWords() {
    StringBuilder words = new StringBuilder();
    if (mounts.contains("pantry")) {
      words.append(" --mount=type=bind,from=pantry,target=/pantry");
    }
    if (mounts.contains("rootfs")) {
      words.append(" --mount=type=bind,from={files},source=rootfs,target=/rootfs");
    }
    return words.toString();
  }

  private Step command(RunCommand command) {
    List<String> body = new ArrayList<>();
    List<String> comments = new ArrayList<>(List.of(labels.of(command)));
    command
        .creates()
        .ifPresent(path -> body.add("[ ! -e " + ShellWords.quote(path) + " ] || exit 0"));
    for (Condition condition : command.provenance().guard().conditions()) {
      if (condition.shell()) {
        body.add(
            (condition.negated() ? "! " : "")
                + "( "
                + condition.text().strip()
                + " ) >/dev/null 2>&1 || exit 0");
      } else {
        comments.add(unevaluated(condition));
      }
    }
    command.umask().ifPresent(umask -> body.add("umask " + umask));
    for (Map.Entry<String, String> variable : command.environment().entrySet()) {
      body.add("export " + variable.getKey() + "=" + ShellWords.quote(variable.getValue()));
    }
    command.cwd().ifPresent(folder -> body.add("cd " + ShellWords.quote(folder)));
    return finish(command, comments, body);
  }

  private Step finish(RunCommand command, List<String> comments, List<String> body) {
    String script = new String(RootFiles.bytes(command.script()), StandardCharsets.UTF_8);
    boolean shell = command.interpreter().equals("sh") || command.interpreter().equals("bash");
    String as =
        command
            .user()
            .filter(user -> !user.equals("root"))
            .map(
                user ->
                    "setpriv --reuid="
                        + ShellWords.quote(user)
                        + " --regid="
                        + command.group().map(ShellWords::quote).orElse("root")
                        + " --init-groups ")
            .orElse("");
    if (shell || body.isEmpty() && command.tolerance().isEmpty()) {
      body.addAll(tolerant(command, script.stripTrailing().lines().toList()));
      boolean plain = as.isEmpty() && command.interpreter().equals("sh");
      return Step.settled(comments, "", plain ? "" : as + command.interpreter(), body);
    }
    String path = files.add("/scripts/" + (files.files().size() + 1), command.script());
    String call = command.interpreter() + " " + path;
    body.add(command.tolerance().isEmpty() ? "exec " + call : call + command.tolerance());
    return Step.settled(
        comments,
        "--mount=type=bind,from={files},source=rootfs,target=/rootfs",
        as.isEmpty() ? "" : as + "sh",
        body);
  }

  private static List<String> tolerant(RunCommand command, List<String> script) {
    if (command.tolerance().isEmpty()) {
      return script;
    }
    List<String> lines = new ArrayList<>(List.of("("));
    lines.addAll(script);
    lines.add(")" + command.tolerance());
    return lines;
  }

  private static List<String> todo(Unconverted todo) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "TODO(unsupported) "
            + todo.provenance().origin().shortForm()
            + " "
            + todo.type()
            + "["
            + oneLine(todo.name())
            + "]: "
            + oneLine(todo.reason()));
    String properties =
        todo.properties().entrySet().stream()
            .map(it -> it.getKey() + ": " + oneLine(it.getValue()))
            .collect(Collectors.joining(", "));
    if (!properties.isEmpty()) {
      lines.add("  " + properties);
    }
    return lines;
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
