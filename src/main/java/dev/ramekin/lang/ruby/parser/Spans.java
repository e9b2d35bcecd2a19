package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Places of nodes. */
final class Spans {
  private Spans() {}

  static Span of(ParserRuleContext context) {
    Token last = context.getStop();
    return last == null || last.getTokenIndex() < context.getStart().getTokenIndex()
        ? empty(context.getStart())
        : between(context.getStart(), last);
  }

  static Span of(Token token) {
    return between(token, token);
  }

  /** Returns the span from one node's start to another's end. */
  static Span join(RubyNode first, RubyNode last) {
    return join(first.span(), last.span());
  }

  static Span join(Span first, Span last) {
    return new Span(first.line(), first.column(), last.endLine(), last.endColumn());
  }

  static Span between(Token first, Token last) {
    int line = first.getLine();
    int column = first.getCharPositionInLine() + 1;
    return mayHoldLines(last)
        ? withLines(line, column, last)
        : new Span(
            line,
            column,
            last.getLine(),
            last.getCharPositionInLine() + 1 + last.getStopIndex() + 1 - last.getStartIndex());
  }

  private static boolean mayHoldLines(Token token) {
    return switch (token.getType()) {
      case RubyParser.STRING_CONTENT, RubyParser.WORD_SEPARATOR, RubyParser.CHARACTER -> true;
      default -> false;
    };
  }

  private static Span withLines(int line, int column, Token last) {
    String text = last.getText();
    int lineEnd = text.lastIndexOf('\n');
    int width = text.codePointCount(lineEnd + 1, text.length());
    return lineEnd < 0
        ? new Span(line, column, last.getLine(), last.getCharPositionInLine() + 1 + width)
        : new Span(
            line,
            column,
            last.getLine() + (int) text.chars().filter(letter -> letter == '\n').count(),
            1 + width);
  }

  private static Span empty(Token at) {
    int column = at.getCharPositionInLine() + 1;
    return new Span(at.getLine(), column, at.getLine(), column);
  }
}
