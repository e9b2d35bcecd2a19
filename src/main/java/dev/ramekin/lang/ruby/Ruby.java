package dev.ramekin.lang.ruby;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.Journal;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.core.Core;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Interpreter;

/** Where evaluating Ruby begins. */
public final class Ruby {
  private Ruby() {}

  /** Returns an interpreter that has Ruby's core classes. */
  public static Interpreter start(Budget budget, Questions questions, Hooks hooks, HostView host) {
    Interpreter ruby = new Interpreter(budget, questions, new Journal(), hooks, host);
    Core.define(ruby);
    return ruby;
  }
}
