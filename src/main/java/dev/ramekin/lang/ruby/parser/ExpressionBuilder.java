package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser.CommandCallContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandDotContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.IndexSuffixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.InfixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MemberSuffixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PrefixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.SuffixContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Chains of operands and operators, and the calls and indices behind an operand. */
final class ExpressionBuilder {
  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode expression(ExpressionContext context) {
    OperatorChain chain = new OperatorChain(tree.errors);
    ExpressionContext link = context;
    while (link != null) {
      for (PrefixContext prefix : link.prefix()) {
        chain.operator(prefix.getStart());
      }
      operand(chain, link);
      link = tail(chain, link);
    }
    return chain.resolve();
  }

  private void operand(OperatorChain chain, ExpressionContext context) {
    if (context.jump() != null) {
      chain.operand(tree.control.jump(context.jump()), Spans.of(context.jump()));
      return;
    }
    if (context.endlessDefinition() != null) {
      Span span = Spans.of(context.endlessDefinition());
      chain.operand(tree.definitions.endless(context.endlessDefinition()), span);
      return;
    }
    if (context.primary() == null) {
      CommandCallContext command = context.commandCall();
      chain.operand(
          command(Spans.of(command), Optional.empty(), false, command), Spans.of(command));
      return;
    }
    Token start = context.primary().getStart();
    RubyNode node = suffixed(start, tree.primary(context.primary()), context.suffix());
    node = commanded(start, node, context.commandDot(), context.commandCall());
    chain.operand(node, Spans.between(start, operandStop(context)));
  }

  private static Token operandStop(ExpressionContext context) {
    if (context.commandCall() != null) {
      return context.commandCall().getStop();
    }
    List<SuffixContext> suffixes = context.suffix();
    return suffixes.isEmpty()
        ? context.primary().getStop()
        : suffixes.get(suffixes.size() - 1).getStop();
  }

  /** Adds the operator behind the operand; returns what follows it. */
  private static @Nullable ExpressionContext tail(OperatorChain chain, ExpressionContext context) {
    InfixContext infix = context.infix();
    ExpressionContext next = context.expression();
    if (context.jump() != null) {
      infix = context.jump().infix();
      next = context.jump().expression();
    }
    if (context.ENDLESS_RANGE() != null) {
      chain.operator(context.ENDLESS_RANGE().getSymbol());
      if (context.infixTail() != null) {
        infix = context.infixTail().infix();
        next = context.infixTail().expression();
      }
    }
    if (context.commandRescue() != null) {
      chain.operator(context.commandRescue().RESCUE_COMMAND().getSymbol());
      return context.commandRescue().expression();
    }
    if (infix != null) {
      chain.operator(infix.getStart());
    }
    return next;
  }

  // Suffixes

  private RubyNode suffixed(Token start, RubyNode receiver, List<SuffixContext> suffixes) {
    RubyNode node = receiver;
    for (SuffixContext suffix : suffixes) {
      Span span = Spans.between(start, suffix.getStop());
      node =
          suffix instanceof MemberSuffixContext member
              ? tree.calls.member(span, node, member)
              : tree.calls.index(span, node, (IndexSuffixContext) suffix);
    }
    return node;
  }

  private RubyNode commanded(
      Token start,
      RubyNode receiver,
      @Nullable CommandDotContext dot,
      @Nullable CommandCallContext command) {
    if (dot == null || command == null) {
      return receiver;
    }
    return command(
        Spans.between(start, command.getStop()),
        Optional.of(receiver),
        dot.COMMAND_SAFE_DOT() != null,
        command);
  }

  /** Builds a command; when calls follow its block, they apply to it. */
  private RubyNode command(
      Span whole, Optional<RubyNode> receiver, boolean safe, CommandCallContext context) {
    if (context.commandBlock() == null) {
      return tree.calls.command(whole, receiver, safe, context);
    }
    Span own = Spans.of(context.commandBlock());
    Span span = new Span(whole.line(), whole.column(), own.endLine(), own.endColumn());
    RubyNode node = tree.calls.command(span, receiver, safe, context);
    Token start = context.getStart();
    node = suffixed(start, node, context.suffix());
    return commanded(start, node, context.commandDot(), context.commandCall());
  }
}
