package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Optional;

/** {@code defined?}. */
final class DefinedQuery {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  DefinedQuery(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  void register() {
    evaluator.on(
        RubyNode.Defined.class,
        (node, context) ->
            describe(strip(node.value()), context)
                .<RubyValue>map(RubyString::new)
                .orElse(RubyNil.NIL));
  }

  private static RubyNode strip(RubyNode node) {
    return node instanceof RubyNode.Sequence sequence && sequence.nodes().size() == 1
        ? sequence.nodes().get(0)
        : node;
  }

  private Optional<String> describe(RubyNode node, Context context) {
    if (node instanceof RubyNode.Local local) {
      return when(context.scope().has(local.name()), "local-variable");
    }
    if (node instanceof RubyNode.InstanceVar variable) {
      boolean set =
          context.self() instanceof RubyObject object
              && object.variable(variable.name()).isPresent();
      return when(set, "instance-variable");
    }
    if (node instanceof RubyNode.ClassVar variable) {
      return when(
          Variables.holder(Variables.classVariableScope(context), variable.name()).isPresent(),
          "class variable");
    }
    if (node instanceof RubyNode.Global variable) {
      boolean set =
          ruby.globals().has(variable.name())
              || !(Variables.global(ruby, variable.name(), context) instanceof RubyNil);
      return when(set, "global-variable");
    }
    if (node instanceof RubyNode.Const constant) {
      return constant(constant, context);
    }
    if (node instanceof RubyNode.Call call) {
      return call(call, context);
    }
    return other(node, context);
  }

  private Optional<String> other(RubyNode node, Context context) {
    if (node instanceof RubyNode.Yield) {
      boolean given = context.activation().flatMap(a -> a.arguments().block()).isPresent();
      return when(given, "yield");
    }
    if (node instanceof RubyNode.Super) {
      return when(
          context
              .activation()
              .flatMap(
                  a ->
                      ruby.model()
                          .typeOf(context.self())
                          .findBehind(a.method().owner(), a.method().name()))
              .isPresent(),
          "super");
    }
    if (node instanceof RubyNode.Index index) {
      return describe(strip(index.receiver()), context).isPresent()
          ? attempt(node, context, "method")
          : Optional.empty();
    }
    if (node instanceof RubyNode.Self) {
      return Optional.of("self");
    }
    if (node instanceof RubyNode.Nil || isEmpty(node)) {
      return Optional.of("nil");
    }
    if (node instanceof RubyNode.Bool bool) {
      return Optional.of(bool.value() ? "true" : "false");
    }
    if (node instanceof RubyNode.Assign
        || node instanceof RubyNode.OpAssign
        || node instanceof RubyNode.MultiAssign) {
      return Optional.of("assignment");
    }
    return Optional.of("expression");
  }

  private static boolean isEmpty(RubyNode node) {
    return node instanceof RubyNode.Sequence sequence && sequence.nodes().isEmpty();
  }

  private Optional<String> constant(RubyNode.Const node, Context context) {
    if (node.scope().isPresent()) {
      if (describe(strip(node.scope().get()), context).isEmpty()) {
        return Optional.empty();
      }
      RubyValue scope = evaluator.evaluate(node.scope().get(), context);
      return when(scope instanceof RubyModule module && has(module, node.name()), "constant");
    }
    boolean found =
        node.top()
            ? has(ruby.model().object(), node.name())
            : Variables.lexical(ruby, node.name(), context.nesting()).isPresent()
                || known(context.nesting().module(), node.name());
    return when(found, "constant");
  }

  private boolean has(RubyModule module, String name) {
    return module.findConstant(name).isPresent() || known(module, name);
  }

  private boolean known(RubyModule module, String name) {
    return ruby.hooks()
        .constantMissing(module, name)
        .filter(value -> !(value instanceof UnknownValue))
        .isPresent();
  }

  private Optional<String> call(RubyNode.Call node, Context context) {
    if (node.receiver().isEmpty()) {
      return when(ruby.dispatch().respondsTo(context.self(), node.name(), true), "method");
    }
    if (describe(strip(node.receiver().get()), context).isEmpty()) {
      return Optional.empty();
    }
    try {
      RubyValue receiver = evaluator.evaluate(node.receiver().get(), context);
      return when(!(receiver instanceof UnknownValue) && responds(receiver, node.name()), "method");
    } catch (RubyError error) {
      return Optional.empty();
    }
  }

  /** Also by {@code respond_to_missing?}. */
  private boolean responds(RubyValue receiver, String method) {
    return ruby.respondsTo(receiver, method)
        || ruby.respondsTo(receiver, "respond_to?")
            && ruby.send(receiver, "respond_to?", new RubySymbol(method)).truthy();
  }

  private Optional<String> attempt(RubyNode node, Context context, String kind) {
    try {
      evaluator.evaluate(node, context);
      return Optional.of(kind);
    } catch (RubyError error) {
      return Optional.empty();
    }
  }

  private static Optional<String> when(boolean holds, String kind) {
    return holds ? Optional.of(kind) : Optional.empty();
  }
}
