package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import dev.ramekin.lang.ruby.grammar.Frame.Kind;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.jspecify.annotations.Nullable;

/** Tells what an operator, a comma or a bracket belongs to. */
abstract class OperatorScanner extends WordScanner {
  /** Whether the previous token closed an argument in spaced parentheses. */
  boolean argumentEnded;

  /** Whether the previous token closed the parameters of a method. */
  boolean bodyBegins;

  OperatorScanner(CharStream input) {
    super(input);
  }

  final @Nullable CommonToken operator(CommonToken token) {
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
        endOneLineMethod();
        if (!frame().parameters || frame().header) {
          frame().startStatement();
        }
        state = State.BEGIN;
      }
      case ASSOCIATE -> {
        if (matchesPattern()) {
          token.setType(PATTERN_ARROW);
          startPattern();
        }
        state = State.BEGIN;
      }
      case MATCH -> {
        declareCaptures();
        state = State.BEGIN;
      }
      default -> state = State.BEGIN;
    }
    return token;
  }

  /** Whether a {@code =>} that stands here is no pair and no exception's variable. */
  private boolean matchesPattern() {
    Frame frame = frame();
    boolean statement = !frame.isBracketed() && !frame.command && !frame.jump;
    return statement && !frame.list && !frame.parameters && !frame.pattern;
  }

  /** The named groups of a regular expression on the left of {@code =~} are variables. */
  private void declareCaptures() {
    if (previous.getType() == STRING_END) {
      for (String name : captures) {
        frame().scope.declare(name);
      }
    }
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
      case MINUS -> token.setType(Character.isDigit(text.LA(1)) ? NEGATIVE : UNARY_MINUS);
      case POWER -> token.setType(DOUBLE_SPLAT);
      case AMPERSAND -> token.setType(BLOCK_PASS);
      case STAR -> {
        int next = peekPastBlanks();
        boolean inPattern = frame().pattern && !isNameStart(next);
        boolean anonymous =
            next == ',' || next == ')' || next == '=' || next == '|' || next == ']' || inPattern;
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
        next == ')'
            || next == ']'
            || next == '}'
            || next == ','
            || next == '\n'
            || next == ';'
            || next == CharStream.EOF
            || followedByThen();
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

  private boolean followedByThen() {
    int ahead = 1;
    while (text.LA(ahead) == ' ') {
      ahead++;
    }
    boolean then = true;
    for (int index = 0; index < "then".length(); index++) {
      then &= text.LA(ahead + index) == "then".charAt(index);
    }
    return then && !isNamePart(text.LA(ahead + "then".length()));
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
  final void markLastComma() {
    if (previous.getType() == COMMA) {
      previous.setType(LAST_COMMA);
    }
  }

  /** Behind its parameters the body of a method begins, unless an equals sign follows. */
  private void endHeader() {
    frame().parameters = false;
    boolean owner = peekPastBlanks() == '.';
    if (peekPastBlanks() != '=' && !owner) {
      frame().startStatement();
      state = State.BEGIN;
      bodyBegins = true;
    }
  }

  private void closeBracket(CommonToken token) {
    endOneLineMethod();
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
      endHeader();
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
