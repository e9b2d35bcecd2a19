package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides what is not known: by the user's answer, else by what is assumed of a bare host, else no.
 * Both branches of a condition are evaluated, the one not taken on trial.
 */
final class Decisions {
  private static final int MOST_NESTED_TRIALS = 3;

  /** A question with one of its answers. */
  record Way(String question, Origin origin, UnknownValue condition, boolean answer) {}

  private final Interpreter ruby;

  Decisions(Interpreter ruby) {
    this.ruby = ruby;
  }

  /** Decides without branches, for a condition inside a core method such as {@code select}. */
  boolean truth(RubyValue value) {
    if (!(value instanceof UnknownValue unknown)) {
      return value.truthy();
    }
    String id = condition(unknown);
    boolean taken = ruby.questions().decision(id).orElse(unknown.truthy());
    ask(id, unknown.cause().origin(), unknown, unknown.truthy(), List.of());
    return taken;
  }

  /** Takes one of two branches, and the other one on trial when the condition is unknown. */
  RubyValue choose(
      RubyValue condition,
      String file,
      Span span,
      Supplier<RubyValue> yes,
      Supplier<RubyValue> no) {
    return choose(condition, file, span, yes, no, Optional.empty());
  }

  /**
   * The same where one branch is more likely than the other.
   *
   * @param likely the outcome of a condition of which nothing can be assumed: code that goes on,
   *     not code that gives up
   */
  RubyValue choose(
      RubyValue condition,
      String file,
      Span span,
      Supplier<RubyValue> yes,
      Supplier<RubyValue> no,
      Optional<Boolean> likely) {
    if (!(condition instanceof UnknownValue unknown)) {
      return condition.truthy() ? yes.get() : no.get();
    }
    ruby.origins().move(file, span);
    Origin origin = ruby.origin();
    String id = id(origin, span.toString());
    boolean byDefault =
        unknown.assumed().isPresent() ? unknown.truthy() : likely.orElse(unknown.truthy());
    boolean taken = ruby.questions().decision(id).orElse(byDefault);
    List<String> other = trial(id, !taken, taken ? no : yes);
    ruby.hooks().branchBegins(id, taken, false);
    List<String> own = List.of();
    try {
      return taken ? yes.get() : no.get();
    } catch (Jump jump) {
      if (ruby.questions().decision(id).isEmpty()) {
        jump.hangsOn(new Way(id, origin, unknown, !taken));
      }
      throw jump;
    } finally {
      own = ruby.hooks().branchEnds();
      ask(id, origin, unknown, byDefault, outcomes(taken, own, other));
    }
  }

  /**
   * Evaluates statements one after another. What follows a jump that happens only by the default of
   * an open question is evaluated on trial, as the other answer would.
   */
  RubyValue inOrder(List<RubyNode> nodes, Function<RubyNode, RubyValue> evaluation) {
    RubyValue value = RubyNil.NIL;
    for (int index = 0; index < nodes.size(); index++) {
      try {
        value = evaluation.apply(nodes.get(index));
      } catch (Jump jump) {
        List<RubyNode> rest = nodes.subList(index + 1, nodes.size());
        jump.otherWay().ifPresent(way -> passedBy(way, rest, evaluation));
        throw jump;
      }
    }
    return value;
  }

  private void passedBy(Way way, List<RubyNode> rest, Function<RubyNode, RubyValue> evaluation) {
    if (rest.isEmpty()) {
      return;
    }
    List<String> declared = trial(way.question(), way.answer(), () -> inOrder(rest, evaluation));
    ask(
        way.question(),
        way.origin(),
        way.condition(),
        way.condition().truthy(),
        outcomes(!way.answer(), List.of(), declared));
  }

  /** Returns the id of the question that an unknown value asks and nobody has answered. */
  Optional<String> open(RubyValue value) {
    return value instanceof UnknownValue unknown
        ? Optional.of(condition(unknown)).filter(id -> ruby.questions().decision(id).isEmpty())
        : Optional.empty();
  }

  private String condition(UnknownValue unknown) {
    return id(unknown.cause().origin(), "condition " + unknown.cause().reason());
  }

  /**
   * Evaluates on trial what would happen for an element of an unknown collection. It becomes a
   * question when anything is declared.
   */
  void element(UnknownValue collection, Runnable body) {
    Origin origin = ruby.origin();
    String id = id(origin, "element " + origin.column());
    if (ruby.questions().decision(id).orElse(false)) {
      body.run();
      return;
    }
    List<String> declared =
        trial(
            id,
            true,
            () -> {
              body.run();
              return collection;
            });
    if (!declared.isEmpty()) {
      ask(id, origin, collection, collection.truthy(), outcomes(false, List.of(), declared));
    }
  }

  private static List<Question.Outcome> outcomes(
      boolean taken, List<String> own, List<String> other) {
    return List.of(
        new Question.Outcome("yes", taken ? own : other),
        new Question.Outcome("no", taken ? other : own));
  }

  private String id(Origin origin, String key) {
    return ruby.questions().id(origin, key);
  }

  private void ask(
      String id,
      Origin origin,
      UnknownValue unknown,
      boolean byDefault,
      List<Question.Outcome> outcomes) {
    ruby.questions()
        .ask(
            new Question(
                id,
                origin,
                Question.Kind.CONDITION,
                "Does this condition hold? " + unknown.cause().reason(),
                Optional.of(byDefault ? "yes" : "no"),
                outcomes,
                ruby.questions().answer(id)));
  }

  /** Evaluates a branch, forgets its effects, and returns what it would have declared. */
  List<String> trial(String id, boolean outcome, Supplier<RubyValue> branch) {
    if (ruby.journal().depth() >= MOST_NESTED_TRIALS) {
      return List.of();
    }
    Origins.Position before = ruby.origins().position();
    ruby.hooks().branchBegins(id, outcome, true);
    ruby.journal().begin();
    try {
      ruby.budget().onTrial(() -> attempt(branch));
      return ruby.hooks().branchEnds();
    } finally {
      ruby.journal().rollback();
      ruby.origins().back(before);
    }
  }

  private static void attempt(Supplier<RubyValue> branch) {
    try {
      RubyValue unused = branch.get();
    } catch (RubyError | Jump | Thrown leaving) {
      // The branch ends early; what it declared before is what counts.
      return;
    } catch (StackOverflowError overflow) {
      throw Programs.tooDeep();
    }
  }

  /** Makes a text that is known of one that may not be. */
  RubyString settle(RubyValue value) {
    if (!(value instanceof UnknownValue unknown)) {
      return (RubyString) value;
    }
    if (!unknown.parts().isEmpty()) {
      StringBuilder text = new StringBuilder();
      unknown
          .parts()
          .forEach(
              part ->
                  text.append(
                      settle(part instanceof UnknownValue ? part : ruby.text(part)).text()));
      return new RubyString(text.toString(), unknown.taints());
    }
    Unknown cause = unknown.cause();
    String id = id(cause.origin(), "value " + cause.reason());
    Optional<String> answer = ruby.questions().answer(id);
    Optional<String> assumed =
        unknown.assumed().map(known -> TextBuilder.assumed(ruby.text(known)));
    ruby.questions()
        .ask(
            new Question(
                id,
                cause.origin(),
                Question.Kind.VALUE,
                "Which value? " + cause.reason(),
                assumed,
                List.of(),
                answer));
    Set<String> taints = unknown.taints();
    return new RubyString(answer.or(() -> assumed).orElse("RAMEKIN_UNKNOWN(" + id + ")"), taints);
  }

  /** Returns the first unknown among values. */
  static Optional<UnknownValue> firstUnknown(List<RubyValue> values) {
    for (RubyValue value : values) {
      if (value instanceof UnknownValue unknown) {
        return Optional.of(unknown);
      }
    }
    return Optional.empty();
  }

  /** Returns the assumed values of all; empty when one has none. */
  static Optional<List<RubyValue>> assumed(List<RubyValue> values) {
    List<RubyValue> known = new ArrayList<>(values.size());
    for (RubyValue value : values) {
      if (!(value instanceof UnknownValue unknown)) {
        known.add(value);
      } else if (unknown.assumed().isPresent()) {
        known.add(unknown.assumed().get());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(known);
  }
}
