package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import dev.ramekin.lang.ruby.grammar.Frame.Kind;
import java.util.BitSet;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/** Position, blanks, open frames and the marking of commands: the base of the lexer's state. */
abstract class LexerState extends Lexer {
  private static final int DEEPEST = 400;
  private static final BitSet OPERANDS =
      types(
          IDENTIFIER,
          LOCAL,
          CONSTANT,
          METHOD_IDENTIFIER,
          INSTANCE_VARIABLE,
          CLASS_VARIABLE,
          GLOBAL_VARIABLE,
          INTEGER,
          FLOAT,
          NEGATIVE,
          UNARY_MINUS,
          UNARY_PLUS,
          STRING_BEGIN,
          HEREDOC_BEGIN,
          SYMBOL,
          SYMBOL_BEGIN,
          REGEXP_BEGIN,
          SHELL_BEGIN,
          WORDS_BEGIN,
          CHARACTER,
          LABEL,
          LOCAL_LABEL,
          LBRACK,
          LPAREN_ARGUMENT,
          PREFIX_COLON2,
          ARROW,
          BANG,
          TILDE,
          SPLAT,
          ANONYMOUS_SPLAT,
          DOUBLE_SPLAT,
          BLOCK_PASS,
          NIL,
          TRUE,
          FALSE,
          SELF,
          FILE_NAME,
          LINE_NUMBER,
          NOT,
          DEFINED,
          NOT_CALL,
          DEFINED_CALL,
          CASE,
          BEGIN,
          DEF,
          CLASS,
          MODULE,
          SUPER,
          YIELD);

  State state = State.BEGIN;
  CommonToken previous = new CommonToken(NEWLINE);
  CommonToken beforePrevious = previous;

  /** Whether blanks stand before the next token. */
  boolean space;

  int newlineLine;
  int newlineColumn;

  /** Where reading goes on at the next line end: behind the heredocs of this line; else -1. */
  int heredocEnd = -1;

  int heredocEndLine;

  final SourceText text;
  private Frame frame = new Frame(Kind.PROGRAM, new Scope(null), null);

  LexerState(CharStream input) {
    super(input);
    text = (SourceText) input;
  }

  static BitSet types(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }

  // Frames

  final Frame frame() {
    return frame;
  }

  /** Returns the frame around the innermost one. */
  final Frame outerFrame() {
    return frame.outer == null ? frame : frame.outer;
  }

  final Frame push(Kind kind, Scope scope) {
    boolean pattern = frame().pattern && previous.getType() != CARET;
    Frame inner = push(new Frame(kind, scope, null));
    inner.pattern = pattern && (inner.isBracketed() || kind == Kind.GROUP);
    return inner;
  }

  final Frame push(Frame inner) {
    inner.openIn(frame);
    if (inner.depth == DEEPEST) {
      problem("the code is nested more than " + DEEPEST + " levels deep", line(), column());
      text.seek(text.size());
    }
    frame = inner;
    return inner;
  }

  final void pop() {
    frame = outerFrame();
  }

  /** Ends a method that has no {@code end}: its line, or what is around it, ends here. */
  final void endOneLineMethod() {
    if (frame.kind == Kind.ENDLESS_DEFINITION) {
      pop();
    }
  }

  // Commands

  /** Notes that a value begins: a name right before it is a command with arguments. */
  final CommonToken operand(CommonToken token) {
    Frame frame = frame();
    if (isCommandName() && OPERANDS.get(token.getType()) && !frame.parameters) {
      previous.setType(frame.command ? NESTED_COMMAND : COMMAND);
      markDot();
      frame.command = true;
      frame.commanded = true;
    }
    return token;
  }

  private void markDot() {
    switch (beforePrevious.getType()) {
      case DOT -> beforePrevious.setType(COMMAND_DOT);
      case SAFE_DOT -> beforePrevious.setType(COMMAND_SAFE_DOT);
      case COLON2 -> beforePrevious.setType(COMMAND_COLON2);
      default -> {}
    }
  }

  private boolean isCommandName() {
    int type = previous.getType();
    return type == IDENTIFIER
        || type == LOCAL
        || type == CONSTANT
        || type == METHOD_IDENTIFIER
        || type == SUPER
        || type == YIELD;
  }

  /** Whether an operator that stands here comes before a value, not behind one. */
  final boolean isPrefix() {
    return state == State.BEGIN
        || state == State.MIDDLE
        || state == State.CLASS
        || frame().header && previous.getType() == METHOD_NAME
        || isSpacedArgument(1);
  }

  /** Whether the character behind the one of this length is attached to a spaced argument. */
  private boolean isSpacedArgument(int ahead) {
    return state == State.ARGUMENT && space && !isBlank(text.LA(ahead));
  }

  /** Whether the {@code /} or {@code %} that stands here starts a literal. */
  final boolean startsLiteral() {
    return state == State.BEGIN
        || state == State.MIDDLE
        || text.LA(2) != '=' && isSpacedArgument(2);
  }

  static boolean isBlank(int character) {
    return character <= ' ';
  }

  static boolean isNameStart(int character) {
    return character == '_' || Character.isLetter(character) || character > 0x7f;
  }

  static boolean isNamePart(int character) {
    return isNameStart(character) || Character.isDigit(character);
  }

  // Positions

  final int line() {
    return getInterpreter().getLine();
  }

  final int column() {
    return getInterpreter().getCharPositionInLine();
  }

  final void advance() {
    boolean lineEnd = text.LA(1) == '\n';
    if (!lineEnd) {
      moveTo(text.index() + 1, line(), column() + 1);
    } else if (heredocEnd < 0) {
      moveTo(text.index() + 1, line() + 1, 0);
    } else {
      moveTo(heredocEnd, heredocEndLine, 0);
      heredocEnd = -1;
    }
  }

  final void advance(int count) {
    for (int i = 0; i < count && text.LA(1) != CharStream.EOF; i++) {
      advance();
    }
  }

  final void moveTo(int index, int line, int column) {
    text.seek(index);
    getInterpreter().setLine(line);
    getInterpreter().setCharPositionInLine(column);
  }

  /** Gives the last character back. */
  final void back() {
    moveTo(text.index() - 1, line(), column() - 1);
  }

  final int charAt(int index) {
    return text.at(index);
  }

  final boolean looksAt(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.LA(i + 1) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  final int peekPastBlanks() {
    int ahead = 1;
    while (text.LA(ahead) == ' ' || text.LA(ahead) == '\t' || text.LA(ahead) == '\r') {
      ahead++;
    }
    return text.LA(ahead);
  }

  // Tokens

  /** Makes a token of what was read since {@code start}, placed where the reading is now. */
  final CommonToken token(int type, int start) {
    return new CommonToken(
        _tokenFactorySourcePair, type, Token.DEFAULT_CHANNEL, start, text.index() - 1);
  }

  /** Reads so many characters as one token. */
  final CommonToken take(int type, int count, State next) {
    int start = text.index();
    int line = line();
    int column = column();
    advance(count);
    state = next;
    return placed(token(type, start), line, column);
  }

  static CommonToken placed(CommonToken token, int line, int column) {
    token.setLine(line);
    token.setCharPositionInLine(column);
    return token;
  }

  final void problem(String message, int line, int column) {
    getErrorListenerDispatch().syntaxError(this, null, line, column, message, null);
  }

  // Blanks

  /** Skips blanks, comments and line ends; returns the index of the first line end or -1. */
  final int skipBlanks() {
    int lineEnd = -1;
    space = false;
    while (true) {
      int next = text.LA(1);
      if (next == '\n') {
        if (lineEnd < 0) {
          lineEnd = text.index();
          newlineLine = line();
          newlineColumn = column();
        }
        advance();
      } else if (isSpace(next)) {
        advance();
      } else if (next == '#') {
        skipLine();
      } else if (next == '\\' && continuesLine()) {
        advance(text.LA(2) == '\n' ? 2 : 3);
      } else if (!skipBlock(next)) {
        return lineEnd;
      }
      space = true;
    }
  }

  private static boolean isSpace(int next) {
    return next == ' '
        || next == '\t'
        || next == '\r'
        || next == '\f'
        || next == 0x0b
        || next == 0xfeff;
  }

  private boolean continuesLine() {
    return text.LA(2) == '\n' || text.LA(2) == '\r' && text.LA(3) == '\n';
  }

  private void skipLine() {
    int start = text.index();
    int end = text.lineEnd();
    moveTo(end, line(), column() + end - start);
  }

  /** Skips {@code =begin} to {@code =end}, or everything behind {@code __END__}. */
  private boolean skipBlock(int next) {
    if (column() != 0) {
      return false;
    }
    if (next == '=' && looksAt("=begin") && isBlank(text.LA(7))) {
      skipBlockComment();
      return true;
    }
    if (next == '_' && looksAt("__END__") && isLineEnd(8)) {
      text.seek(text.size());
      return false;
    }
    return false;
  }

  private boolean isLineEnd(int ahead) {
    int next = text.LA(ahead);
    return next == '\n' || next == CharStream.EOF || next == '\r' && text.LA(ahead + 1) == '\n';
  }

  private void skipBlockComment() {
    int line = line();
    do {
      skipLine();
      if (text.LA(1) == CharStream.EOF) {
        problem("the comment that =begin opens is not closed by =end", line, 0);
        return;
      }
      advance();
    } while (!looksAt("=end") || !isBlank(text.LA(5)));
    skipLine();
  }

  abstract boolean mayBeLabel();
}
