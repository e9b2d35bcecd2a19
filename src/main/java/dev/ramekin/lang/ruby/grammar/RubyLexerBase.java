package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import dev.ramekin.lang.ruby.grammar.Frame.Kind;
import java.util.BitSet;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * All the state of Ruby's lexer.
 *
 * <p>ANTLR's half knows plain words and operators. What they mean depends on three things kept
 * here, as in Ruby's own lexer:
 *
 * <ul>
 *   <li>the {@link State}: whether a value, an operator or a name is expected;
 *   <li>the stack of {@link Frame}s: which bracket, keyword or literal is open, and what the
 *       current statement in it has shown: a command waiting for arguments, an assignment, several
 *       targets;
 *   <li>the {@link Scope}: a name assigned before is a variable and takes no arguments, so that
 *       {@code x -1} subtracts while {@code puts -1} calls.
 * </ul>
 *
 * <p>A name is marked {@code COMMAND} once the token behind it shows that arguments without
 * parentheses follow; the token was given out by then, so the parser must start only when the whole
 * file is read.
 */
abstract class RubyLexerBase extends OperatorScanner {
  private static final BitSet BLOCK_OPENINGS =
      types(LBRACE_BLOCK, LBRACE_COMMAND, LBRACE_LAMBDA, DO, DO_BLOCK, DO_LAMBDA);

  RubyLexerBase(CharStream input) {
    super(input);
  }

  @Override
  public Token nextToken() {
    CommonToken token;
    do {
      Literal literal = frame().literal;
      token = literal == null ? code() : literalToken(literal);
    } while (token == null);
    if (token.getType() == Token.EOF) {
      return token;
    }
    remember(token);
    return token;
  }

  private void remember(CommonToken token) {
    beforePrevious = previous;
    previous = token;
    if (frame().opener == null && frame().kind != Kind.PROGRAM) {
      frame().opener = token;
    }
    argumentEnded &= token.getType() == RPAREN;
    frame().fresh = token.getType() == NEWLINE || bodyBegins || frame().fresh && opensFrame(token);
    bodyBegins = false;
  }

  private static boolean opensFrame(CommonToken token) {
    int type = token.getType();
    return BLOCK_OPENINGS.get(type)
        || type == PARAMETERS_END
        || type == INTERPOLATION_BEGIN
        || type == LPAREN
        || type == LPAREN_ARGUMENT
        || type == THEN
        || type == ELSE
        || type == BEGIN
        || type == ENSURE
        || type == RESCUE
        || type == DO_LOOP;
  }

  private @Nullable CommonToken code() {
    int newlineIndex = skipBlanks();
    if (newlineIndex >= 0 && endsStatement()) {
      return newline(newlineIndex);
    }
    CommonToken token = telling();
    return token != null ? token : plain();
  }

  private boolean endsStatement() {
    if (state == State.BEGIN || state == State.DOT || state == State.METHOD_NAME) {
      return false;
    }
    if (frame().isBracketed() || state == State.CLASS) {
      return false;
    }
    int next = text.LA(1);
    if (next == '.' && text.LA(2) != '.' || next == '&' && text.LA(2) == '.') {
      return false;
    }
    return !(frame().ternaries > 0 && next == ':' && text.LA(2) != ':');
  }

  private CommonToken newline(int index) {
    endOneLineMethod();
    frame().startStatement();
    state = State.BEGIN;
    CommonToken token = token(NEWLINE, index);
    token.setStopIndex(index);
    token.setLine(newlineLine);
    token.setCharPositionInLine(newlineColumn);
    return token;
  }

  /** Reads what plain rules could not: literals, symbols, names where any word may stand. */
  private @Nullable CommonToken telling() {
    int next = text.LA(1);
    if (state == State.METHOD_NAME || state == State.DOT) {
      CommonToken name = methodName(state == State.METHOD_NAME);
      if (name != null) {
        return name;
      }
    }
    return switch (next) {
      case '"', '\'' -> quoted(next);
      case '`' -> operand(begin(SHELL_BEGIN, 1, '`', '`', true, false));
      case '/' -> startsLiteral() ? operand(begin(REGEXP_BEGIN, 1, '/', '/', true, false)) : null;
      case '%' -> startsLiteral() ? percent() : null;
      case '<' -> text.LA(2) == '<' && mayStartHeredoc() ? heredoc() : null;
      case '?' -> startsCharacter() ? character() : null;
      case ':' -> startsSymbol() ? symbol() : null;
      case '|' -> pipe();
      default -> null;
    };
  }

  private @Nullable CommonToken pipe() {
    Frame frame = frame();
    if (frame.pipes) {
      markLastComma();
      frame.pipes = false;
      frame.parameters = false;
      frame.fresh = true;
      return take(PARAMETERS_END, 1, State.BEGIN);
    }
    if (BLOCK_OPENINGS.get(previous.getType())) {
      frame.pipes = true;
      frame.parameters = true;
      return take(PARAMETERS_BEGIN, 1, State.BEGIN);
    }
    return null;
  }

  private CommonToken quoted(int quote) {
    boolean label = mayBeLabel();
    return operand(begin(STRING_BEGIN, 1, quote, quote, quote == '"', label));
  }

  /** Lets ANTLR read a token, then tells what it is here. */
  private @Nullable CommonToken plain() {
    CommonToken word = plainWord();
    if (word != null) {
      return word(word);
    }
    CommonToken token = (CommonToken) super.nextToken();
    int type = token.getType();
    if (type <= AT_EXIT && type >= ALIAS || isName(type)) {
      return word(token);
    }
    if (type >= ASSIGN) {
      return operator(token);
    }
    if (type == Token.EOF) {
      reportUnclosed();
      return token;
    }
    operand(token);
    state = State.END;
    return token;
  }

  private void reportUnclosed() {
    Frame frame = frame();
    CommonToken opener = frame.opener;
    if (opener == null || frame.kind == Kind.ENDLESS_DEFINITION || frame.kind == Kind.LAMBDA) {
      return;
    }
    String closer =
        switch (frame.kind) {
          case GROUP, ARGUMENTS -> ")";
          case BRACKETS -> "]";
          case HASH, BRACES, INTERPOLATION -> "}";
          default -> "end";
        };
    problem(
        "'" + opener.getText() + "' is not closed by '" + closer + "'",
        opener.getLine(),
        opener.getCharPositionInLine());
  }
}
