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
    List<RubyNode> nodes = context.statement().stream().map(this::statement).toList();
    Span span =
        nodes.isEmpty() ? Spans.of(context) : Spans.join(nodes.get(0), nodes.get(nodes.size() - 1));
    return new RubyNode.Sequence(span, nodes);
  }

  RubyNode statement(StatementContext context) {
    if (context.statementHead() != null) {
      RubyNode node = head(context.statementHead());
      for (ModifierContext modifier : context.modifier()) {
        node = modify(node, modifier);
      }
      return node;
    }
    if (context.statements() != null) {
      return tree.statements(context.statements());
    }
    return tree.definitions.aliasOrUndef(context);
  }

  private RubyNode modify(RubyNode node, ModifierContext modifier) {
    Span end = Spans.of(modifier);
    Span span = Spans.join(node.span(), end);
    if (modifier.operator.getType() == RubyParser.RESCUE_MODIFIER) {
      return rescued(span, node, head(modifier.statementHead()));
    }
    RubyNode condition = tree.condition(modifier.condition());
    RubyNode nothing = new RubyNode.Sequence(end, List.of());
    boolean bodyFirst =
        node instanceof RubyNode.Begin begin
            && begin.rescues().isEmpty()
            && begin.ensure().isEmpty();
    return switch (modifier.operator.getType()) {
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
    boolean plain =
        context.condition() != null && context.COMMA().isEmpty() && context.LAST_COMMA() == null;
    RubyNode first =
        context.condition() == null
            ? new RubyNode.Splat(Spans.of(context.ANONYMOUS_SPLAT()), Optional.empty())
            : tree.condition(context.condition());
    if (plain && context.MULTIPLE_ASSIGN() == null && !(first instanceof RubyNode.Splat)) {
      return first;
    }
    List<RubyNode> targets = new ArrayList<>();
    targets.add(Targets.of(first, tree.errors));
    context.target().forEach(target -> targets.add(target(target)));
    Span span = Spans.join(targets.get(0), targets.get(targets.size() - 1));
    RubyNode.MultiTarget target =
        plain && targets.get(0) instanceof RubyNode.MultiTarget nested
            ? nested
            : new RubyNode.MultiTarget(span, targets);
    return context.MULTIPLE_ASSIGN() == null
        ? target
        : new RubyNode.MultiAssign(Spans.of(context), target, value(context.expression()));
  }

  private RubyNode value(ExpressionContext context) {
    RubyNode value = tree.expression(context);
    return value instanceof RubyNode.Splat
        ? new RubyNode.Array(value.span(), List.of(value))
        : value;
  }

  RubyNode target(TargetContext context) {
    return context.expression() == null
        ? new RubyNode.Splat(Spans.of(context), Optional.empty())
        : Targets.of(tree.expression(context.expression()), tree.errors);
  }

  RubyNode condition(ConditionContext context) {
    RubyNode node = tree.expression(context.expression(0));
    for (int i = 0; i < context.operator.size(); i++) {
      RubyNode right = tree.expression(context.operands.get(i));
      Span span = Spans.join(node, right);
      node =
          context.operator.get(i).getType() == RubyParser.AND
              ? new RubyNode.And(span, node, right)
              : new RubyNode.Or(span, node, right);
    }
    return node;
  }
}
