package dev.ramekin.lang.ruby.grammar;

import static dev.ramekin.lang.ruby.grammar.RubyLexer.*;

import java.util.List;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.jspecify.annotations.Nullable;

/** Reads by hand what the names of symbols and methods may be, operators too, and characters. */
abstract class NameScanner extends LexerState {
  private static final List<String> OPERATOR_NAMES =
      List.of(
          "[]=", "[]", "<=>", "===", "==", "=~", "!~", "!=", "**", "+@", "-@", "~@", "!@", "<<",
          ">>", "<=", ">=", "+", "-", "*", "/", "%", "<", ">", "!", "~", "^", "&", "|", "`");

  NameScanner(CharStream input) {
    super(input);
  }

  final int symbolLength(int next) {
    int sigils = next == '$' ? 1 : next == '@' ? text.LA(3) == '@' ? 2 : 1 : 0;
    if (isNameStart(text.LA(2 + sigils))) {
      return sigils + nameLength(2 + sigils, sigils == 0, true);
    }
    if (next == '$') {
      return globalLength();
    }
    return operatorLength(2);
  }

  final int globalLength() {
    int digits = 0;
    while (Character.isDigit(text.LA(3 + digits))) {
      digits++;
    }
    return 1 + Math.max(1, digits);
  }

  private int operatorLength(int ahead) {
    for (String name : OPERATOR_NAMES) {
      int same = 0;
      while (same < name.length() && text.LA(ahead + same) == name.charAt(same)) {
        same++;
      }
      if (same == name.length()) {
        return same;
      }
    }
    return 0;
  }

  /** Returns the length of a name that starts ahead, with {@code ?}, {@code !} or {@code =}. */
  final int nameLength(int ahead, boolean suffix, boolean setter) {
    int length = 0;
    while (isNamePart(text.LA(ahead + length))) {
      length++;
    }
    int next = text.LA(ahead + length);
    int after = text.LA(ahead + length + 1);
    boolean question =
        (next == '?' || next == '!')
            && (after != '=' || setter && text.LA(ahead + length + 2) == '>');
    boolean assigns =
        setter
            && next == '='
            && after != '~'
            && after != '>'
            && (after != '=' || text.LA(ahead + length + 2) == '>');
    return suffix && (question || assigns) ? length + 1 : length;
  }

  final boolean startsCharacter() {
    int next = text.LA(2);
    boolean word = isNamePart(next) && isNamePart(text.LA(3));
    return state != State.END && !isBlank(next) && !word;
  }

  final CommonToken character() {
    int length = 2;
    if (text.LA(2) == '\\') {
      length = 3;
      if (text.LA(3) == 'u' && text.LA(4) == '{') {
        while (text.LA(length) != '}' && text.LA(length) != CharStream.EOF) {
          length++;
        }
      } else if (text.LA(3) == 'u' || text.LA(3) == 'x') {
        while (Character.digit(text.LA(length + 1), 16) >= 0) {
          length++;
        }
      } else if ((text.LA(3) == 'C' || text.LA(3) == 'M') && text.LA(4) == '-') {
        length = 5;
      }
    }
    return operand(take(CHARACTER, length, State.END));
  }

  // Names where any word or operator may stand

  final @Nullable CommonToken methodName(boolean definition) {
    int next = text.LA(1);
    if (definition && isNameStart(next)) {
      return definedName();
    }
    if (isNameStart(next)) {
      return null;
    }
    int length = operatorLength(1);
    boolean call = !definition && (next == '(' || length == 0);
    if (length == 0 || call) {
      return null;
    }
    return take(METHOD_NAME, length, definition ? afterName() : State.ARGUMENT);
  }

  final State afterName() {
    return previous.getType() == ALIAS || previous.getType() == UNDEF || previous.getType() == COMMA
        ? State.METHOD_NAME
        : State.END;
  }

  private @Nullable CommonToken definedName() {
    int plain = nameLength(1, false, false);
    boolean owner = text.LA(plain + 1) == '.' && previous.getType() == DEF;
    if (owner) {
      return ownerName(plain);
    }
    return take(METHOD_NAME, nameLength(1, true, true), afterName());
  }

  private CommonToken ownerName(int length) {
    CommonToken token = take(IDENTIFIER, length, State.END);
    String name = token.getText();
    if (name.equals("self")) {
      token.setType(SELF);
    } else if (Character.isUpperCase(name.codePointAt(0))) {
      token.setType(CONSTANT);
    } else if (outerFrame().scope.knows(name)) {
      token.setType(LOCAL);
    }
    return token;
  }
}
