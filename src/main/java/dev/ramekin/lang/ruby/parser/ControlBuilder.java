package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/** Branches, loops, jumps and rescues. */
final class ControlBuilder {
  private final TreeBuilder tree;

  ControlBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode branch(IfPrimaryContext context) {
    RubyNode condition = tree.condition(context.test);
    RubyNode then = tree.statements(context.content);
    RubyNode otherwise = otherwise(context.otherwise);
    Span span = Spans.of(context);
    return context.keyword.getType() == RubyParser.IF
        ? new RubyNode.If(span, condition, then, otherwise)
        : new RubyNode.If(span, condition, otherwise, then);
  }

  private RubyNode otherwise(ElseClauseContext context) {
    return context.test == null
        ? optional(context, context.content)
        : new RubyNode.If(
            Spans.of(context),
            tree.condition(context.test),
            tree.statements(context.content),
            otherwise(context.otherwise));
  }

  private RubyNode optional(
      org.antlr.v4.runtime.ParserRuleContext owner, @Nullable StatementsContext context) {
    return context == null
        ? new RubyNode.Sequence(Spans.of(owner), List.of())
        : tree.statements(context);
  }

  RubyNode loop(ForPrimaryContext context) {
    List<RubyNode> targets = TreeBuilder.nodes(context.targets.list, tree.statements::target);
    RubyNode target =
        targets.size() == 1 && context.targets.comma == null
            ? targets.get(0)
            : new RubyNode.MultiTarget(Spans.of(context.targets), targets);
    return new RubyNode.For(
        Spans.of(context), target, tree.condition(context.items), tree.statements(context.content));
  }

  RubyNode choice(CasePrimaryContext context) {
    Optional<RubyNode> subject = Optional.ofNullable(context.subject).map(tree::condition);
    Span span = Spans.of(context);
    if (!context.ins.isEmpty()) {
      RubyNode value = subject.orElseGet(() -> new RubyNode.Nil(span));
      return new RubyNode.PatternMatch(span, value, source(context));
    }
    List<RubyNode.When> whens = context.whens.stream().map(this::when).toList();
    return new RubyNode.Case(span, subject, whens, optional(context, context.otherwise));
  }

  private static String source(CasePrimaryContext context) {
    return context
        .getStart()
        .getInputStream()
        .getText(Interval.of(context.getStart().getStartIndex(), context.getStop().getStopIndex()));
  }

  private RubyNode.When when(WhenClauseContext context) {
    return new RubyNode.When(
        Spans.of(context),
        TreeBuilder.nodes(context.list, tree::expression),
        tree.statements(context.content));
  }

  RubyNode jump(JumpContext context) {
    RubyNode.Jump.Kind kind =
        switch (context.keyword.getType()) {
          case RubyParser.RETURN -> RubyNode.Jump.Kind.RETURN;
          case RubyParser.BREAK -> RubyNode.Jump.Kind.BREAK;
          default -> RubyNode.Jump.Kind.NEXT;
        };
    Span span = Spans.of(context);
    if (context.inner == null) {
      return new RubyNode.Jump(span, kind, Optional.empty());
    }
    List<RubyNode> values = tree.calls.arguments(context.inner.list).values();
    boolean single = values.size() == 1 && !(values.get(0) instanceof RubyNode.Splat);
    RubyNode value = single ? values.get(0) : new RubyNode.Array(Spans.of(context.inner), values);
    return new RubyNode.Jump(span, kind, Optional.of(value));
  }

  /** Builds a body that may rescue. */
  RubyNode body(BodyContext context) {
    RubyNode body = tree.statements(context.content);
    boolean plain =
        context.rescues.isEmpty() && context.otherwise == null && context.ensure == null;
    return plain
        ? body
        : new RubyNode.Begin(
            Spans.of(context),
            body,
            context.rescues.stream().map(this::rescue).toList(),
            Optional.ofNullable(context.otherwise).map(tree::statements),
            Optional.ofNullable(context.ensure).map(tree::statements));
  }

  private RubyNode.Rescue rescue(RescueClauseContext context) {
    Optional<RubyNode> variable =
        Optional.ofNullable(context.variable)
            .map(expression -> Targets.of(tree.expression(expression), tree.errors));
    return new RubyNode.Rescue(
        Spans.of(context),
        TreeBuilder.nodes(context.classes, tree::expression),
        variable,
        tree.statements(context.content));
  }
}
