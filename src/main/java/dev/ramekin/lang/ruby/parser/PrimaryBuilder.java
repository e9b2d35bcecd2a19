package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import java.util.Optional;

/** Primary expressions: hands each that is no literal to the builder of its kind. */
final class PrimaryBuilder extends LiteralBuilder {
  PrimaryBuilder(TreeBuilder tree) {
    super(tree);
  }

  @Override
  public RubyNode visitNamePrimary(NamePrimaryContext context) {
    return tree.calls.name(context);
  }

  @Override
  public RubyNode visitTopConstantPrimary(TopConstantPrimaryContext context) {
    return new RubyNode.Const(Spans.of(context), Optional.empty(), context.name.getText(), true);
  }

  @Override
  public RubyNode visitVariablePrimary(VariablePrimaryContext context) {
    String text = context.variable.getText();
    Span span = Spans.of(context);
    return switch (context.variable.getType()) {
      case RubyParser.INSTANCE_VARIABLE -> new RubyNode.InstanceVar(span, text.substring(1));
      case RubyParser.CLASS_VARIABLE -> new RubyNode.ClassVar(span, text.substring(2));
      default -> new RubyNode.Global(span, text);
    };
  }

  @Override
  public RubyNode visitKeywordPrimary(KeywordPrimaryContext context) {
    Span span = Spans.of(context);
    return switch (context.keyword.getType()) {
      case RubyParser.NIL -> new RubyNode.Nil(span);
      case RubyParser.TRUE -> new RubyNode.Bool(span, true);
      case RubyParser.FALSE -> new RubyNode.Bool(span, false);
      case RubyParser.SELF -> new RubyNode.Self(span);
      case RubyParser.FILE_NAME -> new RubyNode.FileName(span);
      case RubyParser.LINE_NUMBER -> new RubyNode.LineNumber(span);
      case RubyParser.REDO -> new RubyNode.Jump(span, RubyNode.Jump.Kind.REDO, Optional.empty());
      default -> new RubyNode.Jump(span, RubyNode.Jump.Kind.RETRY, Optional.empty());
    };
  }

  @Override
  public RubyNode visitGroupPrimary(GroupPrimaryContext context) {
    RubyNode.Sequence sequence = tree.statements(context.content);
    return sequence.nodes().size() == 1
        ? sequence.nodes().get(0)
        : new RubyNode.Sequence(Spans.of(context), sequence.nodes());
  }

  @Override
  public RubyNode visitArrayPrimary(ArrayPrimaryContext context) {
    return new RubyNode.Array(Spans.of(context), tree.calls.arguments(context.inner).values());
  }

  @Override
  public RubyNode visitHashPrimary(HashPrimaryContext context) {
    return new RubyNode.Hash(Spans.of(context), tree.calls.pairs(context.inner), true);
  }

  @Override
  public RubyNode visitLambdaPrimary(LambdaPrimaryContext context) {
    return tree.definitions.lambda(context);
  }

  @Override
  public RubyNode visitSuperPrimary(SuperPrimaryContext context) {
    return tree.calls.superCall(context);
  }

  @Override
  public RubyNode visitYieldPrimary(YieldPrimaryContext context) {
    return new RubyNode.Yield(Spans.of(context), tree.calls.arguments(context.inner).values());
  }

  @Override
  public RubyNode visitDefinedPrimary(DefinedPrimaryContext context) {
    return new RubyNode.Defined(Spans.of(context), tree.condition(context.test));
  }

  @Override
  public RubyNode visitNotPrimary(NotPrimaryContext context) {
    Span span = Spans.of(context);
    RubyNode value =
        context.test == null
            ? new RubyNode.Sequence(span, List.of())
            : tree.condition(context.test);
    return new RubyNode.Not(span, value);
  }

  @Override
  public RubyNode visitIfPrimary(IfPrimaryContext context) {
    return tree.control.branch(context);
  }

  @Override
  public RubyNode visitWhilePrimary(WhilePrimaryContext context) {
    return new RubyNode.While(
        Spans.of(context),
        tree.condition(context.test),
        tree.statements(context.content),
        context.keyword.getType() == RubyParser.UNTIL,
        false);
  }

  @Override
  public RubyNode visitForPrimary(ForPrimaryContext context) {
    return tree.control.loop(context);
  }

  @Override
  public RubyNode visitCasePrimary(CasePrimaryContext context) {
    return tree.control.choice(context);
  }

  @Override
  public RubyNode visitBeginPrimary(BeginPrimaryContext context) {
    RubyNode body = tree.control.body(context.content);
    return body instanceof RubyNode.Begin begin
        ? new RubyNode.Begin(
            Spans.of(context), begin.body(), begin.rescues(), begin.otherwise(), begin.ensure())
        : new RubyNode.Begin(
            Spans.of(context), body, List.of(), Optional.empty(), Optional.empty());
  }

  @Override
  public RubyNode visitDefinitionPrimary(DefinitionPrimaryContext context) {
    return tree.definitions.visit(context.content);
  }
}
