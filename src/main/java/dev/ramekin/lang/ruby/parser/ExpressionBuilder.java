package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandCallContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.InfixContext;
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
    if (context.operand != null && context.operand.stop == context.stop) {
      return tree.primary(context.operand);
    }
    OperatorChain chain = new OperatorChain(tree.errors);
    ExpressionContext link = context;
    while (link != null) {
      link = link(chain, link);
    }
    return chain.resolve();
  }

  /** Adds an operator or an operand with the operator behind it; returns what follows. */
  private @Nullable ExpressionContext link(OperatorChain chain, ExpressionContext context) {
    if (context.prefix != null) {
      chain.operator(context.prefix);
      return context.next;
    }
    chain.operand(operand(context), span(context));
    if (context.range != null) {
      chain.operator(context.range);
    }
    if (context.after != null) {
      chain.operator(context.after.operator);
      return context.after.next;
    }
    InfixContext tail = context.leap == null ? context.tail : context.leap.tail;
    if (tail == null) {
      return null;
    }
    chain.operator(tail.operator);
    return tail.next;
  }

  private RubyNode operand(ExpressionContext context) {
    if (context.operand != null) {
      Token start = context.start;
      RubyNode node = suffixed(start, tree.primary(context.operand), context.suffixes);
      return context.command == null ? node : commanded(start, node, context.dot, context.command);
    }
    if (context.leap != null) {
      return tree.control.jump(context.leap);
    }
    return context.method == null
        ? command(Spans.of(context.command), Optional.empty(), false, context.command)
        : tree.definitions.endless(context.method);
  }

  /** Returns the place of the operand with all its suffixes, parentheses around it too. */
  private static Span span(ExpressionContext context) {
    if (context.command != null) {
      return Spans.between(context.start, context.command.stop);
    }
    if (context.operand == null) {
      return Spans.of(context.leap == null ? context.method : context.leap);
    }
    int suffixes = context.suffixes.size();
    Token stop = suffixes == 0 ? context.operand.stop : context.suffixes.get(suffixes - 1).stop;
    return Spans.between(context.start, stop);
  }

  // Suffixes

  private RubyNode suffixed(Token start, RubyNode receiver, List<SuffixContext> suffixes) {
    RubyNode node = receiver;
    for (SuffixContext suffix : suffixes) {
      Span span = Spans.between(start, suffix.stop);
      node =
          suffix.dot == null
              ? tree.calls.index(span, node, suffix)
              : tree.calls.member(span, node, suffix);
    }
    return node;
  }

  private RubyNode commanded(
      Token start, RubyNode receiver, Token dot, CommandCallContext command) {
    return command(
        Spans.between(start, command.stop),
        Optional.of(receiver),
        dot.getType() == RubyParser.COMMAND_SAFE_DOT,
        command);
  }

  /** Builds a command; when calls follow its block, they apply to it. */
  private RubyNode command(
      Span whole, Optional<RubyNode> receiver, boolean safe, CommandCallContext context) {
    if (context.code == null) {
      return tree.calls.command(whole, receiver, safe, context);
    }
    Span own = Spans.of(context.code);
    Span span = new Span(whole.line(), whole.column(), own.endLine(), own.endColumn());
    RubyNode call = tree.calls.command(span, receiver, safe, context);
    RubyNode node = suffixed(context.start, call, context.suffixes);
    return context.next == null ? node : commanded(context.start, node, context.dot, context.next);
  }
}
