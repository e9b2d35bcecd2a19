package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Gives a flat chain of operands and operators its structure, by precedence climbing with the
 * levels of Ruby's parse.y. An assignment binds tightly to its left and loosely to its right:
 * {@code a && b = c || d} assigns to {@code b}.
 */
final class OperatorChain {
  private static final Pattern CAPTURE = Pattern.compile("\\(\\?<([a-z_]\\w*)>");
  private static final int TERNARY = 1;
  private static final int RANGE = 2;
  private static final int OR = 3;
  private static final int AND = 4;
  private static final int EQUALITY = 5;
  private static final int COMPARISON = 6;
  private static final int BIT_OR = 7;
  private static final int BIT_AND = 8;
  private static final int SHIFT = 9;
  private static final int SUM = 10;
  private static final int PRODUCT = 11;
  private static final int POWER = 12;
  private static final int UNARY = 13;

  /** An operand with the place it takes with its parentheses, or an operator. */
  private record Element(@Nullable RubyNode node, Span span, @Nullable Token operator) {}

  /** What a part of the chain means, and where it stands. */
  private record Piece(RubyNode node, Span span) {}

  private final ErrorCollector errors;
  private final List<Element> elements = new ArrayList<>();
  private int next;

  OperatorChain(ErrorCollector errors) {
    this.errors = errors;
  }

  void operand(RubyNode node, Span span) {
    elements.add(new Element(node, span, null));
  }

  void operator(Token token) {
    elements.add(new Element(null, Spans.of(token), token));
  }

  /** Returns the tree of the whole chain. */
  RubyNode resolve() {
    if (elements.size() == 1) {
      return operandAt(0);
    }
    Piece piece = values();
    if (next < elements.size()) {
      Element rest = elements.get(next);
      errors.add(rest.span().line(), rest.span().column(), "this operator has no place here");
    }
    return piece.node();
  }

  private RubyNode operandAt(int index) {
    RubyNode node = elements.get(index).node();
    return node == null ? nothing(elements.get(index).span()) : node;
  }

  private static RubyNode nothing(Span span) {
    return new RubyNode.Sequence(span, List.of());
  }

  private int type() {
    Token operator = next < elements.size() ? elements.get(next).operator() : null;
    return operator == null ? Token.EOF : operator.getType();
  }

  // Values

  /** Reads one value or several with commas between, and a rescue behind them. */
  private Piece values() {
    Piece first = binary(TERNARY);
    List<RubyNode> values = new ArrayList<>(List.of(first.node()));
    Piece last = first;
    while (type() == RubyParser.VALUE_COMMA) {
      next++;
      last = binary(TERNARY);
      values.add(last.node());
    }
    Span span = Spans.join(first.span(), last.span());
    Piece piece = values.size() == 1 ? first : new Piece(new RubyNode.Array(span, values), span);
    if (type() != RubyParser.RESCUE_VALUE && type() != RubyParser.RESCUE_COMMAND) {
      return piece;
    }
    next++;
    Piece other = binary(TERNARY);
    Span whole = Spans.join(span, other.span());
    return new Piece(StatementBuilder.rescued(whole, piece.node(), other.node()), whole);
  }

  private Piece assigned(Piece target) {
    Token operator = elements.get(next++).operator();
    RubyNode left = Targets.of(target.node(), errors);
    Piece value = values();
    Span span = Spans.join(target.span(), value.span());
    String text = operator == null ? "=" : operator.getText();
    RubyNode right =
        value.node() instanceof RubyNode.Splat
            ? new RubyNode.Array(value.span(), List.of(value.node()))
            : value.node();
    RubyNode node =
        text.equals("=")
            ? new RubyNode.Assign(span, left, right)
            : new RubyNode.OpAssign(span, left, text.substring(0, text.length() - 1), right);
    return new Piece(node, span);
  }

  // Prefixes

  private Piece prefixed() {
    int type = type();
    if (type == Token.EOF) {
      return operand();
    }
    Span start = elements.get(next).span();
    String text = text();
    next++;
    Piece operand = binary(operandLevel(type));
    Span span = Spans.join(start, operand.span());
    RubyNode node = operand.node();
    return new Piece(
        switch (type) {
          case RubyParser.BANG, RubyParser.NOT -> new RubyNode.Not(span, node);
          case RubyParser.DEFINED -> new RubyNode.Defined(span, node);
          case RubyParser.SPLAT -> new RubyNode.Splat(span, Optional.of(node));
          case RubyParser.PREFIX_RANGE ->
              new RubyNode.Range(span, Optional.empty(), Optional.of(node), text.length() == 3);
          case RubyParser.TILDE -> call(span, node, "~", List.of());
          case RubyParser.UNARY_PLUS -> call(span, node, "+@", List.of());
          default -> call(span, node, "-@", List.of());
        },
        span);
  }

  private static int operandLevel(int prefix) {
    return switch (prefix) {
      case RubyParser.BANG, RubyParser.TILDE, RubyParser.UNARY_PLUS -> UNARY;
      case RubyParser.UNARY_MINUS -> POWER;
      case RubyParser.PREFIX_RANGE -> OR;
      default -> TERNARY;
    };
  }

  private Piece operand() {
    if (next >= elements.size()) {
      Element last = elements.get(elements.size() - 1);
      return new Piece(nothing(last.span()), last.span());
    }
    Piece piece = new Piece(operandAt(next), elements.get(next).span());
    next++;
    return piece;
  }

  private String text() {
    Token operator = elements.get(next).operator();
    return operator == null ? "" : operator.getText();
  }

  // Binary operators

  private Piece binary(int least) {
    Piece left = prefixed();
    while (true) {
      int type = type();
      int level = level(type);
      if (type == RubyParser.ASSIGN || type == RubyParser.OPERATOR_ASSIGN) {
        left = assigned(left);
      } else if (level < least) {
        return left;
      } else if (type == RubyParser.QUESTION) {
        left = ternary(left);
      } else if (type == RubyParser.ENDLESS_RANGE) {
        left = endless(left);
      } else {
        left = combined(left, type, level);
      }
    }
  }

  private Piece combined(Piece left, int type, int level) {
    String text = text();
    next++;
    Piece right = binary(level == POWER ? POWER : level + 1);
    Span span = Spans.join(left.span(), right.span());
    RubyNode node =
        switch (type) {
          case RubyParser.LOGICAL_AND -> new RubyNode.And(span, left.node(), right.node());
          case RubyParser.LOGICAL_OR -> new RubyNode.Or(span, left.node(), right.node());
          case RubyParser.RANGE ->
              new RubyNode.Range(
                  span, Optional.of(left.node()), Optional.of(right.node()), text.length() == 3);
          case RubyParser.POWER -> power(span, left, right.node());
          case RubyParser.MATCH -> match(span, left.node(), right.node());
          default -> call(span, left.node(), text, List.of(right.node()));
        };
    return new Piece(node, span);
  }

  /** A minus sign of a number binds less than the power: {@code -2 ** 2} is -4. */
  private static RubyNode power(Span span, Piece left, RubyNode right) {
    boolean bare = left.span().equals(left.node().span());
    Optional<RubyNode> positive = LiteralBuilder.withoutSign(left.node());
    if (!bare || positive.isEmpty()) {
      return call(span, left.node(), "**", List.of(right));
    }
    return call(span, call(span, positive.get(), "**", List.of(right)), "-@", List.of());
  }

  /** The named groups of a regular expression that is written out become variables. */
  private static RubyNode match(Span span, RubyNode left, RubyNode right) {
    RubyNode.Call call = call(span, left, "=~", List.of(right));
    List<String> names = left instanceof RubyNode.Regex regex ? captures(regex) : List.of();
    return names.isEmpty() ? call : new RubyNode.MatchNamed(span, call, names);
  }

  private static List<String> captures(RubyNode.Regex regex) {
    boolean plain = regex.parts().size() == 1 && regex.parts().get(0) instanceof RubyNode.Str;
    return plain
        ? CAPTURE
            .matcher(((RubyNode.Str) regex.parts().get(0)).value())
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList()
        : List.of();
  }

  private Piece ternary(Piece condition) {
    Element question = elements.get(next++);
    Piece then = binary(TERNARY);
    if (type() != RubyParser.COLON) {
      errors.add(
          question.span().line(), question.span().column(), "this ? has no : that belongs to it");
      return then;
    }
    next++;
    Piece otherwise = binary(TERNARY);
    Span span = Spans.join(condition.span(), otherwise.span());
    return new Piece(new RubyNode.If(span, condition.node(), then.node(), otherwise.node()), span);
  }

  private Piece endless(Piece from) {
    Element operator = elements.get(next);
    Span span = Spans.join(from.span(), operator.span());
    boolean exclusive = text().length() == 3;
    next++;
    return new Piece(
        new RubyNode.Range(span, Optional.of(from.node()), Optional.empty(), exclusive), span);
  }

  private static RubyNode.Call call(
      Span span, RubyNode left, String name, List<RubyNode> arguments) {
    return new RubyNode.Call(
        span, Optional.of(left), name, arguments, Optional.empty(), Optional.empty(), false, false);
  }

  private static int level(int type) {
    return switch (type) {
      case RubyParser.QUESTION -> TERNARY;
      case RubyParser.RANGE, RubyParser.ENDLESS_RANGE -> RANGE;
      case RubyParser.LOGICAL_OR -> OR;
      case RubyParser.LOGICAL_AND -> AND;
      case RubyParser.COMPARE,
          RubyParser.EQUAL,
          RubyParser.CASE_EQUAL,
          RubyParser.NOT_EQUAL,
          RubyParser.MATCH,
          RubyParser.NOT_MATCH ->
          EQUALITY;
      case RubyParser.LESS, RubyParser.LESS_EQUAL, RubyParser.GREATER, RubyParser.GREATER_EQUAL ->
          COMPARISON;
      case RubyParser.PIPE, RubyParser.CARET -> BIT_OR;
      case RubyParser.AMPERSAND -> BIT_AND;
      case RubyParser.SHIFT_LEFT, RubyParser.SHIFT_RIGHT -> SHIFT;
      case RubyParser.PLUS, RubyParser.MINUS -> SUM;
      case RubyParser.STAR, RubyParser.SLASH, RubyParser.PERCENT -> PRODUCT;
      case RubyParser.POWER -> POWER;
      default -> 0;
    };
  }
}
