package dev.ramekin.lang.ruby.parser;

import java.util.Arrays;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.WritableToken;
import org.antlr.v4.runtime.misc.Interval;

/**
 * All tokens of a file, read before the parser starts: a later token may change what an earlier one
 * is. ANTLR's own stream reads on demand and looks for channels at every step, which costs as much
 * as the parsing.
 */
final class TokenList implements TokenStream {
  private static final int USUAL_COUNT = 500;

  private final TokenSource source;
  private final Token[] tokens;
  private final int last;
  private int next;

  /** Reads the source to its end. Reading a token may hide the one before it. */
  TokenList(TokenSource source) {
    this.source = source;
    Token[] read = new Token[USUAL_COUNT];
    int count = 0;
    Token token;
    do {
      token = source.nextToken();
      if (count > 0 && read[count - 1].getChannel() != Token.DEFAULT_CHANNEL) {
        count--;
      }
      if (count == read.length) {
        read = Arrays.copyOf(read, count * 2);
      }
      ((WritableToken) token).setTokenIndex(count);
      read[count++] = token;
    } while (token.getType() != Token.EOF);
    tokens = Arrays.copyOf(read, count);
    last = count - 1;
  }

  @Override
  public Token LT(int offset) {
    if (offset == 1) {
      return tokens[next];
    }
    return offset > 0
        ? tokens[Math.min(next + offset - 1, last)]
        : tokens[Math.max(next + offset, 0)];
  }

  @Override
  public int LA(int offset) {
    return LT(offset).getType();
  }

  @Override
  public void consume() {
    next = Math.min(next + 1, last);
  }

  @Override
  public Token get(int index) {
    return tokens[index];
  }

  @Override
  public int index() {
    return next;
  }

  @Override
  public void seek(int index) {
    next = Math.min(index, last);
  }

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // Every token stays.
  }

  @Override
  public TokenSource getTokenSource() {
    return source;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText() {
    return getText(tokens[0], tokens[last]);
  }

  @Override
  public String getText(Interval interval) {
    return getText(tokens[interval.a], tokens[interval.b]);
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return start.getInputStream().getText(Interval.of(start.getStartIndex(), stop.getStopIndex()));
  }
}
