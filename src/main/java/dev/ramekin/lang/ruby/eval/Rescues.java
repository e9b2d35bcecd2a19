package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Optional;

/** {@code begin … rescue … else … ensure … end}. */
final class Rescues {
  private final Interpreter ruby;
  private final Evaluator evaluator;
  private final Assignments assignments;

  Rescues(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
    this.assignments = new Assignments(ruby, evaluator, new Calls(ruby, evaluator));
  }

  void register() {
    evaluator.on(RubyNode.Begin.class, this::begin);
  }

  private RubyValue begin(RubyNode.Begin node, Context context) {
    if (node.ensure().isEmpty()) {
      return guarded(node, context);
    }
    try {
      return guarded(node, context);
    } finally {
      evaluator.evaluate(node.ensure().get(), context);
    }
  }

  private RubyValue guarded(RubyNode.Begin node, Context context) {
    while (true) {
      try {
        RubyValue value =
            node.rescues().isEmpty()
                ? evaluator.evaluate(node.body(), context)
                : ruby.rescues()
                    .around(
                        exception -> find(node.rescues(), exception, context).isPresent(),
                        () -> evaluator.evaluate(node.body(), context));
        return node.otherwise().isPresent()
            ? evaluator.evaluate(node.otherwise().get(), context)
            : value;
      } catch (RubyError error) {
        Optional<RubyNode.Rescue> rescue = find(node.rescues(), error.exception(), context);
        if (rescue.isEmpty()) {
          throw error;
        }
        try {
          return rescued(rescue.get(), error, context);
        } catch (Jump jump) {
          if (jump.kind() != Jump.Kind.RETRY) {
            throw jump;
          }
          ruby.budget().step();
        }
      }
    }
  }

  private Optional<RubyNode.Rescue> find(
      List<RubyNode.Rescue> rescues, RubyObject exception, Context context) {
    for (RubyNode.Rescue rescue : rescues) {
      if (catches(rescue, exception, context)) {
        return Optional.of(rescue);
      }
    }
    return Optional.empty();
  }

  private boolean catches(RubyNode.Rescue rescue, RubyObject exception, Context context) {
    if (rescue.classes().isEmpty()) {
      return ruby.model().isA(exception, "StandardError");
    }
    for (RubyNode node : rescue.classes()) {
      boolean splat = node instanceof RubyNode.Splat;
      RubyValue value = evaluator.evaluate(node, context);
      for (RubyValue type : splat ? ruby.convert().spread(value) : List.of(value)) {
        if (matches(type, exception, context)) {
          return true;
        }
      }
    }
    return false;
  }

  /** An exception class that is not known rescues nothing that is raised here. */
  private boolean matches(RubyValue type, RubyObject exception, Context context) {
    if (type instanceof UnknownValue) {
      return false;
    }
    return type instanceof RubyModule module && ruby.model().isA(exception, module)
        || !(type instanceof RubyModule)
            && ruby.truth(
                ruby.dispatch().send(type, "===", Arguments.of(exception), context, true));
  }

  private RubyValue rescued(RubyNode.Rescue rescue, RubyError error, Context context) {
    ruby.touch(ruby.globals());
    RubyValue before = ruby.globals().get("$!");
    ruby.globals().set("$!", error.exception());
    try {
      rescue.variable().ifPresent(target -> assignments.assign(target, error.exception(), context));
      return evaluator.evaluate(rescue.body(), context);
    } finally {
      ruby.globals().set("$!", before);
    }
  }
}
