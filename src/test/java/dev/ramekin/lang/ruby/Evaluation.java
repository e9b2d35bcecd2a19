package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.parser.ParseResult;
import dev.ramekin.lang.ruby.parser.RubyParsing;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Map;

/** Parses and evaluates a piece of Ruby for a test. */
public record Evaluation(Interpreter ruby) {
  private static final String FILE = "test.rb";

  /** Begins a world without hooks, host or answers. */
  public static Evaluation begin() {
    return begin(Map.of(), Hooks.NONE, HostView.NOTHING);
  }

  /** Begins a world. */
  public static Evaluation begin(Map<String, String> answers, Hooks hooks, HostView host) {
    return new Evaluation(
        Ruby.start(new Budget(Budget.Limits.usual()), new Questions(answers), hooks, host));
  }

  /** Evaluates a program at the top level. */
  public RubyValue value(String program) {
    ParseResult parsed = RubyParsing.parse(FILE, program);
    assertThat(parsed.errors()).as(program).isEmpty();
    return ruby.load(FILE, parsed.program());
  }

  /** Returns {@code inspect} of a program's value, or {@code Class: message} of its exception. */
  public String inspect(String program) {
    try {
      return ruby.inspect(value(program));
    } catch (RubyError error) {
      return error.toString();
    }
  }
}
