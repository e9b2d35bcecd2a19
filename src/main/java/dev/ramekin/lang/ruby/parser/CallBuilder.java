package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.grammar.RubyParser.ArgumentContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ArgumentsContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.BlockContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.BlockParametersContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.BodyContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandBlockContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.CommandCallContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.NamePrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementsContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.SuffixContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.SuperPrimaryContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Calls, their arguments and blocks. */
final class CallBuilder {
  /** Arguments of a call. */
  record Arguments(List<RubyNode> values, Optional<RubyNode> block) {
    static final Arguments NONE = new Arguments(List.of(), Optional.empty());
  }

  private final TreeBuilder tree;

  CallBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  RubyNode name(NamePrimaryContext context) {
    Token token = context.name;
    String name = token.getText();
    Span span = Spans.of(context);
    if (context.parenthesis == null && context.code == null) {
      return bare(span, token.getType(), name);
    }
    Arguments arguments = arguments(context.inner);
    return new RubyNode.Call(
        span,
        Optional.empty(),
        name,
        arguments.values(),
        arguments.block(),
        block(context.code),
        false,
        context.parenthesis != null);
  }

  private RubyNode bare(Span span, int type, String name) {
    if (tree.numbered.takes(name) || type == RubyParser.LOCAL) {
      return new RubyNode.Local(span, name);
    }
    if (type == RubyParser.CONSTANT) {
      return new RubyNode.Const(span, Optional.empty(), name, false);
    }
    return name.equals("__method__") ? new RubyNode.MethodName(span) : bareName(span, name);
  }

  /** Builds a call behind a dot. */
  RubyNode member(Span span, RubyNode receiver, SuffixContext context) {
    int dot = context.dot.getType();
    boolean safe = dot == RubyParser.SAFE_DOT;
    String name = context.name == null ? "call" : context.name.getText();
    if (context.parenthesis == null && context.code == null) {
      return dot == RubyParser.COLON2 && context.name.getType() == RubyParser.CONSTANT
          ? new RubyNode.Const(span, Optional.of(receiver), name, false)
          : bareCall(span, Optional.of(receiver), name, safe);
    }
    Arguments arguments = arguments(context.inner);
    return new RubyNode.Call(
        span,
        Optional.of(receiver),
        name,
        arguments.values(),
        arguments.block(),
        block(context.code),
        safe,
        context.parenthesis != null);
  }

  RubyNode index(Span span, RubyNode receiver, SuffixContext context) {
    Arguments arguments = arguments(context.inner);
    boolean plain = context.code == null && arguments.block().isEmpty();
    return plain
        ? new RubyNode.Index(span, receiver, arguments.values())
        : new RubyNode.Call(
            span,
            Optional.of(receiver),
            "[]",
            arguments.values(),
            arguments.block(),
            block(context.code),
            false,
            true);
  }

  /** Builds a call whose arguments stand without parentheses. */
  RubyNode command(
      Span span, Optional<RubyNode> receiver, boolean safe, CommandCallContext context) {
    String name = context.name.getText();
    Arguments arguments = arguments(context.inner.list);
    Optional<RubyNode.Block> block = commandBlock(context.code);
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
    Arguments arguments = arguments(context.inner);
    return new RubyNode.Super(
        Spans.of(context),
        context.parenthesis == null,
        arguments.values(),
        arguments.block(),
        block(context.code));
  }

  // Arguments

  Arguments arguments(@Nullable ArgumentsContext context) {
    return context == null ? Arguments.NONE : arguments(context.list);
  }

  Arguments arguments(List<ArgumentContext> contexts) {
    ArgumentContext only = contexts.get(0);
    if (contexts.size() == 1 && isPlain(only)) {
      return new Arguments(List.of(tree.expression(only.first)), Optional.empty());
    }
    List<RubyNode> values = new ArrayList<>(contexts.size());
    List<RubyNode.Pair> pairs = new ArrayList<>(contexts.size());
    List<ArgumentContext> paired = new ArrayList<>(contexts.size());
    Optional<RubyNode> block = Optional.empty();
    for (ArgumentContext context : contexts) {
      if (isMarked(context, RubyParser.BLOCK_PASS)) {
        block = Optional.of(value(context));
      } else if (isPair(context)) {
        pairs.add(pair(context));
        paired.add(context);
      } else {
        values.add(positional(context));
        if (isMarked(context, RubyParser.FORWARD)) {
          Span span = Spans.of(context);
          pairs.add(new RubyNode.Pair(Optional.empty(), new RubyNode.Local(span, "**")));
          paired.add(context);
          block = Optional.of(new RubyNode.Sequence(span, List.of()));
        }
      }
    }
    if (!pairs.isEmpty()) {
      Span span = Spans.between(paired.get(0).start, paired.get(paired.size() - 1).stop);
      values.add(new RubyNode.Hash(span, pairs, false));
    }
    return new Arguments(List.copyOf(values), block);
  }

  private static boolean isPlain(ArgumentContext context) {
    return context.first != null && context.second == null;
  }

  private static boolean isPair(ArgumentContext context) {
    return context.second != null && context.mark == null
        || context.label != null
        || isMarked(context, RubyParser.DOUBLE_SPLAT);
  }

  private static boolean isMarked(ArgumentContext context, int type) {
    return context.mark != null && context.mark.getType() == type;
  }

  private RubyNode positional(ArgumentContext context) {
    return context.first == null
        ? new RubyNode.Splat(Spans.of(context), Optional.empty())
        : tree.expression(context.first);
  }

  /** Returns the value behind a mark or a key; an empty sequence when it is left out. */
  private RubyNode value(ArgumentContext context) {
    return context.second == null
        ? new RubyNode.Sequence(Spans.of(context), List.of())
        : tree.expression(context.second);
  }

  List<RubyNode.Pair> pairs(@Nullable ArgumentsContext context) {
    if (context == null) {
      return List.of();
    }
    List<RubyNode.Pair> pairs = new ArrayList<>(context.list.size());
    for (ArgumentContext argument : context.list) {
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
    if (context.first != null) {
      return new RubyNode.Pair(
          Optional.of(tree.expression(context.first)), tree.expression(context.second));
    }
    if (context.label != null) {
      return labelled(context);
    }
    if (context.second == null) {
      return new RubyNode.Pair(Optional.empty(), new RubyNode.Local(Spans.of(context), "**"));
    }
    Optional<RubyNode> key = Optional.ofNullable(context.key).map(tree.primaries::label);
    return new RubyNode.Pair(key, tree.expression(context.second));
  }

  /** Builds {@code name: value}; without a value the name is the value too. */
  private RubyNode.Pair labelled(ArgumentContext context) {
    Span span = Spans.of(context.label);
    String text = context.label.getText();
    String name = text.substring(0, text.length() - 1);
    boolean local = context.label.getType() == RubyParser.LOCAL_LABEL;
    RubyNode value =
        context.second != null
            ? tree.expression(context.second)
            : local ? new RubyNode.Local(span, name) : bareName(span, name);
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
    return context == null
        ? Optional.empty()
        : block(context, context.names, context.content, context.rescuing);
  }

  private Optional<RubyNode.Block> commandBlock(@Nullable CommandBlockContext context) {
    return context == null
        ? Optional.empty()
        : block(context, context.names, context.content, context.rescuing);
  }

  private Optional<RubyNode.Block> block(
      ParserRuleContext whole,
      @Nullable BlockParametersContext names,
      @Nullable StatementsContext content,
      BodyContext body) {
    if (names == null) {
      return Optional.of(withoutParameters(whole, content, body));
    }
    RubyNode.Parameters parameters = tree.definitions.blockParameters(names);
    return Optional.of(new RubyNode.Block(Spans.of(whole), parameters, content(content, body)));
  }

  private RubyNode content(@Nullable StatementsContext content, BodyContext body) {
    return content == null ? tree.control.body(body) : tree.statements(content);
  }

  private RubyNode.Block withoutParameters(
      ParserRuleContext whole, @Nullable StatementsContext content, BodyContext body) {
    tree.numbered.open();
    RubyNode node = content(content, body);
    return new RubyNode.Block(Spans.of(whole), tree.numbered.close(), node);
  }
}
