package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import org.antlr.v4.runtime.Token;

/** Names of tokens for people. */
final class TokenNames {
  private static final int LONGEST = 40;

  private TokenNames() {}

  /** Returns what a person calls the token: {@code the name 'foo'}, {@code the end of the line}. */
  static String describe(Token token) {
    String text = "'" + shortened(token.getText()) + "'";
    return switch (token.getType()) {
      case Token.EOF -> "the end of the file";
      case RubyParser.NEWLINE ->
          token.getText().equals(";") ? "the semicolon" : "the end of the line";
      case RubyParser.IDENTIFIER,
          RubyParser.LOCAL,
          RubyParser.COMMAND,
          RubyParser.NESTED_COMMAND,
          RubyParser.METHOD_NAME,
          RubyParser.METHOD_IDENTIFIER ->
          "the name " + text;
      case RubyParser.CONSTANT -> "the constant " + text;
      case RubyParser.INSTANCE_VARIABLE, RubyParser.CLASS_VARIABLE, RubyParser.GLOBAL_VARIABLE ->
          "the variable " + text;
      case RubyParser.INTEGER, RubyParser.FLOAT -> "the number " + text;
      case RubyParser.STRING_BEGIN,
          RubyParser.LABEL_BEGIN,
          RubyParser.STRING_CONTENT,
          RubyParser.CHARACTER ->
          "the string that starts here";
      case RubyParser.HEREDOC_BEGIN -> "the heredoc " + text;
      case RubyParser.SYMBOL -> "the symbol " + text;
      case RubyParser.LABEL, RubyParser.LOCAL_LABEL -> "the label " + text;
      case RubyParser.UNEXPECTED -> "the character " + text;
      default -> text;
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
