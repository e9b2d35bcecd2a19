package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.AndExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.AssignmentExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.BeginlessRangeExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.BinaryExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.DefinedExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.EndlessRangeExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.IndexExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MemberExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.NotExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.OrExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PrimaryExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.RangeExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.TernaryExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.UnaryExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParserBaseVisitor;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import java.util.Optional;

/** Operators, assignments, indexing and member calls. */
final class ExpressionBuilder extends RubyParserBaseVisitor<RubyNode> {
  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /** Returns a call of an operator. */
  static RubyNode.Call operator(Span span, RubyNode left, String name, List<RubyNode> right) {
    return new RubyNode.Call(
        span, Optional.of(left), name, right, Optional.empty(), Optional.empty(), false, false);
  }

  @Override
  public RubyNode visitPrimaryExpression(PrimaryExpressionContext context) {
    return tree.primary(context.primary());
  }

  @Override
  public RubyNode visitMemberExpression(MemberExpressionContext context) {
    return tree.calls.member(context, visit(context.expression()));
  }

  @Override
  public RubyNode visitIndexExpression(IndexExpressionContext context) {
    RubyNode receiver = visit(context.expression());
    CallBuilder.Arguments arguments = tree.calls.arguments(context.arguments());
    boolean plain = context.block() == null && arguments.block().isEmpty();
    return plain
        ? new RubyNode.Index(Spans.of(context), receiver, arguments.values())
        : new RubyNode.Call(
            Spans.of(context),
            Optional.of(receiver),
            "[]",
            arguments.values(),
            arguments.block(),
            tree.calls.block(context.block()),
            false,
            true);
  }

  @Override
  public RubyNode visitAssignmentExpression(AssignmentExpressionContext context) {
    RubyNode target = Targets.of(visit(context.expression()), tree.errors);
    RubyNode value = tree.statements.values(context.values());
    Span span = Spans.of(context);
    String operator = context.operator.getText();
    return operator.equals("=")
        ? new RubyNode.Assign(span, target, value)
        : new RubyNode.OpAssign(span, target, operator.substring(0, operator.length() - 1), value);
  }

  @Override
  public RubyNode visitUnaryExpression(UnaryExpressionContext context) {
    RubyNode operand = visit(context.expression());
    Span span = Spans.of(context);
    return switch (context.operator.getType()) {
      case RubyParser.BANG -> new RubyNode.Not(span, operand);
      case RubyParser.TILDE -> operator(span, operand, "~", List.of());
      case RubyParser.UNARY_PLUS -> operator(span, operand, "+@", List.of());
      default -> operator(span, operand, "-@", List.of());
    };
  }

  @Override
  public RubyNode visitBinaryExpression(BinaryExpressionContext context) {
    RubyNode left = visit(context.expression(0));
    List<RubyNode> right = List.of(visit(context.expression(1)));
    Span span = Spans.of(context);
    boolean power = context.operator.getType() == RubyParser.POWER;
    if (power && context.getStart().getType() == RubyParser.NEGATIVE) {
      Optional<RubyNode> positive = LiteralBuilder.negated(left);
      if (positive.isPresent()) {
        return operator(span, operator(span, positive.get(), "**", right), "-@", List.of());
      }
    }
    return operator(span, left, context.operator.getText(), right);
  }

  @Override
  public RubyNode visitAndExpression(AndExpressionContext context) {
    return new RubyNode.And(
        Spans.of(context), visit(context.expression(0)), visit(context.expression(1)));
  }

  @Override
  public RubyNode visitOrExpression(OrExpressionContext context) {
    return new RubyNode.Or(
        Spans.of(context), visit(context.expression(0)), visit(context.expression(1)));
  }

  @Override
  public RubyNode visitRangeExpression(RangeExpressionContext context) {
    return range(
        Spans.of(context),
        Optional.of(visit(context.expression(0))),
        Optional.of(visit(context.expression(1))),
        context.RANGE().getText());
  }

  @Override
  public RubyNode visitEndlessRangeExpression(EndlessRangeExpressionContext context) {
    return range(
        Spans.of(context),
        Optional.of(visit(context.expression())),
        Optional.empty(),
        context.ENDLESS_RANGE().getText());
  }

  @Override
  public RubyNode visitBeginlessRangeExpression(BeginlessRangeExpressionContext context) {
    return range(
        Spans.of(context),
        Optional.empty(),
        Optional.of(visit(context.expression())),
        context.PREFIX_RANGE().getText());
  }

  private static RubyNode range(
      Span span, Optional<RubyNode> from, Optional<RubyNode> to, String operator) {
    return new RubyNode.Range(span, from, to, operator.length() == 3);
  }

  @Override
  public RubyNode visitTernaryExpression(TernaryExpressionContext context) {
    return new RubyNode.If(
        Spans.of(context),
        visit(context.expression(0)),
        visit(context.expression(1)),
        visit(context.expression(2)));
  }

  @Override
  public RubyNode visitDefinedExpression(DefinedExpressionContext context) {
    return new RubyNode.Defined(Spans.of(context), visit(context.expression()));
  }

  @Override
  public RubyNode visitNotExpression(NotExpressionContext context) {
    return new RubyNode.Not(Spans.of(context), visit(context.expression()));
  }
}
