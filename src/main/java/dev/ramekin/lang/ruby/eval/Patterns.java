package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyPattern;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pattern matching. What is matched against an unknown is itself unknown: such an {@code in} is a
 * branch, as an unknown {@code when} is.
 */
final class Patterns {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  /** Why the last pattern did not fit, in the words of MRI. */
  private String why = "";

  private Optional<RubyValue> missingKey = Optional.empty();

  Patterns(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.CaseIn.class, this::select);
    evaluator.on(RubyNode.MatchPattern.class, this::match);
  }

  private RubyValue match(RubyNode.MatchPattern node, Context context) {
    RubyValue value = evaluator.evaluate(node.value(), context);
    ruby.origins().move(context.file(), node.span());
    RubyValue outcome = matches(node.pattern(), value, context);
    if (node.asks()) {
      return outcome;
    }
    if (!(outcome instanceof UnknownValue) && !outcome.truthy()) {
      ruby.origins().move(context.file(), node.span());
      throw noMatch(value, ": " + why);
    }
    return RubyNil.NIL;
  }

  private RubyError noMatch(RubyValue value, String reason) {
    String type = missingKey.isPresent() ? "NoMatchingPatternKeyError" : "NoMatchingPatternError";
    RubyError error = ruby.error(type, ruby.inspect(value) + reason);
    missingKey.ifPresent(key -> error.exception().set("key", key));
    return error;
  }

  private RubyValue select(RubyNode.CaseIn node, Context context) {
    RubyValue subject = evaluator.evaluate(node.subject(), context);
    return selectFrom(node, 0, subject, Optional.empty(), context);
  }

  /**
   * Tries one branch after another.
   *
   * @param doubt whether a branch before this one may fit; then it is no error when no other does
   */
  private RubyValue selectFrom(
      RubyNode.CaseIn node,
      int first,
      RubyValue subject,
      Optional<UnknownValue> doubt,
      Context context) {
    for (int index = first; index < node.ins().size(); index++) {
      RubyNode.In branch = node.ins().get(index);
      ruby.origins().move(context.file(), branch.span());
      RubyValue outcome = guarded(branch, subject, context);
      if (outcome instanceof UnknownValue unknown) {
        int next = index + 1;
        return ruby.decisions()
            .choose(
                outcome,
                context.file(),
                branch.span(),
                () -> evaluator.evaluate(branch.body(), context),
                () -> selectFrom(node, next, subject, Optional.of(unknown), context));
      }
      if (outcome.truthy()) {
        return evaluator.evaluate(branch.body(), context);
      }
    }
    if (node.otherwise().isPresent()) {
      return evaluator.evaluate(node.otherwise().get(), context);
    }
    if (doubt.isPresent()) {
      return doubt.get().with(Optional.empty());
    }
    ruby.origins().move(context.file(), node.span());
    boolean only = node.ins().size() == 1;
    if (!only) {
      missingKey = Optional.empty();
    }
    throw noMatch(subject, only ? ": " + why : "");
  }

  private RubyValue guarded(RubyNode.In branch, RubyValue subject, Context context) {
    RubyValue outcome = matches(branch.pattern(), subject, context);
    boolean fits = outcome instanceof UnknownValue || outcome.truthy();
    if (!fits || branch.guard().isEmpty()) {
      return outcome;
    }
    RubyValue guard = evaluator.evaluate(branch.guard().get(), context);
    RubyValue both = and(outcome, guard);
    return both == RubyBoolean.FALSE ? fails("guard clause does not return true") : both;
  }

  private static RubyValue and(RubyValue left, RubyValue right) {
    if (left instanceof UnknownValue unknown) {
      boolean never = !(right instanceof UnknownValue) && !right.truthy();
      return never ? RubyBoolean.FALSE : unknown;
    }
    return right instanceof UnknownValue ? right : RubyBoolean.of(right.truthy());
  }

  private RubyValue fails(String reason) {
    why = reason;
    return RubyBoolean.FALSE;
  }

  private RubyValue matches(RubyPattern pattern, RubyValue subject, Context context) {
    ruby.budget().step();
    missingKey = Optional.empty();
    if (pattern instanceof RubyPattern.Value value) {
      return tested(evaluator.evaluate(value.value(), context), subject, context);
    }
    if (pattern instanceof RubyPattern.Capture capture) {
      context.scope().set(capture.name(), subject);
      return RubyBoolean.TRUE;
    }
    if (pattern instanceof RubyPattern.Named named) {
      RubyValue outcome = matches(named.pattern(), subject, context);
      if (outcome instanceof UnknownValue || outcome.truthy()) {
        context.scope().set(named.name(), subject);
      }
      return outcome;
    }
    if (pattern instanceof RubyPattern.Alternatives alternatives) {
      return anyOf(alternatives.patterns(), subject, context);
    }
    return structure(pattern, subject, context);
  }

  private RubyValue tested(RubyValue expected, RubyValue subject, Context context) {
    RubyValue outcome = ruby.dispatch().send(expected, "===", Arguments.of(subject), context, true);
    boolean undecided = subject instanceof UnknownValue && !(outcome instanceof UnknownValue);
    if (undecided) {
      return ((UnknownValue) subject).with(Optional.of(outcome));
    }
    if (outcome instanceof UnknownValue || outcome.truthy()) {
      return outcome instanceof UnknownValue ? outcome : RubyBoolean.TRUE;
    }
    return fails(
        ruby.inspect(expected) + " === " + ruby.inspect(subject) + " does not return true");
  }

  private RubyValue anyOf(List<RubyPattern> patterns, RubyValue subject, Context context) {
    RubyValue outcome = RubyBoolean.FALSE;
    for (RubyPattern pattern : patterns) {
      RubyValue next = matches(pattern, subject, context);
      if (next == RubyBoolean.TRUE) {
        return next;
      }
      outcome = next instanceof UnknownValue ? next : outcome;
    }
    return outcome;
  }

  // Lists and hashes

  private RubyValue structure(RubyPattern pattern, RubyValue subject, Context context) {
    if (subject instanceof UnknownValue unknown) {
      names(pattern).forEach(name -> context.scope().set(name, unknown.with(Optional.empty())));
      return unknown.with(Optional.empty());
    }
    Optional<RubyNode> type = type(pattern);
    if (type.isPresent()) {
      RubyValue fits = tested(evaluator.evaluate(type.get(), context), subject, context);
      if (fits != RubyBoolean.TRUE) {
        return fits;
      }
    }
    if (pattern instanceof RubyPattern.Entries entries) {
      return entries(entries, subject, context);
    }
    if (!ruby.respondsTo(subject, "deconstruct")) {
      return fails(ruby.inspect(subject) + " does not respond to #deconstruct");
    }
    RubyValue parts = ruby.send(subject, "deconstruct");
    if (!(parts instanceof RubyArray list)) {
      throw ruby.error("TypeError", "deconstruct must return Array");
    }
    return pattern instanceof RubyPattern.Elements elements
        ? elements(elements, list.list(), context)
        : find((RubyPattern.Find) pattern, list.list(), context);
  }

  private static Optional<RubyNode> type(RubyPattern pattern) {
    if (pattern instanceof RubyPattern.Elements elements) {
      return elements.type();
    }
    return pattern instanceof RubyPattern.Find find
        ? find.type()
        : ((RubyPattern.Entries) pattern).type();
  }

  /** Returns the variables that a pattern sets. */
  private static List<String> names(RubyPattern pattern) {
    List<String> names = new ArrayList<>();
    if (pattern instanceof RubyPattern.Capture capture) {
      names.add(capture.name());
    } else if (pattern instanceof RubyPattern.Named named) {
      names.add(named.name());
      names.addAll(names(named.pattern()));
    } else if (pattern instanceof RubyPattern.Elements elements) {
      elements.before().forEach(it -> names.addAll(names(it)));
      elements.rest().filter(it -> !it.equals(RubyPattern.NAMELESS)).ifPresent(names::add);
      elements.after().forEach(it -> names.addAll(names(it)));
    } else if (pattern instanceof RubyPattern.Find find) {
      find.middle().forEach(it -> names.addAll(names(it)));
    } else if (pattern instanceof RubyPattern.Entries entries) {
      for (RubyPattern.Entry entry : entries.entries()) {
        names.addAll(entry.pattern().map(Patterns::names).orElse(List.of(entry.key())));
      }
      entries.rest().ifPresent(names::add);
    }
    return names;
  }

  private RubyValue elements(RubyPattern.Elements pattern, List<RubyValue> parts, Context context) {
    int least = pattern.before().size() + pattern.after().size();
    boolean open = pattern.rest().isPresent();
    if (open ? parts.size() < least : parts.size() != least) {
      RubyValue shown = new RubyArray(parts);
      return fails(
          ruby.inspect(shown)
              + " length mismatch (given "
              + parts.size()
              + ", expected "
              + least
              + (open ? "+" : "")
              + ")");
    }
    RubyValue outcome = each(pattern.before(), parts, 0, context);
    int behind = parts.size() - pattern.after().size();
    if (outcome != RubyBoolean.FALSE) {
      pattern
          .rest()
          .filter(name -> !name.equals(RubyPattern.NAMELESS))
          .ifPresent(
              name ->
                  context
                      .scope()
                      .set(name, new RubyArray(parts.subList(pattern.before().size(), behind))));
      outcome = and(outcome, each(pattern.after(), parts, behind, context));
    }
    return outcome;
  }

  private RubyValue each(
      List<RubyPattern> patterns, List<RubyValue> parts, int from, Context context) {
    RubyValue outcome = RubyBoolean.TRUE;
    for (int index = 0; index < patterns.size() && outcome != RubyBoolean.FALSE; index++) {
      outcome = and(outcome, matches(patterns.get(index), parts.get(from + index), context));
    }
    return outcome;
  }

  private RubyValue find(RubyPattern.Find pattern, List<RubyValue> parts, Context context) {
    int size = pattern.middle().size();
    for (int start = 0; start + size <= parts.size(); start++) {
      RubyValue outcome = each(pattern.middle(), parts, start, context);
      if (outcome != RubyBoolean.FALSE) {
        name(pattern.before(), parts.subList(0, start), context);
        name(pattern.after(), parts.subList(start + size, parts.size()), context);
        return outcome;
      }
    }
    return fails(ruby.inspect(new RubyArray(parts)) + " does not match to find pattern");
  }

  private static void name(String name, List<RubyValue> parts, Context context) {
    if (!name.equals(RubyPattern.NAMELESS)) {
      context.scope().set(name, new RubyArray(parts));
    }
  }

  private RubyValue entries(RubyPattern.Entries pattern, RubyValue subject, Context context) {
    if (!ruby.respondsTo(subject, "deconstruct_keys")) {
      return fails(ruby.inspect(subject) + " does not respond to #deconstruct_keys");
    }
    List<RubyValue> keys =
        pattern.entries().stream().<RubyValue>map(it -> new RubySymbol(it.key())).toList();
    boolean all = pattern.rest().isPresent() || pattern.only() || keys.isEmpty();
    RubyValue parts =
        ruby.send(subject, "deconstruct_keys", all ? RubyNil.NIL : new RubyArray(keys));
    if (!(parts instanceof RubyHash hash)) {
      throw ruby.error("TypeError", "deconstruct_keys must return Hash");
    }
    if (pattern.entries().isEmpty() && pattern.rest().isEmpty()) {
      return hash.map().isEmpty() ? RubyBoolean.TRUE : fails(ruby.inspect(hash) + " is not empty");
    }
    return values(pattern, new RubyHash(hash.map()), context);
  }

  private RubyValue values(RubyPattern.Entries pattern, RubyHash left, Context context) {
    RubyValue outcome = RubyBoolean.TRUE;
    for (RubyPattern.Entry entry : pattern.entries()) {
      RubySymbol key = new RubySymbol(entry.key());
      RubyValue value = left.map().remove(key);
      if (value == null) {
        RubyValue failed = fails("key not found: " + ruby.inspect(key));
        missingKey = Optional.of(key);
        return failed;
      }
      if (entry.pattern().isEmpty()) {
        context.scope().set(entry.key(), value);
      } else {
        outcome = and(outcome, matches(entry.pattern().get(), value, context));
        if (outcome == RubyBoolean.FALSE) {
          return outcome;
        }
      }
    }
    pattern.rest().ifPresent(name -> context.scope().set(name, left));
    return pattern.only() && !left.map().isEmpty()
        ? fails("rest of " + ruby.inspect(left) + " is not empty")
        : outcome;
  }
}
