package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import dev.ramekin.lang.ruby.grammar.Frame.Kind;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads literals by hand: strings, words, regular expressions, heredocs, symbols, characters, and
 * the names of methods where operators may be names.
 *
 * <p>A literal becomes a begin token, content tokens as written (escapes are resolved later),
 * interpolations, and an end token. The body of a heredoc is read as soon as its name is seen; then
 * reading goes back to the rest of the line and jumps over the bodies at its end.
 */
abstract class LiteralScanner extends NameScanner {

  private static final Pattern CAPTURE = Pattern.compile("\\(\\?<([a-z_]\\w*)>");

  /** The names of the groups of the regular expression that was read last. */
  List<String> captures = List.of();

  LiteralScanner(CharStream input) {
    super(input);
  }

  // Begins

  /** Opens a literal whose begin token has so many characters. */
  final CommonToken begin(
      int type, int length, int open, int close, boolean interpolates, boolean label) {
    CommonToken token = take(type, length, State.BEGIN);
    operand(token);
    Literal literal = new Literal(token, open, close, interpolates, type == WORDS_BEGIN, label);
    push(new Frame(Kind.LITERAL, frame().scope, literal));
    return token;
  }

  /** Reads {@code %w[…]}, {@code %(…)} and their like. */
  final @Nullable CommonToken percent() {
    int letter = text.LA(2);
    boolean lettered = letter < 0x80 && Character.isLetter(letter);
    int open = text.LA(lettered ? 3 : 2);
    if (open == CharStream.EOF || open < 0x80 && Character.isLetterOrDigit(open)) {
      return null;
    }
    int type =
        switch (lettered ? letter : 'Q') {
          case 'q', 'Q' -> STRING_BEGIN;
          case 'w', 'W', 'i', 'I' -> WORDS_BEGIN;
          case 's' -> SYMBOL_BEGIN;
          case 'r' -> REGEXP_BEGIN;
          case 'x' -> SHELL_BEGIN;
          default -> 0;
        };
    if (type == 0) {
      return null;
    }
    boolean interpolates = !lettered || "QWIrx".indexOf(letter) >= 0;
    return begin(type, lettered ? 3 : 2, open, closing(open), interpolates, false);
  }

  private static int closing(int open) {
    return switch (open) {
      case '(' -> ')';
      case '[' -> ']';
      case '{' -> '}';
      case '<' -> '>';
      default -> open;
    };
  }

  // Symbols

  final boolean startsSymbol() {
    int next = text.LA(2);
    return next != ':' && state != State.END && !isBlank(next) && next != '#';
  }

  final @Nullable CommonToken symbol() {
    int next = text.LA(2);
    if (next == '"' || next == '\'') {
      return begin(SYMBOL_BEGIN, 2, next, next, next == '"', false);
    }
    int length = symbolLength(next);
    if (length == 0) {
      return null;
    }
    return operand(take(SYMBOL, 1 + length, state == State.METHOD_NAME ? afterName() : State.END));
  }

  // Heredocs

  final boolean mayStartHeredoc() {
    return state == State.BEGIN || state == State.MIDDLE || state == State.ARGUMENT && space;
  }

  final @Nullable CommonToken heredoc() {
    int ahead = 3;
    int style = text.LA(ahead);
    if (style == '-' || style == '~') {
      ahead++;
    }
    int quote = text.LA(ahead);
    boolean quoted = quote == '"' || quote == '\'' || quote == '`';
    int length = 0;
    if (quoted) {
      ahead++;
      while (text.LA(ahead + length) != quote) {
        if (text.LA(ahead + length) == '\n' || text.LA(ahead + length) == CharStream.EOF) {
          return null;
        }
        length++;
      }
    } else {
      length = isNamePart(quote) ? nameLength(ahead, false, false) : 0;
    }
    if (length == 0) {
      return null;
    }
    int start = text.index() + ahead - 1;
    String name = text.between(start, start + length);
    CommonToken token =
        take(
            quote == '`' ? SHELL_BEGIN : HEREDOC_BEGIN,
            ahead - 1 + length + (quoted ? 1 : 0),
            State.BEGIN);
    operand(token);
    openHeredoc(token, name, style == '-' || style == '~', quote != '\'');
    return token;
  }

  private void openHeredoc(CommonToken token, String name, boolean indented, boolean interpolates) {
    Literal literal = new Literal(token, -1, -1, interpolates, false, false);
    literal.terminator = name;
    literal.indented = indented;
    literal.resumeIndex = text.index();
    literal.resumeLine = line();
    literal.resumeColumn = column();
    while (text.LA(1) != '\n' && text.LA(1) != CharStream.EOF) {
      getInterpreter().consume(text);
    }
    if (text.LA(1) == '\n') {
      advance();
    }
    push(new Frame(Kind.LITERAL, frame().scope, literal));
  }

  // Bodies

  final CommonToken literalToken(Literal literal) {
    int start = text.index();
    int line = line();
    int column = column();
    if (literal.words && isBlank(text.LA(1)) && text.LA(1) != CharStream.EOF) {
      return separator(start, line, column);
    }
    CommonToken special = specialToken(literal);
    if (special != null) {
      return special;
    }
    while (!stops(literal)) {
      int before = text.index();
      bodyCharacter(literal);
      if (text.index() != before + 1 && heredocJumped(before)) {
        CommonToken content = token(STRING_CONTENT, start);
        content.setStopIndex(before);
        return placed(content, line, column);
      }
    }
    return placed(token(STRING_CONTENT, start), line, column);
  }

  private boolean heredocJumped(int before) {
    return text.index() > before + 2;
  }

  private CommonToken separator(int start, int line, int column) {
    while (isBlank(text.LA(1)) && text.LA(1) != CharStream.EOF) {
      advance();
    }
    return placed(token(WORD_SEPARATOR, start), line, column);
  }

  private void bodyCharacter(Literal literal) {
    int next = text.LA(1);
    if (next == '\\' && (!literal.isHeredoc() || literal.interpolates)) {
      if (text.LA(2) != CharStream.EOF && !(literal.isHeredoc() && text.LA(2) == '\n')) {
        advance();
      }
    } else if (next == literal.open && literal.open != literal.close) {
      literal.depth++;
    } else if (next == literal.close) {
      literal.depth--;
    }
    advance();
  }

  /** Whether something other than content begins here. */
  private boolean stops(Literal literal) {
    int next = text.LA(1);
    return next == CharStream.EOF
        || next == '#' && literal.interpolates && interpolation() != 0
        || literal.words && isBlank(next)
        || (literal.isHeredoc()
            ? column() == 0 && atTerminator(literal)
            : next == literal.close && literal.depth == 0);
  }

  private @Nullable CommonToken specialToken(Literal literal) {
    if (!stops(literal)) {
      return null;
    }
    int next = text.LA(1);
    if (next == CharStream.EOF) {
      return unterminated(literal);
    }
    if (next == '#' && literal.interpolates && interpolation() != 0 && !(literal.close == '#')) {
      return interpolationToken(literal);
    }
    return literal.isHeredoc() ? endHeredoc(literal) : end(literal);
  }

  private CommonToken interpolationToken(Literal literal) {
    int length = interpolation();
    if (length > 2 || text.LA(2) != '{') {
      literal.interpolated = true;
      return take(INTERPOLATED_VARIABLE, length, State.END);
    }
    literal.interpolated = true;
    CommonToken token = take(INTERPOLATION_BEGIN, 2, State.BEGIN);
    push(Kind.INTERPOLATION, frame().scope);
    return token;
  }

  /** Returns the length of {@code #{}, or of a variable behind its {@code #}; 0 for plain text. */
  private int interpolation() {
    int next = text.LA(2);
    if (next == '{') {
      return 2;
    }
    int sigils = next == '$' ? 1 : next == '@' ? text.LA(3) == '@' ? 2 : 1 : 0;
    if (sigils == 0) {
      return 0;
    }
    if (isNameStart(text.LA(2 + sigils))) {
      return 1 + sigils + nameLength(2 + sigils, false, false);
    }
    if (next == '$' && Character.isDigit(text.LA(3))) {
      return 1 + globalLength();
    }
    return next == '$' && "~*$?!@/\\;,.=:<>&`'+".indexOf(text.LA(3)) >= 0 ? 3 : 0;
  }

  private CommonToken unterminated(Literal literal) {
    pop();
    String what =
        literal.isHeredoc()
            ? "the heredoc is not closed by a line '" + literal.terminator + "'"
            : "'" + literal.begin.getText() + "' is not closed by '" + closer(literal) + "'";
    problem(what, literal.begin.getLine(), literal.begin.getCharPositionInLine());
    return take(STRING_END, 0, State.END);
  }

  private static String closer(Literal literal) {
    return Character.toString(literal.close);
  }

  private CommonToken end(Literal literal) {
    int length = 1;
    if (literal.begin.getType() == REGEXP_BEGIN) {
      while (Character.isLetter(text.LA(1 + length))) {
        length++;
      }
    }
    captures = literal.begin.getType() == REGEXP_BEGIN ? captures(literal) : List.of();
    boolean label = literal.mayBeLabel && text.LA(2) == ':' && text.LA(3) != ':';
    pop();
    if (label) {
      literal.begin.setType(LABEL_BEGIN);
      return take(STRING_END, 2, State.BEGIN);
    }
    return take(STRING_END, length, State.END);
  }

  /** Returns the names of the groups of a regular expression that is written out. */
  private List<String> captures(Literal literal) {
    int start = literal.begin.getStopIndex() + 1;
    if (literal.interpolated || start > text.index() - 1) {
      return List.of();
    }
    return CAPTURE
        .matcher(text.between(start, text.index()))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private boolean atTerminator(Literal literal) {
    int ahead = 1;
    if (literal.indented) {
      while (text.LA(ahead) == ' ' || text.LA(ahead) == '\t') {
        ahead++;
      }
    }
    String name = literal.terminator;
    for (int i = 0; i < name.length(); i++) {
      if (text.LA(ahead + i) != name.charAt(i)) {
        return false;
      }
    }
    int next = text.LA(ahead + name.length());
    return next == '\n'
        || next == CharStream.EOF
        || next == '\r' && text.LA(ahead + name.length() + 1) == '\n';
  }

  private CommonToken endHeredoc(Literal literal) {
    int start = text.index();
    int line = line();
    while (text.LA(1) != '\n' && text.LA(1) != CharStream.EOF) {
      getInterpreter().consume(text);
    }
    CommonToken token = placed(token(STRING_END, start), line, 0);
    if (text.LA(1) == '\n') {
      getInterpreter().consume(text);
    }
    pop();
    heredocEnd = text.index();
    heredocEndLine = line();
    moveTo(literal.resumeIndex, literal.resumeLine, literal.resumeColumn);
    state = State.END;
    return token;
  }
}
