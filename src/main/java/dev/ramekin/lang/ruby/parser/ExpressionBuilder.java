package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser.CommandCallContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandDotContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandRescueContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.EndlessDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.IndexSuffixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.InfixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.InfixTailContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.JumpContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MemberSuffixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PrefixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.SuffixContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Chains of operands and operators, and the calls and indices behind an operand. */
final class ExpressionBuilder {
  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode expression(ExpressionContext context) {
    if (context.getChildCount() == 1 && context.getChild(0) instanceof PrimaryContext primary) {
      return tree.primary(primary);
    }
    OperatorChain chain = new OperatorChain(tree.errors);
    ExpressionContext link = context;
    while (link != null) {
      int operand = prefixes(chain, link);
      link = tail(chain, link, operand(chain, link, operand));
    }
    return chain.resolve();
  }

  // The children are read by their place: ANTLR's accessors search all of them every time.

  /** Adds the operators before the operand; returns the operand's place among the children. */
  private static int prefixes(OperatorChain chain, ExpressionContext context) {
    int index = 0;
    while (context.getChild(index) instanceof PrefixContext prefix) {
      chain.operator(prefix.getStart());
      index++;
    }
    return index;
  }

  /** Adds the operand; returns the place behind it. */
  private int operand(OperatorChain chain, ExpressionContext context, int index) {
    ParseTree first = context.getChild(index);
    if (first instanceof PrimaryContext primary) {
      return primary(chain, context, primary, index + 1);
    }
    ParserRuleContext other = (ParserRuleContext) first;
    Span span = Spans.of(other);
    if (other instanceof JumpContext jump) {
      chain.operand(tree.control.jump(jump), span);
    } else if (other instanceof EndlessDefinitionContext definition) {
      chain.operand(tree.definitions.endless(definition), span);
    } else {
      CommandCallContext command = (CommandCallContext) other;
      chain.operand(command(span, Optional.empty(), false, command), span);
    }
    return index + 1;
  }

  private int primary(
      OperatorChain chain, ExpressionContext context, PrimaryContext primary, int place) {
    int index = place;
    Token start = primary.getStart();
    Token stop = primary.getStop();
    RubyNode node = tree.primary(primary);
    while (context.getChild(index) instanceof SuffixContext suffix) {
      node = suffixed(start, node, suffix);
      stop = suffix.getStop();
      index++;
    }
    if (context.getChild(index) instanceof CommandDotContext dot) {
      CommandCallContext command = (CommandCallContext) context.getChild(index + 1);
      node = commanded(start, node, dot, command);
      stop = command.getStop();
      index += 2;
    }
    chain.operand(node, Spans.between(start, stop));
    return index;
  }

  /** Adds the operator behind the operand; returns what follows it. */
  private static @Nullable ExpressionContext tail(
      OperatorChain chain, ExpressionContext context, int index) {
    if (context.getChild(index - 1) instanceof JumpContext jump) {
      return tail(chain, jump.infix(), jump.expression());
    }
    ParseTree next = context.getChild(index);
    if (next instanceof InfixContext infix) {
      return tail(chain, infix, context.expression());
    }
    if (next instanceof CommandRescueContext rescue) {
      chain.operator(rescue.RESCUE_COMMAND().getSymbol());
      return rescue.expression();
    }
    if (!(next instanceof TerminalNode range)) {
      return null;
    }
    chain.operator(range.getSymbol());
    InfixTailContext rest = context.infixTail();
    return rest == null ? null : tail(chain, rest.infix(), rest.expression());
  }

  private static @Nullable ExpressionContext tail(
      OperatorChain chain, @Nullable InfixContext infix, @Nullable ExpressionContext next) {
    if (infix != null) {
      chain.operator(infix.getStart());
    }
    return next;
  }

  // Suffixes

  private RubyNode suffixed(Token start, RubyNode receiver, SuffixContext suffix) {
    Span span = Spans.between(start, suffix.getStop());
    return suffix instanceof MemberSuffixContext member
        ? tree.calls.member(span, receiver, member)
        : tree.calls.index(span, receiver, (IndexSuffixContext) suffix);
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
    for (SuffixContext suffix : context.suffix()) {
      node = suffixed(start, node, suffix);
    }
    return commanded(start, node, context.commandDot(), context.commandCall());
  }
}
