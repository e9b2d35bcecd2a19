package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

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

  static Span of(TerminalNode node) {
    return of(node.getSymbol());
  }

  /** Returns the span from one node's start to another's end. */
  static Span join(RubyNode first, RubyNode last) {
    return join(first.span(), last.span());
  }

  static Span join(Span first, Span last) {
    return new Span(first.line(), first.column(), last.endLine(), last.endColumn());
  }

  static Span between(Token first, Token last) {
    int endLine = last.getLine();
    int endColumn = last.getCharPositionInLine() + 1;
    String text = last.getType() == Token.EOF ? "" : last.getText();
    int lineEnd = text.lastIndexOf('\n');
    if (lineEnd >= 0) {
      endLine += (int) text.chars().filter(c -> c == '\n').count();
      endColumn = text.length() - lineEnd;
    } else {
      endColumn += text.codePointCount(0, text.length());
    }
    return new Span(first.getLine(), first.getCharPositionInLine() + 1, endLine, endColumn);
  }

  private static Span empty(Token at) {
    int column = at.getCharPositionInLine() + 1;
    return new Span(at.getLine(), column, at.getLine(), column);
  }
}
