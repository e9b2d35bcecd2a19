package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.HashMap;
import java.util.Map;

/** Evaluates a node by the handler of its kind. */
final class Evaluator {
  /** Evaluates nodes of one kind. */
  interface Handler<N extends RubyNode> {
    RubyValue evaluate(N node, Context context);
  }

  private final Map<Class<?>, Handler<RubyNode>> handlers = new HashMap<>();
  private final Interpreter ruby;
  private final Binder binder;

  Evaluator(Interpreter ruby) {
    this.ruby = ruby;
    this.binder = new Binder(ruby, this);
    new Literals(ruby, this).register();
    Calls calls = new Calls(ruby, this);
    calls.register();
    new Variables(ruby, this).register();
    new Assignments(ruby, this, calls).register();
    new Control(ruby, this).register();
    new Patterns(ruby, this).register();
    new Rescues(ruby, this).register();
    new Definitions(ruby, this).register();
    new DefinedQuery(ruby, this).register();
  }

  <N extends RubyNode> void on(Class<N> kind, Handler<N> handler) {
    handlers.put(kind, (node, context) -> handler.evaluate(kind.cast(node), context));
  }

  RubyValue evaluate(RubyNode node, Context context) {
    ruby.budget().step();
    Handler<RubyNode> handler = handlers.get(node.getClass());
    if (handler == null) {
      throw new IllegalStateException("no handler for " + node.getClass().getSimpleName());
    }
    return handler.evaluate(node, context);
  }

  Binder binder() {
    return binder;
  }
}
