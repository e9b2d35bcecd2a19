package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Calls, their arguments and blocks. */
final class CallBuilder {
  /** Arguments of a call. */
  record Arguments(List<RubyNode> values, Optional<RubyNode> block) {
    static final Arguments NONE = new Arguments(List.of(), Optional.empty());

    List<RubyNode> withoutBlock() {
      return values;
    }
  }

  private final TreeBuilder tree;

  CallBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode name(NamePrimaryContext context) {
    Token token = context.name;
    String name = token.getText();
    Span span = Spans.of(context);
    boolean bare = context.getChildCount() == 1;
    if (bare && token.getType() == RubyParser.LOCAL) {
      return new RubyNode.Local(span, name);
    }
    if (bare && token.getType() == RubyParser.CONSTANT) {
      return new RubyNode.Const(span, Optional.empty(), name, false);
    }
    if (bare && name.equals("__method__")) {
      return new RubyNode.MethodName(span);
    }
    if (bare) {
      return bareName(span, name);
    }
    Arguments arguments = arguments(context.arguments());
    return new RubyNode.Call(
        span,
        Optional.empty(),
        name,
        arguments.values(),
        arguments.block(),
        block(context.block()),
        false,
        context.LPAREN_CALL() != null);
  }

  RubyNode member(Span span, RubyNode receiver, MemberSuffixContext context) {
    MemberCallContext member = context.memberCall();
    boolean bare = member.getChildCount() == 1;
    OperationNameContext name = member.operationName();
    TerminalNode dot = (TerminalNode) context.getChild(0);
    boolean safe = dot.getSymbol().getType() == RubyParser.SAFE_DOT;
    if (bare) {
      String text = name.getText();
      boolean constant =
          dot.getSymbol().getType() == RubyParser.COLON2
              && name.getStart().getType() == RubyParser.CONSTANT;
      return constant
          ? new RubyNode.Const(span, Optional.of(receiver), text, false)
          : bareCall(span, Optional.of(receiver), text, safe);
    }
    Arguments arguments = arguments(member.arguments());
    return new RubyNode.Call(
        span,
        Optional.of(receiver),
        name == null ? "call" : name.getText(),
        arguments.values(),
        arguments.block(),
        block(member.block()),
        safe,
        member.LPAREN_CALL() != null);
  }

  RubyNode index(Span span, RubyNode receiver, IndexSuffixContext context) {
    Arguments arguments = arguments(context.arguments());
    boolean plain = context.block() == null && arguments.block().isEmpty();
    return plain
        ? new RubyNode.Index(span, receiver, arguments.values())
        : new RubyNode.Call(
            span,
            Optional.of(receiver),
            "[]",
            arguments.values(),
            arguments.block(),
            block(context.block()),
            false,
            true);
  }

  /** Builds a call whose arguments stand without parentheses. */
  RubyNode command(
      Span span, Optional<RubyNode> receiver, boolean safe, CommandCallContext context) {
    String name = context.getStart().getText();
    Arguments arguments = arguments(context.commandArguments().argument());
    Optional<RubyNode.Block> block = commandBlock(context.commandBlock());
    if (receiver.isEmpty() && name.equals("super")) {
      return new RubyNode.Super(span, false, arguments.values(), arguments.block(), block);
    }
    if (receiver.isEmpty() && name.equals("yield")) {
      return new RubyNode.Yield(span, arguments.values());
    }
    return new RubyNode.Call(
        span, receiver, name, arguments.values(), arguments.block(), block, safe, false);
  }

  RubyNode superCall(SuperPrimaryContext context) {
    Arguments arguments = arguments(context.arguments());
    return new RubyNode.Super(
        Spans.of(context),
        context.LPAREN_CALL() == null,
        arguments.values(),
        arguments.block(),
        block(context.block()));
  }

  // Arguments

  Arguments arguments(@Nullable ArgumentsContext context) {
    return context == null ? Arguments.NONE : arguments(context.argument());
  }

  Arguments arguments(List<ArgumentContext> contexts) {
    List<RubyNode> values = new ArrayList<>();
    List<RubyNode.Pair> pairs = new ArrayList<>();
    List<Span> pairSpans = new ArrayList<>();
    Optional<RubyNode> block = Optional.empty();
    for (ArgumentContext context : contexts) {
      if (startsWith(context, RubyParser.BLOCK_PASS)) {
        block = Optional.of(passed(context));
      } else if (isPair(context)) {
        pairs.add(pair(context));
        pairSpans.add(Spans.of(context));
      } else {
        values.add(positional(context));
        if (startsWith(context, RubyParser.FORWARD)) {
          block = Optional.of(new RubyNode.Sequence(Spans.of(context), List.of()));
        }
      }
    }
    if (!pairs.isEmpty()) {
      Span span = Spans.join(pairSpans.get(0), pairSpans.get(pairSpans.size() - 1));
      values.add(new RubyNode.Hash(span, pairs, false));
    }
    return new Arguments(List.copyOf(values), block);
  }

  private RubyNode passed(ArgumentContext context) {
    return context.expression().isEmpty()
        ? new RubyNode.Sequence(Spans.of(context), List.of())
        : tree.expression(context.expression(0));
  }

  private RubyNode positional(ArgumentContext context) {
    return context.getChild(0) instanceof ExpressionContext value
        ? tree.expression(value)
        : new RubyNode.Splat(Spans.of(context), Optional.empty());
  }

  private static boolean isPair(ArgumentContext context) {
    return switch (context.getStart().getType()) {
      case RubyParser.LABEL, RubyParser.LABEL_BEGIN, RubyParser.DOUBLE_SPLAT -> true;
      default -> context.getChildCount() == 3;
    };
  }

  private static boolean startsWith(ArgumentContext context, int type) {
    return context.getStart().getType() == type;
  }

  List<RubyNode.Pair> pairs(@Nullable ArgumentsContext context) {
    if (context == null) {
      return List.of();
    }
    List<RubyNode.Pair> pairs = new ArrayList<>();
    for (ArgumentContext argument : context.argument()) {
      if (isPair(argument)) {
        pairs.add(pair(argument));
      } else {
        Span span = Spans.of(argument);
        tree.errors.add(span.line(), span.column(), "this key of a hash has no value");
      }
    }
    return pairs;
  }

  private RubyNode.Pair pair(ArgumentContext context) {
    if (context.getChildCount() == 3) {
      return new RubyNode.Pair(
          Optional.of(tree.expression(context.expression(0))),
          tree.expression(context.expression(1)));
    }
    if (startsWith(context, RubyParser.LABEL)) {
      return labelled(context);
    }
    RubyNode value =
        context.expression().isEmpty()
            ? new RubyNode.Sequence(Spans.of(context), List.of())
            : tree.expression(context.expression(0));
    return startsWith(context, RubyParser.DOUBLE_SPLAT)
        ? new RubyNode.Pair(Optional.empty(), value)
        : new RubyNode.Pair(Optional.of(tree.literals.label(context.labelString())), value);
  }

  /** Builds {@code name: value}; without a value the name is the value too. */
  private RubyNode.Pair labelled(ArgumentContext context) {
    Span span = Spans.of(context.LABEL());
    String text = context.LABEL().getText();
    String name = text.substring(0, text.length() - 1);
    RubyNode value =
        context.expression().isEmpty()
            ? bareName(span, name)
            : tree.expression(context.expression(0));
    return new RubyNode.Pair(Optional.of(new RubyNode.Symbol(span, name)), value);
  }

  /** Returns a call of a method without receiver and arguments. */
  static RubyNode bareName(Span span, String name) {
    return bareCall(span, Optional.empty(), name, false);
  }

  private static RubyNode bareCall(
      Span span, Optional<RubyNode> receiver, String name, boolean safe) {
    return new RubyNode.Call(
        span, receiver, name, List.of(), Optional.empty(), Optional.empty(), safe, false);
  }

  // Blocks

  Optional<RubyNode.Block> block(@Nullable BlockContext context) {
    if (context == null) {
      return Optional.empty();
    }
    RubyNode body =
        context.body() != null
            ? tree.control.body(context.body())
            : tree.statements(context.statements());
    return Optional.of(block(Spans.of(context), context.blockParameters(), body));
  }

  private Optional<RubyNode.Block> commandBlock(@Nullable CommandBlockContext context) {
    if (context == null) {
      return Optional.empty();
    }
    if (context.commandBraces() != null) {
      return braces(context.commandBraces());
    }
    RubyNode body = tree.control.body(context.body());
    return Optional.of(block(Spans.of(context), context.blockParameters(), body));
  }

  private Optional<RubyNode.Block> braces(@Nullable CommandBracesContext context) {
    return context == null
        ? Optional.empty()
        : Optional.of(
            block(
                Spans.of(context),
                context.blockParameters(),
                tree.statements(context.statements())));
  }

  private RubyNode.Block block(
      Span span, @Nullable BlockParametersContext parameters, RubyNode body) {
    return new RubyNode.Block(span, tree.definitions.blockParameters(parameters), body);
  }
}
