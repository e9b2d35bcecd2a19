package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.grammar.RubyParser.BodyContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CasePrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ElseClauseContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ForPrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.IfPrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.InClauseContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.JumpContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.RescueClauseContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementsContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.WhenClauseContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyPattern;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import java.util.Optional;
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
      return new RubyNode.CaseIn(
          span,
          subject.orElseGet(() -> new RubyNode.Nil(span)),
          context.ins.stream().map(this::in).toList(),
          Optional.ofNullable(context.otherwise).map(tree::statements));
    }
    List<RubyNode.When> whens = context.whens.stream().map(this::when).toList();
    return new RubyNode.Case(span, subject, whens, optional(context, context.otherwise));
  }

  private RubyNode.In in(InClauseContext context) {
    RubyPattern pattern = tree.patterns.list(context.shape);
    Optional<RubyNode> guard = Optional.ofNullable(context.guard).map(tree::condition);
    boolean negated =
        context.keyword != null && context.keyword.getType() == RubyParser.UNLESS_MODIFIER;
    return new RubyNode.In(
        Spans.of(context),
        pattern,
        negated ? guard.map(it -> new RubyNode.Not(it.span(), it)) : guard,
        tree.statements(context.content));
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
