package dev.ramekin.source.chef;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.Ruby;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.model.Finding;
import java.util.Map;
import java.util.function.Consumer;

/** Makes interpreters. */
final class RubyWorld {
  private RubyWorld() {}

  /** Makes an interpreter with Ruby's core methods. */
  static Interpreter make(Questions questions, Hooks hooks, HostView host) {
    return Ruby.start(new Budget(Budget.Limits.usual()), questions, hooks, host);
  }

  /** Makes one for files that ask nothing and see nothing. */
  static Interpreter bare(Consumer<Finding> findings) {
    Hooks hooks =
        new Hooks() {
          @Override
          public void report(Finding finding) {
            findings.accept(finding);
          }
        };
    return make(new Questions(Map.of()), hooks, HostView.NOTHING);
  }
}
