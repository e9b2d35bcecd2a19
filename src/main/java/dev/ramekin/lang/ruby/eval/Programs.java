package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Evaluates whole files: the contexts they begin with, and what leaves them. */
final class Programs {
  private final Interpreter ruby;

  Programs(Interpreter ruby) {
    this.ruby = ruby;
  }

  /** Returns the context at the top of a file. */
  Context context(String file, RubyValue self, Optional<RubyModule> definee) {
    Object end = new Object();
    return new Context(
        file,
        self,
        new Scope(ruby.journal()),
        new Nesting(ruby.model().object(), Optional.empty()),
        definee,
        Optional.empty(),
        end,
        end,
        new Context.DefinitionMode());
  }

  /** Returns the context of a class's body. */
  Context inside(Context outer, RubyModule module) {
    Context body = context(outer.file(), module, Optional.of(module));
    return new Context(
        body.file(),
        module,
        body.scope(),
        outer.nesting().inner(module),
        Optional.of(module),
        Optional.empty(),
        body.returns(),
        body.loop(),
        body.mode());
  }

  /** Evaluates a program; returns the value of its last expression. */
  RubyValue run(Context context, RubyNode program) {
    Origins.Position before = ruby.origins().position();
    try {
      return ruby.evaluator().evaluate(program, context);
    } catch (Jump jump) {
      return jump.value();
    } catch (Thrown thrown) {
      throw uncaught(thrown);
    } catch (StackOverflowError overflow) {
      throw tooDeep();
    } finally {
      ruby.origins().back(before);
    }
  }

  /** Evaluates statements one by one; an uncaught exception ends only its statement. */
  void runEach(Context context, RubyNode program, Consumer<RubyError> uncaught) {
    List<RubyNode> statements =
        program instanceof RubyNode.Sequence sequence ? sequence.nodes() : List.of(program);
    Origins.Position before = ruby.origins().position();
    try {
      RubyValue unused =
          ruby.decisions().inOrder(statements, it -> alone(it, context, before, uncaught));
    } catch (Jump jump) {
      // The file ends early, as Ruby lets it.
      return;
    }
  }

  private RubyValue alone(
      RubyNode statement, Context context, Origins.Position before, Consumer<RubyError> uncaught) {
    ruby.origins().move(context.file(), statement.span());
    try {
      return ruby.evaluator().evaluate(statement, context);
    } catch (RubyError error) {
      uncaught.accept(error);
      return RubyNil.NIL;
    } catch (Thrown thrown) {
      uncaught.accept(uncaught(thrown));
      return RubyNil.NIL;
    } catch (StackOverflowError overflow) {
      throw tooDeep().at(ruby.origin());
    } catch (BudgetExceededException exceeded) {
      throw exceeded.at(ruby.origin());
    } finally {
      ruby.origins().back(before);
    }
  }

  private RubyError uncaught(Thrown thrown) {
    return ruby.error("UncaughtThrowError", "uncaught throw " + ruby.inspect(thrown.tag()));
  }

  static BudgetExceededException tooDeep() {
    return new BudgetExceededException("expressions or calls nested too deep");
  }
}
