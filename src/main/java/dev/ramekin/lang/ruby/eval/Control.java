package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Logic, conditions, loops and jumps. */
final class Control {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Control(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(RubyNode.Not.class, this::not);
    evaluator.on(
        RubyNode.And.class,
        (node, context) -> junction(node.left(), node.right(), node.span(), false, context));
    evaluator.on(
        RubyNode.Or.class,
        (node, context) -> junction(node.left(), node.right(), node.span(), true, context));
    evaluator.on(RubyNode.If.class, this::branch);
    evaluator.on(RubyNode.While.class, this::repeat);
    evaluator.on(RubyNode.For.class, this::iterate);
    evaluator.on(RubyNode.Case.class, this::select);
    evaluator.on(RubyNode.Jump.class, this::jump);
  }

  private RubyValue not(RubyNode.Not node, Context context) {
    RubyValue value = evaluator.evaluate(node.value(), context);
    if (value instanceof UnknownValue unknown) {
      return unknown.with(unknown.assumed().map(known -> RubyBoolean.of(!known.truthy())));
    }
    return RubyBoolean.of(!value.truthy());
  }

  /**
   * {@code left || right}, {@code left && right}. With an unknown left side the result is unknown
   * and assumes what the default of the left side gives; the right side is evaluated on trial when
   * that default passes it by. It becomes a question when the right side declares something.
   */
  private RubyValue junction(
      RubyNode leftNode, RubyNode rightNode, Span span, boolean decisive, Context context) {
    RubyValue left = evaluator.evaluate(leftNode, context);
    if (!(left instanceof UnknownValue unknown)) {
      return left.truthy() == decisive ? left : evaluator.evaluate(rightNode, context);
    }
    if (!isEffectFree(rightNode)) {
      Supplier<RubyValue> right = () -> evaluator.evaluate(rightNode, context);
      Supplier<RubyValue> keep = () -> left;
      return ruby.decisions()
          .choose(left, context.file(), span, decisive ? keep : right, decisive ? right : keep);
    }
    if (unknown.truthy() == decisive) {
      return unknown;
    }
    RubyValue right = evaluator.evaluate(rightNode, context);
    return unknown.with(right instanceof UnknownValue other ? other.assumed() : Optional.of(right));
  }

  /**
   * Whether code merely computes: no calls without receiver, no assignments, no jumps, no blocks.
   */
  private static boolean isEffectFree(RubyNode node) {
    if (node instanceof RubyNode.Call call) {
      boolean asks =
          call.name().endsWith("?") || call.receiver().isPresent() && !call.name().endsWith("!");
      return asks
          && call.block().isEmpty()
          && call.receiver().map(Control::isEffectFree).orElse(true)
          && call.arguments().stream().allMatch(Control::isEffectFree);
    }
    if (node instanceof RubyNode.Sequence sequence) {
      return sequence.nodes().stream().allMatch(Control::isEffectFree);
    }
    if (node instanceof RubyNode.Not not) {
      return isEffectFree(not.value());
    }
    if (node instanceof RubyNode.And and) {
      return isEffectFree(and.left()) && isEffectFree(and.right());
    }
    if (node instanceof RubyNode.Or or) {
      return isEffectFree(or.left()) && isEffectFree(or.right());
    }
    if (node instanceof RubyNode.Index index) {
      return isNodeLike(index.receiver()) || isEffectFree(index.receiver());
    }
    return !(node instanceof RubyNode.Assign
        || node instanceof RubyNode.OpAssign
        || node instanceof RubyNode.MultiAssign
        || node instanceof RubyNode.Jump
        || node instanceof RubyNode.Begin
        || node instanceof RubyNode.If
        || node instanceof RubyNode.Case
        || node instanceof RubyNode.Yield
        || node instanceof RubyNode.Super);
  }

  private static boolean isNodeLike(RubyNode node) {
    return node instanceof RubyNode.Call call
        && call.receiver().isEmpty()
        && call.arguments().isEmpty();
  }

  private RubyValue branch(RubyNode.If node, Context context) {
    RubyValue condition = evaluator.evaluate(node.condition(), context);
    return ruby.decisions()
        .choose(
            condition,
            context.file(),
            node.span(),
            () -> evaluator.evaluate(node.then(), context),
            () -> evaluator.evaluate(node.otherwise(), context),
            givesUp(node.then()) == givesUp(node.otherwise())
                ? Optional.empty()
                : Optional.of(givesUp(node.otherwise())));
  }

  /** Whether code does nothing but raise, after statements that compute. */
  private static boolean givesUp(RubyNode node) {
    if (node instanceof RubyNode.Sequence sequence) {
      return !sequence.nodes().isEmpty()
          && givesUp(sequence.nodes().get(sequence.nodes().size() - 1));
    }
    return node instanceof RubyNode.Call call
        && (call.receiver().isEmpty() && (call.name().equals("raise") || call.name().equals("fail"))
            || call.name().equals("fatal!"));
  }

  private RubyValue repeat(RubyNode.While node, Context context) {
    Object loop = new Object();
    Context body = context.loop(loop);
    try {
      boolean first = node.bodyFirst();
      while (first || goesOn(node, body)) {
        first = false;
        once(node.body(), body, loop);
      }
      return RubyNil.NIL;
    } catch (Jump jump) {
      if (jump.is(Jump.Kind.BREAK, loop)) {
        return jump.value();
      }
      throw jump;
    }
  }

  /** A loop on an unknown condition ends; its body is evaluated once on trial. */
  private boolean goesOn(RubyNode.While node, Context context) {
    ruby.budget().step();
    RubyValue condition = evaluator.evaluate(node.condition(), context);
    if (condition instanceof UnknownValue unknown) {
      ruby.decisions().element(unknown, () -> evaluator.evaluate(node.body(), context));
      return false;
    }
    return condition.truthy() != node.until();
  }

  private void once(RubyNode body, Context context, Object loop) {
    try {
      evaluator.evaluate(body, context);
    } catch (Jump jump) {
      if (!jump.is(Jump.Kind.NEXT, loop)) {
        throw jump;
      }
    }
  }

  private RubyValue iterate(RubyNode.For node, Context context) {
    RubyValue values = evaluator.evaluate(node.values(), context);
    Object loop = new Object();
    Context body = context.loop(loop);
    Assignments assignments = new Assignments(ruby, evaluator, new Calls(ruby, evaluator));
    var each =
        ruby.proc(
            -1,
            false,
            arguments -> {
              List<RubyValue> given = arguments.values();
              RubyValue value = given.size() == 1 ? given.get(0) : new RubyArray(given);
              assignments.assign(node.target(), value, body);
              once(node.body(), body, loop);
              return RubyNil.NIL;
            });
    ruby.origins().move(context.file(), node.span());
    try {
      return ruby.dispatch().send(values, "each", Arguments.NONE.with(each), context, false);
    } catch (Jump jump) {
      if (jump.is(Jump.Kind.BREAK, loop)) {
        return jump.value();
      }
      throw jump;
    }
  }

  private RubyValue select(RubyNode.Case node, Context context) {
    Optional<RubyValue> subject = node.subject().map(value -> evaluator.evaluate(value, context));
    return selectFrom(node, 0, 0, subject, context);
  }

  /** Tests one condition after another; an unknown one is a branch of its own. */
  private RubyValue selectFrom(
      RubyNode.Case node, int when, int test, Optional<RubyValue> subject, Context context) {
    int number = when;
    int next = test;
    while (number < node.whens().size()) {
      RubyNode.When branch = node.whens().get(number);
      List<RubyNode> tests = branch.conditions();
      for (; next < tests.size(); next++) {
        RubyValue outcome = test(tests.get(next), subject, context);
        if (outcome instanceof UnknownValue) {
          int thisWhen = number;
          int nextTest = next + 1;
          return ruby.decisions()
              .choose(
                  outcome,
                  context.file(),
                  tests.get(next).span(),
                  () -> evaluator.evaluate(branch.body(), context),
                  () -> selectFrom(node, thisWhen, nextTest, subject, context));
        }
        if (outcome.truthy()) {
          return evaluator.evaluate(branch.body(), context);
        }
      }
      number++;
      next = 0;
    }
    return evaluator.evaluate(node.otherwise(), context);
  }

  private RubyValue test(RubyNode condition, Optional<RubyValue> subject, Context context) {
    if (condition instanceof RubyNode.Splat splat && splat.value().isPresent()) {
      RubyValue all = evaluator.evaluate(splat.value().get(), context);
      if (all instanceof UnknownValue) {
        return all;
      }
      for (RubyValue candidate : ruby.convert().spread(all)) {
        RubyValue outcome = subject.map(s -> matches(candidate, s, context)).orElse(candidate);
        if (outcome instanceof UnknownValue || outcome.truthy()) {
          return outcome;
        }
      }
      return RubyBoolean.FALSE;
    }
    RubyValue candidate = evaluator.evaluate(condition, context);
    ruby.origins().move(context.file(), condition.span());
    return subject.map(s -> matches(candidate, s, context)).orElse(candidate);
  }

  private RubyValue matches(RubyValue candidate, RubyValue subject, Context context) {
    return ruby.dispatch().send(candidate, "===", Arguments.of(subject), context, true);
  }

  private RubyValue jump(RubyNode.Jump node, Context context) {
    RubyValue value =
        node.value().map(inner -> evaluator.evaluate(inner, context)).orElse(RubyNil.NIL);
    Object target = node.kind() == RubyNode.Jump.Kind.RETURN ? context.returns() : context.loop();
    throw new Jump(Jump.Kind.valueOf(node.kind().name()), target, value);
  }
}
