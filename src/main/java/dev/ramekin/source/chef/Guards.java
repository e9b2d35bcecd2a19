package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
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
    ResourceState state = ChefObjects.state(resource);
    List<Guard.Condition> conditions = new ArrayList<>();
    for (ResourceState.GuardEntry entry : state.guards()) {
      String word = entry.negated() ? "not_if" : "only_if";
      RubyValue value =
          entry.block().isPresent()
              ? ruby.callAs(resource, entry.block().get())
              : entry.command().orElse(RubyBoolean.TRUE);
      boolean command = entry.block().isEmpty() && !(value instanceof RubyBoolean);
      Optional<RubyString> test =
          command ? Optional.of(text(value)) : inShell(resource, entry, value).map(RubyString::new);
      if (test.filter(it -> !it.taints().isEmpty()).isPresent()) {
        return Verdict.without(Status.UNSUPPORTED, needsSecret(word, test.get()));
      }
      if (test.filter(it -> it.text().contains(PropertyValues.MARKER)).isPresent()) {
        conditions.add(new Guard.Condition(test.get().text(), false, entry.negated()));
      } else if (test.isPresent()) {
        Optional<Boolean> known = ShellTests.decide(test.get().text(), run.hostState());
        if (known.isPresent() && known.get() == entry.negated()) {
          return forbidden(word);
        }
        if (known.isEmpty()) {
          String full = ShellTests.with(options(entry), test.get().text());
          conditions.add(new Guard.Condition(full, true, entry.negated()));
        }
      } else if (value instanceof UnknownValue unknown && unknown.assumed().isEmpty()) {
        String code = entry.block().flatMap(ruby::placeOf).map(Origin::shortForm).orElse("");
        conditions.add(
            new Guard.Condition(
                word + " at " + code + ": " + unknown.cause().reason(), false, entry.negated()));
        if (ruby.truth(value) == entry.negated()) {
          return forbidden(word, value);
        }
      } else if (ruby.truth(value) == entry.negated()) {
        return forbidden(word, value);
      }
    }
    return new Verdict(Optional.empty(), new Guard(conditions), "");
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
