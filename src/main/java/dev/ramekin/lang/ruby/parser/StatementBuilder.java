package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.ConditionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ModifierContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementHeadContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementsContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.TargetContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements: modifiers, multiple assignment, {@code and}, {@code or}, alias, undef. */
final class StatementBuilder {
  private final TreeBuilder tree;

  StatementBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode.Sequence sequence(StatementsContext context) {
    List<RubyNode> nodes = TreeBuilder.nodes(context.list, this::statement);
    Span span =
        nodes.isEmpty() ? Spans.of(context) : Spans.join(nodes.get(0), nodes.get(nodes.size() - 1));
    return new RubyNode.Sequence(span, nodes);
  }

  RubyNode statement(StatementContext context) {
    if (context.head == null) {
      return context.content == null
          ? tree.definitions.aliasOrUndef(context)
          : tree.statements(context.content);
    }
    RubyNode node = head(context.head);
    for (ModifierContext modifier : context.modifiers) {
      node = modify(node, modifier);
    }
    return node;
  }

  private RubyNode modify(RubyNode node, ModifierContext modifier) {
    Span end = Spans.of(modifier);
    Span span = Spans.join(node.span(), end);
    if (modifier.other != null) {
      return rescued(span, node, head(modifier.other));
    }
    RubyNode condition = tree.condition(modifier.test);
    RubyNode nothing = new RubyNode.Sequence(end, List.of());
    boolean bodyFirst =
        node instanceof RubyNode.Begin begin
            && begin.rescues().isEmpty()
            && begin.ensure().isEmpty();
    return switch (modifier.keyword.getType()) {
      case RubyParser.IF_MODIFIER -> new RubyNode.If(span, condition, node, nothing);
      case RubyParser.UNLESS_MODIFIER -> new RubyNode.If(span, condition, nothing, node);
      case RubyParser.WHILE_MODIFIER -> new RubyNode.While(span, condition, node, false, bodyFirst);
      default -> new RubyNode.While(span, condition, node, true, bodyFirst);
    };
  }

  /** Returns what {@code node rescue other} means. */
  static RubyNode rescued(Span span, RubyNode node, RubyNode other) {
    RubyNode.Rescue rescue = new RubyNode.Rescue(other.span(), List.of(), Optional.empty(), other);
    return new RubyNode.Begin(span, node, List.of(rescue), Optional.empty(), Optional.empty());
  }

  RubyNode head(StatementHeadContext context) {
    boolean plain = context.first != null && context.comma == null;
    RubyNode first =
        context.first == null
            ? new RubyNode.Splat(Spans.of(context.splat), Optional.empty())
            : tree.condition(context.first);
    if (plain && context.assign == null && !(first instanceof RubyNode.Splat)) {
      return first;
    }
    List<RubyNode> targets = new ArrayList<>();
    targets.add(Targets.of(first, tree.errors));
    context.targets.forEach(target -> targets.add(target(target)));
    Span span = Spans.join(targets.get(0), targets.get(targets.size() - 1));
    RubyNode.MultiTarget target =
        plain && targets.get(0) instanceof RubyNode.MultiTarget nested
            ? nested
            : new RubyNode.MultiTarget(span, targets);
    return context.assign == null
        ? target
        : new RubyNode.MultiAssign(Spans.of(context), target, value(context.value));
  }

  private RubyNode value(ExpressionContext context) {
    RubyNode value = tree.expression(context);
    return value instanceof RubyNode.Splat
        ? new RubyNode.Array(value.span(), List.of(value))
        : value;
  }

  RubyNode target(TargetContext context) {
    return context.value == null
        ? new RubyNode.Splat(Spans.of(context), Optional.empty())
        : Targets.of(tree.expression(context.value), tree.errors);
  }

  RubyNode condition(ConditionContext context) {
    RubyNode node = operand(context);
    for (ConditionContext link = context; link.rest != null; link = link.rest) {
      RubyNode right = operand(link.rest);
      Span span = Spans.join(node, right);
      node =
          link.operator.getType() == RubyParser.AND
              ? new RubyNode.And(span, node, right)
              : new RubyNode.Or(span, node, right);
    }
    return node;
  }

  private RubyNode operand(ConditionContext context) {
    RubyNode value = tree.expression(context.first);
    if (context.shape == null) {
      return value;
    }
    boolean asks = context.arrow.getType() == RubyParser.PATTERN_IN;
    Span span = Spans.join(value.span(), Spans.of(context.shape));
    return new RubyNode.MatchPattern(span, value, tree.patterns.list(context.shape), asks);
  }
}
