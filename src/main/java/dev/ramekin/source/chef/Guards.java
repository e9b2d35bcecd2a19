package dev.ramekin.source.chef;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Written;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides guards: shell commands stay conditions, blocks are evaluated now. */
final class Guards {
  /**
   * What the guards say.
   *
   * @param status what becomes of the resource when it does not happen: converted, when it is known
   *     that nothing is to be done; a question, when only the default of one forbids it;
   *     unsupported, when the guards cannot be kept. Empty when it happens
   * @param guard the conditions that stay for the host to decide
   * @param reason why it does not happen; empty when it may
   */
  record Verdict(Optional<Status> status, Guard guard, String reason) {
    private static final Verdict ALWAYS = new Verdict(Optional.empty(), Guard.ALWAYS, "");

    private static Verdict when(Guard.Condition condition) {
      return new Verdict(Optional.empty(), new Guard(List.of(condition)), "");
    }

    private static Verdict without(Status status, String reason) {
      return new Verdict(Optional.of(status), Guard.ALWAYS, reason);
    }
  }

  private final ChefRun run;
  private final Interpreter ruby;

  Guards(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
  }

  /** Decides the guards of a resource. */
  Verdict decide(RubyObject resource) {
    List<Guard.Condition> conditions = new ArrayList<>();
    for (ResourceState.GuardEntry entry : ChefObjects.state(resource).guards()) {
      Verdict verdict = decide(resource, entry);
      if (verdict.status().isPresent()) {
        return verdict;
      }
      conditions.addAll(verdict.guard().conditions());
    }
    return new Verdict(Optional.empty(), new Guard(conditions), "");
  }

  private Verdict decide(RubyObject resource, ResourceState.GuardEntry entry) {
    RubyValue value =
        entry.block().isPresent()
            ? ruby.callAs(resource, entry.block().get())
            : entry.command().orElse(RubyBoolean.TRUE);
    if (entry.block().isEmpty() && !(value instanceof RubyBoolean)) {
      return command(resource, entry, text(value));
    }
    Optional<String> inShell = inShell(resource, entry, value);
    if (inShell.isPresent()) {
      return command(resource, entry, new RubyString(inShell.get()));
    }
    boolean forbids = ruby.truth(value) == entry.negated();
    if (forbids) {
      return forbidden(word(entry), value);
    }
    return value instanceof UnknownValue unknown && unknown.assumed().isEmpty()
        ? Verdict.when(new Guard.Condition(described(entry, unknown), false, entry.negated()))
        : Verdict.ALWAYS;
  }

  private String described(ResourceState.GuardEntry entry, UnknownValue unknown) {
    String code = entry.block().flatMap(Written::place).map(Origin::shortForm).orElse("");
    return word(entry) + " at " + code + ": " + unknown.cause().reason();
  }

  private static String word(ResourceState.GuardEntry entry) {
    return entry.negated() ? "not_if" : "only_if";
  }

  private Verdict command(RubyObject resource, ResourceState.GuardEntry entry, RubyString test) {
    if (!test.taints().isEmpty()) {
      return Verdict.without(Status.UNSUPPORTED, needsSecret(word(entry), test));
    }
    if (test.text().contains(PropertyValues.MARKER)) {
      return Verdict.when(new Guard.Condition(test.text(), false, entry.negated()));
    }
    GuardSetting setting = GuardSetting.of(resource, options(entry));
    if (!setting.isPossible()) {
      return Verdict.without(
          Status.UNSUPPORTED,
          "its %s is for %s, which is not on Linux"
              .formatted(word(entry), setting.interpreter().orElse("")));
    }
    Optional<Boolean> known =
        setting.isPlain()
            ? outcome(test.text(), setting.cwd()).flatMap(GuardCommands.Outcome::known)
            : Optional.empty();
    if (known.isPresent()) {
      return known.get() == entry.negated() ? forbidden(word(entry)) : Verdict.ALWAYS;
    }
    return Verdict.when(new Guard.Condition(setting.with(test.text()), true, entry.negated()));
  }

  private Optional<GuardCommands.Outcome> outcome(String command, Optional<String> cwd) {
    return new GuardCommands(run.hostState(), ruby.budget(), cwd).decide(command);
  }

  /**
   * Decides shell commands for something that is no step of an image, such as a package: by what a
   * host would likely say, else as if it were meant to happen. Each is a question.
   */
  Verdict settle(Guard guard, Origin origin) {
    List<Guard.Condition> rest = new ArrayList<>();
    for (Guard.Condition condition : guard.conditions()) {
      if (!condition.shell()) {
        rest.add(condition);
        continue;
      }
      boolean likely =
          outcome(condition.text(), Optional.empty())
              .map(GuardCommands.Outcome::holds)
              .orElse(!condition.negated());
      RubyValue value =
          UnknownValue.assuming(
              new Unknown("the shell command `" + condition.text() + "` is not run", origin),
              RubyBoolean.of(likely));
      if (ruby.truth(value) == condition.negated()) {
        return forbidden(condition.negated() ? "not_if" : "only_if", value);
      }
    }
    return new Verdict(Optional.empty(), new Guard(rest), "");
  }

  private Verdict forbidden(String word, RubyValue value) {
    return ruby.openQuestion(value)
        .map(id -> new Possible.Answer(id, word.equals("only_if") ? "yes" : "no"))
        .map(answer -> Verdict.without(Status.QUESTION, Possible.reason(List.of(answer))))
        .orElseGet(() -> forbidden(word));
  }

  /** A block that looks at the host, as a command; empty for one that is decided now. */
  private Optional<String> inShell(
      RubyObject resource, ResourceState.GuardEntry entry, RubyValue value) {
    return value instanceof UnknownValue && entry.block().isPresent()
        ? GuardBlocks.command(ruby, resource, entry.block().get())
        : Optional.empty();
  }

  private static Map<String, Object> options(ResourceState.GuardEntry entry) {
    return entry.options().flatMap(Plain::of).orElse(Map.of()) instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .collect(
                Collectors.toMap(it -> String.valueOf(it.getKey()), it -> (Object) it.getValue()))
        : Map.of();
  }

  private static String needsSecret(String word, RubyString command) {
    String secrets = String.join(", ", new TreeSet<>(command.taints()));
    return "its " + word + " needs the secret " + secrets + ", which must not be in an image";
  }

  private static Verdict forbidden(String word) {
    return Verdict.without(Status.CONVERTED, "its " + word + " says that nothing is to be done");
  }

  private RubyString text(RubyValue command) {
    if (!(command instanceof RubyArray words)) {
      return ruby.settle(command);
    }
    List<String> texts = new ArrayList<>();
    Set<String> taints = new HashSet<>();
    for (RubyValue word : words.list()) {
      RubyString text = ruby.settle(word);
      texts.add(text.text());
      taints.addAll(text.taints());
    }
    return new RubyString(String.join(" ", texts), taints);
  }
}
