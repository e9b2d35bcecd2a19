package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import dev.ramekin.lang.ruby.grammar.Frame.Kind;
import java.util.BitSet;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Tells what a word is: a keyword, a modifier, a label, a variable, or the name of a method. */
abstract class WordScanner extends LiteralScanner {
  static final BitSet PARAMETER_OPENINGS =
      types(
          PARAMETERS_BEGIN,
          COMMA,
          LPAREN,
          LPAREN_CALL,
          LPAREN_ARGUMENT,
          SPLAT,
          DOUBLE_SPLAT,
          BLOCK_PASS,
          NEWLINE,
          METHOD_NAME,
          ARROW,
          FOR);
  private static final BitSet LABEL_OPENINGS =
      types(
          COMMA,
          COMMAND_COMMA,
          LPAREN,
          LPAREN_CALL,
          LPAREN_ARGUMENT,
          LBRACE,
          LBRACK,
          PARAMETERS_BEGIN,
          IN,
          PATTERN_IN,
          PATTERN_ARROW,
          ARROW,
          DOUBLE_SPLAT);

  WordScanner(CharStream input) {
    super(input);
  }

  @Override
  boolean mayBeLabel() {
    return LABEL_OPENINGS.get(previous.getType())
        || state == State.ARGUMENT
        || state == State.MIDDLE
        || frame().parameters
        || previous.getType() == LOCAL;
  }

  static boolean isName(int type) {
    return type == IDENTIFIER || type == CONSTANT || type == METHOD_IDENTIFIER;
  }

  /**
   * Reads a word of plain letters, as the grammar would: most of a file is such words, and its way
   * through the grammar's tables takes several times as long. Gives null where anything else
   * stands.
   */
  final @Nullable CommonToken plainWord() {
    int first = text.LA(1);
    if (!isPlainPart(first) || first <= '9') {
      return null;
    }
    int length = 1;
    while (isPlainPart(text.LA(1 + length))) {
      length++;
    }
    int end = text.LA(1 + length);
    if (end > 0x7f) {
      return null;
    }
    boolean marked = (end == '?' || end == '!') && !assigns(2 + length);
    return plainWord(first, marked ? length + 1 : length, marked);
  }

  private CommonToken plainWord(int first, int length, boolean marked) {
    int start = text.index();
    int line = line();
    int column = column();
    moveTo(start + length, line, column + length);
    String word = text.between(start, start + length);
    int name = marked ? METHOD_IDENTIFIER : first <= 'Z' ? CONSTANT : IDENTIFIER;
    CommonToken token = token(Keywords.type(word, name), start);
    token.setText(word);
    return placed(token, line, column);
  }

  private static boolean isPlainPart(int character) {
    return character >= 'a' && character <= 'z'
        || character == '_'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9';
  }

  /** Whether an equals sign stands ahead that does not begin a {@code =>}. */
  private boolean assigns(int ahead) {
    return text.LA(ahead) == '=' && text.LA(ahead + 1) != '>';
  }

  final CommonToken word(CommonToken token) {
    if (token.getType() == METHOD_IDENTIFIER && assigns(1)) {
      giveBack(token);
    }
    if (state == State.DOT) {
      return memberName(token);
    }
    if (text.LA(1) == ':' && text.LA(2) != ':' && mayBeLabel()) {
      return label(token);
    }
    return isName(token.getType()) ? name(token) : keyword(token);
  }

  private CommonToken memberName(CommonToken token) {
    if (!isName(token.getType())) {
      token.setType(IDENTIFIER);
    }
    state = State.ARGUMENT;
    return token;
  }

  private void giveBack(CommonToken token) {
    back();
    token.setStopIndex(token.getStopIndex() - 1);
    token.setType(Character.isUpperCase(charAt(token.getStartIndex())) ? CONSTANT : IDENTIFIER);
  }

  private CommonToken label(CommonToken token) {
    String name = token.getText();
    advance();
    token.setStopIndex(token.getStopIndex() + 1);
    token.setText(null);
    boolean local = !frame().parameters && frame().scope.knows(name);
    token.setType(local ? LOCAL_LABEL : LABEL);
    if (frame().parameters) {
      frame().scope.declare(name);
    }
    if (frame().pattern) {
      frame().scope.declare(name);
    }
    operand(token);
    state = frame().header || frame().pattern ? State.MIDDLE : State.BEGIN;
    return token;
  }

  private CommonToken name(CommonToken token) {
    if (token.getType() != IDENTIFIER) {
      operand(token);
      state = State.ARGUMENT;
      return token;
    }
    Frame frame = frame();
    String name = token.getText();
    if (frame.parameters && PARAMETER_OPENINGS.get(previous.getType())
        || frame.rescue && previous.getType() == ASSOCIATE
        || frame.pattern && previous.getType() != CARET) {
      frame.scope.declare(name);
      state = State.END;
    } else if (frame.scope.knows(name)) {
      token.setType(LOCAL);
      operand(token);
      state = State.END;
    } else {
      operand(token);
      state = State.ARGUMENT;
    }
    return token;
  }

  private CommonToken keyword(CommonToken token) {
    switch (token.getType()) {
      case IF, UNLESS, WHILE, UNTIL, RESCUE -> modifiable(token);
      case CASE, BEGIN, FOR, CLASS, MODULE, DEF -> opening(token);
      case END -> end(token);
      case DO -> doBlock(token);
      case THEN, ELSE, ELSIF, WHEN, ENSURE, IN -> clause(token);
      case AND, OR -> {
        frame().startCondition();
        state = State.BEGIN;
      }
      case NOT, DEFINED -> {
        operand(token);
        boolean call = text.LA(1) == '(';
        if (call) {
          token.setType(token.getType() == NOT ? NOT_CALL : DEFINED_CALL);
        }
        state = call || token.getType() == DEFINED ? State.ARGUMENT : State.BEGIN;
      }
      case SUPER, YIELD -> {
        operand(token);
        state = State.ARGUMENT;
      }
      case RETURN, BREAK, NEXT -> {
        frame().jump = true;
        state = State.MIDDLE;
      }
      case ALIAS, UNDEF -> {
        state = State.METHOD_NAME;
        frame().list = true;
      }
      default -> {
        operand(token);
        state = State.END;
      }
    }
    return token;
  }

  private void modifiable(CommonToken token) {
    boolean prefix = state == State.BEGIN;
    if (token.getType() == RESCUE) {
      rescue(token, prefix);
      return;
    }
    state = State.BEGIN;
    if (prefix) {
      boolean loop = token.getType() == WHILE || token.getType() == UNTIL;
      push(Kind.KEYWORD, frame().scope).loopDo = loop;
      return;
    }
    token.setType(
        switch (token.getType()) {
          case IF -> IF_MODIFIER;
          case UNLESS -> UNLESS_MODIFIER;
          case WHILE -> WHILE_MODIFIER;
          default -> UNTIL_MODIFIER;
        });
    frame().startCondition();
    frame().fresh = false;
  }

  private void rescue(CommonToken token, boolean prefix) {
    if (prefix) {
      frame().startStatement();
      frame().list = true;
      frame().rescue = true;
      state = State.MIDDLE;
      return;
    }
    if (frame().assigned) {
      token.setType(frame().commanded ? RESCUE_COMMAND : RESCUE_VALUE);
    } else {
      token.setType(RESCUE_MODIFIER);
      frame().startCondition();
    }
    state = State.BEGIN;
  }

  private void opening(CommonToken token) {
    operand(token);
    Scope scope = frame().scope;
    switch (token.getType()) {
      case FOR -> {
        Frame frame = push(Kind.KEYWORD, scope);
        frame.loopDo = true;
        frame.list = true;
        frame.parameters = true;
      }
      case DEF -> {
        Frame frame = push(Kind.DEFINITION, new Scope(null));
        frame.header = true;
        frame.definition = token;
        frame.parameters = true;
      }
      case CLASS, MODULE -> push(Kind.KEYWORD, new Scope(null));
      default -> push(Kind.KEYWORD, scope);
    }
    state =
        switch (token.getType()) {
          case DEF -> State.METHOD_NAME;
          case CLASS -> State.CLASS;
          default -> State.BEGIN;
        };
  }

  private void end(CommonToken token) {
    endOneLineMethod();
    if (frame().isClosedByEnd()) {
      pop();
    }
    state = State.END;
  }

  private void doBlock(CommonToken token) {
    Frame frame = frame();
    state = State.BEGIN;
    if (frame.kind == Kind.LAMBDA) {
      token.setType(DO_LAMBDA);
      pop();
      push(Kind.KEYWORD, frame.scope);
    } else if (frame.loopDo) {
      token.setType(DO_LOOP);
      frame.startStatement();
    } else {
      if (frame.command) {
        token.setType(DO_BLOCK);
        frame.command = false;
      }
      push(Kind.KEYWORD, new Scope(frame.scope));
    }
  }

  /** Notes that what follows is a pattern, not a value. */
  final void startPattern() {
    frame().startCondition();
    frame().fresh = false;
    frame().list = true;
    frame().pattern = true;
  }

  private void clause(CommonToken token) {
    Frame frame = frame();
    if (token.getType() == IN && frame.parameters) {
      frame.parameters = false;
      frame.list = false;
      frame.fresh = true;
    } else if (token.getType() == IN && state != State.BEGIN) {
      token.setType(PATTERN_IN);
      startPattern();
    } else {
      frame.startStatement();
      frame.list = token.getType() == WHEN || token.getType() == IN;
      frame.pattern = token.getType() == IN;
    }
    if (token.getType() == THEN && previous.getType() == NEWLINE) {
      previous.setChannel(Token.HIDDEN_CHANNEL);
    }
    state = State.BEGIN;
  }
}
