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
    RubyNode condition = tree.condition(context.condition());
    RubyNode then = tree.statements(context.statements());
    RubyNode otherwise = otherwise(context.elseClause());
    Span span = Spans.of(context);
    return context.keyword.getType() == RubyParser.IF
        ? new RubyNode.If(span, condition, then, otherwise)
        : new RubyNode.If(span, condition, otherwise, then);
  }

  private RubyNode otherwise(ElseClauseContext context) {
    if (context.ELSIF() != null) {
      return new RubyNode.If(
          Spans.of(context),
          tree.condition(context.condition()),
          tree.statements(context.statements()),
          otherwise(context.elseClause()));
    }
    return optional(context, context.statements());
  }

  private RubyNode optional(
      org.antlr.v4.runtime.ParserRuleContext owner, @Nullable StatementsContext context) {
    return context == null
        ? new RubyNode.Sequence(Spans.of(owner), List.of())
        : tree.statements(context);
  }

  RubyNode loop(ForPrimaryContext context) {
    List<RubyNode> targets =
        context.forTargets().target().stream().map(tree.statements::target).toList();
    RubyNode target =
        targets.size() == 1 && context.forTargets().COMMA().isEmpty()
            ? targets.get(0)
            : new RubyNode.MultiTarget(Spans.of(context.forTargets()), targets);
    return new RubyNode.For(
        Spans.of(context),
        target,
        tree.condition(context.condition()),
        tree.statements(context.statements()));
  }

  RubyNode choice(CasePrimaryContext context) {
    Optional<RubyNode> subject = Optional.ofNullable(context.condition()).map(tree::condition);
    Span span = Spans.of(context);
    if (!context.inClause().isEmpty()) {
      RubyNode value = subject.orElseGet(() -> new RubyNode.Nil(span));
      return new RubyNode.PatternMatch(span, value, source(context));
    }
    List<RubyNode.When> whens = context.whenClause().stream().map(this::when).toList();
    return new RubyNode.Case(span, subject, whens, optional(context, context.statements()));
  }

  private static String source(CasePrimaryContext context) {
    return context
        .getStart()
        .getInputStream()
        .getText(Interval.of(context.getStart().getStartIndex(), context.getStop().getStopIndex()));
  }

  private RubyNode.When when(WhenClauseContext context) {
    return new RubyNode.When(
        Spans.of(context), items(context.expression()), tree.statements(context.statements()));
  }

  private List<RubyNode> items(List<ExpressionContext> contexts) {
    return contexts.stream().map(tree::expression).toList();
  }

  RubyNode jump(JumpContext context) {
    RubyNode.Jump.Kind kind =
        switch (context.keyword.getType()) {
          case RubyParser.RETURN -> RubyNode.Jump.Kind.RETURN;
          case RubyParser.BREAK -> RubyNode.Jump.Kind.BREAK;
          default -> RubyNode.Jump.Kind.NEXT;
        };
    Span span = Spans.of(context);
    if (context.commandArguments() == null) {
      return new RubyNode.Jump(span, kind, Optional.empty());
    }
    List<RubyNode> values =
        tree.calls.arguments(context.commandArguments().argument()).withoutBlock();
    boolean single = values.size() == 1 && !(values.get(0) instanceof RubyNode.Splat);
    RubyNode value =
        single ? values.get(0) : new RubyNode.Array(Spans.of(context.commandArguments()), values);
    return new RubyNode.Jump(span, kind, Optional.of(value));
  }

  /** Builds a body that may rescue. */
  RubyNode body(BodyContext context) {
    RubyNode body = tree.statements(context.statements(0));
    boolean plain =
        context.rescueClause().isEmpty() && context.ELSE() == null && context.ENSURE() == null;
    if (plain) {
      return body;
    }
    List<RubyNode.Rescue> rescues = context.rescueClause().stream().map(this::rescue).toList();
    Optional<RubyNode> otherwise =
        context.ELSE() == null
            ? Optional.empty()
            : Optional.of(tree.statements(context.statements(1)));
    Optional<RubyNode> ensure =
        context.ENSURE() == null
            ? Optional.empty()
            : Optional.of(tree.statements(context.statements(context.statements().size() - 1)));
    return new RubyNode.Begin(Spans.of(context), body, rescues, otherwise, ensure);
  }

  private RubyNode.Rescue rescue(RescueClauseContext context) {
    Optional<RubyNode> variable =
        Optional.ofNullable(context.variable)
            .map(expression -> Targets.of(tree.expression(expression), tree.errors));
    return new RubyNode.Rescue(
        Spans.of(context), items(context.classes), variable, tree.statements(context.statements()));
  }
}
