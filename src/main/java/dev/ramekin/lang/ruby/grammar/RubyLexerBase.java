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
abstract class RubyLexerBase extends LiteralScanner {
  private static final BitSet BLOCK_OPENINGS =
      types(LBRACE_BLOCK, LBRACE_COMMAND, LBRACE_LAMBDA, DO, DO_BLOCK, DO_LAMBDA);
  private static final BitSet PARAMETER_OPENINGS =
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
          ARROW,
          DOUBLE_SPLAT);

  RubyLexerBase(CharStream input) {
    super(input);
  }

  /** Whether the previous token closed an argument in spaced parentheses. */
  private boolean argumentEnded;

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
    frame().fresh = token.getType() == NEWLINE || frame().fresh && opensFrame(token);
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
    int next = _input.LA(1);
    if (next == '.' && _input.LA(2) != '.' || next == '&' && _input.LA(2) == '.') {
      return false;
    }
    return !(frame().ternaries > 0 && next == ':' && _input.LA(2) != ':');
  }

  private CommonToken newline(int index) {
    if (frame().kind == Kind.ENDLESS_DEFINITION) {
      pop();
    }
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
    int next = _input.LA(1);
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
      case '<' -> _input.LA(2) == '<' && mayStartHeredoc() ? heredoc() : null;
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

  @Override
  boolean mayBeLabel() {
    return LABEL_OPENINGS.get(previous.getType())
        || state == State.ARGUMENT
        || state == State.MIDDLE
        || frame().parameters
        || previous.getType() == LOCAL;
  }

  /** Lets ANTLR read a token, then tells what it is here. */
  private @Nullable CommonToken plain() {
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

  private static boolean isName(int type) {
    return type == IDENTIFIER || type == CONSTANT || type == METHOD_IDENTIFIER;
  }

  // Words

  private CommonToken word(CommonToken token) {
    if (token.getType() == METHOD_IDENTIFIER && _input.LA(1) == '=' && _input.LA(2) != '>') {
      giveBack(token);
    }
    if (state == State.DOT) {
      return memberName(token);
    }
    if (_input.LA(1) == ':' && _input.LA(2) != ':' && mayBeLabel()) {
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
    boolean local = !frame().parameters && frame().scope.knows(name);
    token.setType(local ? LOCAL_LABEL : LABEL);
    if (frame().parameters) {
      frame().scope.declare(name);
    }
    operand(token);
    state = frame().header ? State.MIDDLE : State.BEGIN;
    return token;
  }

  private CommonToken name(CommonToken token) {
    if (token.getType() != IDENTIFIER) {
      operand(token);
      state = State.ARGUMENT;
      return token;
    }
    Frame frame = frame();
    String text = token.getText();
    if (frame.parameters && PARAMETER_OPENINGS.get(previous.getType())
        || frame.rescue && previous.getType() == ASSOCIATE) {
      frame.scope.declare(text);
      state = State.END;
    } else if (frame.scope.knows(text)) {
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
        boolean call = _input.LA(1) == '(';
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

  private void clause(CommonToken token) {
    Frame frame = frame();
    if (token.getType() == IN && frame.parameters) {
      frame.parameters = false;
      frame.list = false;
      frame.fresh = true;
    } else {
      frame.startStatement();
      frame.list = token.getType() == WHEN || token.getType() == IN;
    }
    if (token.getType() == THEN && previous.getType() == NEWLINE) {
      previous.setChannel(Token.HIDDEN_CHANNEL);
    }
    state = State.BEGIN;
  }

  // Operators

  private @Nullable CommonToken operator(CommonToken token) {
    switch (token.getType()) {
      case ASSIGN, OPERATOR_ASSIGN -> assignment(token);
      case LPAREN, LBRACK, LBRACE -> openBracket(token);
      case RPAREN, RBRACK, RBRACE -> closeBracket(token);
      case COMMA -> comma(token);
      case DOT, SAFE_DOT, COLON2 -> dot(token);
      case PLUS, MINUS, STAR, POWER, AMPERSAND, BANG, TILDE, ARROW, RANGE -> prefixable(token);
      case QUESTION -> {
        frame().ternaries++;
        state = State.BEGIN;
      }
      case COLON -> {
        frame().ternaries = Math.max(0, frame().ternaries - 1);
        state = State.BEGIN;
      }
      case SEMICOLON -> {
        token.setType(NEWLINE);
        if (!frame().parameters || frame().header) {
          frame().startStatement();
        }
        state = State.BEGIN;
      }
      default -> state = State.BEGIN;
    }
    return token;
  }

  private void assignment(CommonToken token) {
    Frame frame = frame();
    state = State.BEGIN;
    int before = previous.getType();
    boolean named = before == RPAREN || before == METHOD_NAME;
    if (frame.header && frame.definition != null && named) {
      frame.definition.setType(ENDLESS_DEF);
      token.setType(ENDLESS_ASSIGN);
      frame.kind = Kind.ENDLESS_DEFINITION;
      frame.startStatement();
      frame.parameters = false;
      return;
    }
    if (frame.parameters) {
      return;
    }
    declarePrevious(frame);
    if (frame.multiple && !frame.assigned) {
      token.setType(MULTIPLE_ASSIGN);
      frame.targets.forEach(frame.scope::declare);
    }
    frame.assigned |= !frame.command && !frame.isBracketed();
  }

  private void declarePrevious(Frame frame) {
    if (isPlainName()) {
      frame.scope.declare(previous.getText());
    }
  }

  private boolean isPlainName() {
    int type = previous.getType();
    return (type == IDENTIFIER || type == LOCAL)
        && beforePrevious.getType() != DOT
        && beforePrevious.getType() != SAFE_DOT
        && beforePrevious.getType() != COLON2;
  }

  private void comma(CommonToken token) {
    Frame frame = frame();
    state = State.BEGIN;
    if (frame.parameters) {
      return;
    }
    if (frame.command || frame.jump) {
      token.setType(COMMAND_COMMA);
    } else if (!frame.isBracketed() && frame.assigned) {
      token.setType(VALUE_COMMA);
    } else if (!frame.isBracketed() && !frame.list) {
      frame.multiple = true;
      if (isPlainName()) {
        frame.targets.add(previous.getText());
      }
    }
  }

  private void dot(CommonToken token) {
    boolean prefix = token.getType() == COLON2 && isPrefix();
    if (prefix) {
      token.setType(PREFIX_COLON2);
      operand(token);
      state = State.BEGIN;
      return;
    }
    state = frame().header && beforePrevious.getType() == DEF ? State.METHOD_NAME : State.DOT;
  }

  private void prefixable(CommonToken token) {
    int type = token.getType();
    if (type == RANGE) {
      range(token);
      return;
    }
    if (type == ARROW) {
      operand(token);
      Frame frame = push(Kind.LAMBDA, new Scope(frame().scope));
      frame.parameters = true;
      state = State.END;
      return;
    }
    boolean prefix = isPrefix() || type == BANG || type == TILDE;
    if (prefix) {
      prefix(token);
    }
    state = State.BEGIN;
  }

  private void prefix(CommonToken token) {
    boolean fresh = frame().fresh && !frame().parameters && !frame().isBracketed();
    switch (token.getType()) {
      case PLUS -> token.setType(UNARY_PLUS);
      case MINUS -> token.setType(Character.isDigit(_input.LA(1)) ? NEGATIVE : UNARY_MINUS);
      case POWER -> token.setType(DOUBLE_SPLAT);
      case AMPERSAND -> token.setType(BLOCK_PASS);
      case STAR -> {
        int next = peekPastBlanks();
        boolean anonymous = next == ',' || next == ')' || next == '=' || next == '|';
        token.setType(anonymous ? ANONYMOUS_SPLAT : SPLAT);
        frame().multiple |= fresh;
      }
      default -> {}
    }
    operand(token);
  }

  private void range(CommonToken token) {
    boolean bracketed = frame().kind == Kind.ARGUMENTS;
    int next = peekPastBlanks();
    boolean last =
        next == ')' || next == ']' || next == '\n' || next == ';' || next == CharStream.EOF;
    if (state == State.BEGIN && bracketed && next == ')') {
      token.setType(FORWARD);
    } else if (state == State.BEGIN) {
      token.setType(PREFIX_RANGE);
    } else if (last) {
      token.setType(ENDLESS_RANGE);
      state = State.END;
      return;
    }
    state = token.getType() == FORWARD ? State.END : State.BEGIN;
  }

  // Brackets

  private void openBracket(CommonToken token) {
    switch (token.getType()) {
      case LPAREN -> openParenthesis(token);
      case LBRACK -> openSquare(token);
      default -> openBrace(token);
    }
    state = State.BEGIN;
  }

  private void openParenthesis(CommonToken token) {
    Frame outer = frame();
    boolean declares = outer.parameters && PARAMETER_OPENINGS.get(previous.getType());
    boolean attached = state != State.BEGIN && state != State.MIDDLE && !space;
    if (declares || attached || state == State.DOT) {
      token.setType(LPAREN_CALL);
      push(Kind.ARGUMENTS, outer.scope).parameters = declares;
      return;
    }
    boolean argument = state == State.ARGUMENT || state == State.END;
    if (argument) {
      token.setType(LPAREN_ARGUMENT);
      operand(token);
    }
    push(Kind.GROUP, outer.scope).argument = argument;
  }

  private void openSquare(CommonToken token) {
    boolean index = state == State.END || state == State.ARGUMENT && !space;
    if (index) {
      token.setType(LBRACK_INDEX);
    } else {
      operand(token);
    }
    push(Kind.BRACKETS, frame().scope);
  }

  private void openBrace(CommonToken token) {
    Frame outer = frame();
    if (outer.kind == Kind.LAMBDA && (previous.getType() == ARROW || state != State.BEGIN)) {
      token.setType(LBRACE_LAMBDA);
      pop();
      push(Kind.BRACES, outer.scope);
    } else if (state == State.END || state == State.ARGUMENT) {
      token.setType(argumentEnded ? LBRACE_COMMAND : LBRACE_BLOCK);
      push(Kind.BRACES, new Scope(outer.scope));
    } else {
      push(Kind.HASH, outer.scope);
    }
  }

  /** Marks a comma that nothing follows. */
  private void markLastComma() {
    if (previous.getType() == COMMA) {
      previous.setType(LAST_COMMA);
    }
  }

  private void closeBracket(CommonToken token) {
    Frame closed = frame();
    state = State.END;
    markLastComma();
    boolean matches =
        switch (token.getType()) {
          case RPAREN -> closed.kind == Kind.GROUP || closed.kind == Kind.ARGUMENTS;
          case RBRACK -> closed.kind == Kind.BRACKETS;
          default ->
              closed.kind == Kind.BRACES
                  || closed.kind == Kind.HASH
                  || closed.kind == Kind.INTERPOLATION;
        };
    if (!matches) {
      return;
    }
    pop();
    if (frame().header) {
      frame().parameters = false;
      state = closed.parameters ? State.MIDDLE : state;
    }
    argumentEnded = closed.argument;
    if (closed.kind == Kind.INTERPOLATION) {
      token.setType(INTERPOLATION_END);
    } else if (closed.multiple && !closed.assigned) {
      frame().multiple = true;
      frame().targets.addAll(closed.targets);
      if (isPlainName()) {
        frame().targets.add(previous.getText());
      }
    }
  }
}
