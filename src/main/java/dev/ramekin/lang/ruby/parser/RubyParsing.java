package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyLexer;
import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.SourceText;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Parses Ruby. Never throws: what is wrong with the text is in the result.
 *
 * <p>ANTLR is set up here and nowhere else: the fast SLL prediction first, full LL when that fails
 * (it then also words the error).
 */
public final class RubyParsing {
  private static final Span NOWHERE = new Span(1, 1, 1, 1);

  private RubyParsing() {}

  /**
   * Parses a file's text.
   *
   * @param file the name for error messages
   * @param text Ruby source in any state
   */
  public static ParseResult parse(String file, String text) {
    ErrorCollector errors = new ErrorCollector(file);
    try {
      TokenList tokens = tokens(text, errors);
      if (errors.errors().isEmpty()) {
        RubyParser.ProgramContext program = program(tokens, errors);
        if (errors.errors().isEmpty()) {
          return new ParseResult(new TreeBuilder(errors).program(program), errors.errors());
        }
      }
    } catch (StackOverflowError overflow) {
      errors.add(1, 1, "the code is nested too deeply");
    }
    return new ParseResult(new RubyNode.Sequence(NOWHERE, List.of()), errors.errors());
  }

  private static TokenList tokens(String text, ErrorCollector errors) {
    RubyLexer lexer = new RubyLexer(new SourceText(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(errors);
    return new TokenList(lexer);
  }

  private static RubyParser.ProgramContext program(TokenList tokens, ErrorCollector errors) {
    RubyParser parser = new RubyParser(tokens);
    parser.removeErrorListeners();
    parser.setBuildParseTree(false);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.setErrorHandler(new BailErrorStrategy());
    try {
      return parser.program();
    } catch (ParseCancellationException failed) {
      return again(parser, errors);
    }
  }

  private static RubyParser.ProgramContext again(RubyParser parser, ErrorCollector errors) {
    parser.reset();
    parser.addErrorListener(errors);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL);
    parser.setErrorHandler(new DefaultErrorStrategy());
    return parser.program();
  }
}
