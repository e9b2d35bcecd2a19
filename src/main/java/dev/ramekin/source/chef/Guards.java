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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides guards: shell commands stay conditions, blocks are evaluated now. */
final class Guards {
  /**
   * What the guards say.
   *
   * @param happens false when one forbids the resource
   * @param open whether it forbids it only by the default of a question nobody has answered
   * @param guard the conditions that stay for the host to decide
   * @param reason why it does not happen; empty when it may
   */
  record Verdict(boolean happens, boolean open, Guard guard, String reason) {}

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
      Optional<String> test = command ? Optional.of(text(value)) : inShell(resource, entry, value);
      if (test.isPresent()) {
        Optional<Boolean> known = ShellTests.decide(test.get(), run.hostState());
        if (known.isPresent() && known.get() == entry.negated()) {
          return forbidden(word);
        }
        if (known.isEmpty()) {
          String full = ShellTests.with(options(entry), test.get());
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
    return new Verdict(true, false, new Guard(conditions), "");
  }

  private Verdict forbidden(String word, RubyValue value) {
    return ruby.openQuestion(value)
        .map(id -> new Possible.Answer(id, word.equals("only_if") ? "yes" : "no"))
        .map(answer -> new Verdict(false, true, Guard.ALWAYS, Possible.reason(List.of(answer))))
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

  private static Verdict forbidden(String word) {
    return new Verdict(
        false, false, Guard.ALWAYS, "its " + word + " says that nothing is to be done");
  }

  private String text(RubyValue command) {
    if (command instanceof RubyArray words) {
      return String.join(" ", words.list().stream().map(it -> ruby.settle(it).text()).toList());
    }
    RubyString settled = ruby.settle(command);
    return settled.text();
  }
}
