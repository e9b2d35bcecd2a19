package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyNode.Splat;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Assignments of all kinds. */
final class Assignments {
  private final Interpreter ruby;
  private final Evaluator evaluator;
  private final Calls calls;

  Assignments(Interpreter ruby, Evaluator evaluator, Calls calls) {
    this.ruby = ruby;
    this.evaluator = evaluator;
    this.calls = calls;
  }

  /** A target whose receiver and arguments are evaluated already. */
  private record Place(Supplier<RubyValue> read, Consumer<RubyValue> write) {}

  void register() {
    evaluator.on(RubyNode.Assign.class, this::assign);
    evaluator.on(RubyNode.OpAssign.class, this::operate);
    evaluator.on(RubyNode.MultiAssign.class, this::assignMany);
    evaluator.on(
        RubyNode.MultiTarget.class,
        (node, context) -> {
          ruby.origins().move(context.file(), node.span());
          throw ruby.error("SyntaxError", "a list of targets without an assignment");
        });
    evaluator.on(
        Splat.class,
        (node, context) ->
            node.value()
                .map(value -> evaluator.evaluate(value, context))
                .<RubyValue>map(value -> new RubyArray(ruby.convert().spread(value)))
                .orElse(RubyNil.NIL));
  }

  private RubyValue assign(RubyNode.Assign node, Context context) {
    if (node.target() instanceof RubyNode.Index || node.target() instanceof RubyNode.Call) {
      Place place = place(node.target(), context);
      RubyValue value = plain(evaluator.evaluate(node.value(), context));
      ruby.origins().move(context.file(), node.span());
      place.write().accept(value);
      return value;
    }
    RubyValue value = plain(evaluator.evaluate(node.value(), context));
    ruby.origins().move(context.file(), node.span());
    assign(node.target(), value, context);
    return value;
  }

  private static RubyValue plain(RubyValue value) {
    return value instanceof dev.ramekin.lang.ruby.value.RubyHash hash ? hash.asPlain() : value;
  }

  /** Assigns a value to a target. */
  void assign(RubyNode target, RubyValue value, Context context) {
    if (target instanceof RubyNode.Local local) {
      context.scope().set(local.name(), value);
    } else if (target instanceof RubyNode.MultiTarget targets) {
      assignEach(targets, value, context);
    } else if (target instanceof Splat splat) {
      RubyArray spread = new RubyArray(ruby.convert().spread(value));
      splat.value().ifPresent(inner -> assign(inner, spread, context));
    } else {
      place(target, context).write().accept(value);
    }
  }

  private Place place(RubyNode target, Context context) {
    if (target instanceof RubyNode.Index index) {
      RubyValue receiver = evaluator.evaluate(index.receiver(), context);
      List<RubyValue> arguments = calls.arguments(index.arguments(), context);
      boolean own = index.receiver() instanceof RubyNode.Self;
      return new Place(
          () -> send(receiver, "[]", arguments, context, index, own),
          value -> send(receiver, "[]=", joined(arguments, value), context, index, own));
    }
    if (target instanceof RubyNode.Call call) {
      return attribute(call, context);
    }
    Supplier<RubyValue> read = () -> evaluator.evaluate(target, context);
    if (target instanceof RubyNode.Local local) {
      return new Place(read, value -> context.scope().set(local.name(), value));
    }
    if (target instanceof RubyNode.InstanceVar variable) {
      return new Place(read, value -> setInstance(variable.name(), value, context));
    }
    if (target instanceof RubyNode.ClassVar variable) {
      return new Place(read, value -> setClass(variable.name(), value, context));
    }
    if (target instanceof RubyNode.Global variable) {
      return new Place(read, value -> setGlobal(variable.name(), value));
    }
    if (target instanceof RubyNode.Const constant) {
      return new Place(read, value -> setConstant(constant, value, context));
    }
    throw new IllegalStateException("cannot assign to " + target.getClass().getSimpleName());
  }

  private Place attribute(RubyNode.Call call, Context context) {
    RubyValue receiver =
        call.receiver().map(node -> evaluator.evaluate(node, context)).orElse(context.self());
    if (call.safe() && receiver instanceof RubyNil) {
      return new Place(() -> RubyNil.NIL, value -> {});
    }
    List<RubyValue> arguments = calls.arguments(call.arguments(), context);
    boolean own = call.receiver().filter(node -> !(node instanceof RubyNode.Self)).isEmpty();
    return new Place(
        () -> send(receiver, call.name(), arguments, context, call, own),
        value -> send(receiver, call.name() + "=", joined(arguments, value), context, call, own));
  }

  private RubyValue send(
      RubyValue receiver,
      String name,
      List<RubyValue> values,
      Context context,
      RubyNode at,
      boolean own) {
    ruby.origins().move(context.file(), at.span());
    return ruby.dispatch().send(receiver, name, Arguments.of(values), context, own);
  }

  private static List<RubyValue> joined(List<RubyValue> arguments, RubyValue value) {
    List<RubyValue> all = new ArrayList<>(arguments);
    all.add(value);
    return all;
  }

  private void setInstance(String name, RubyValue value, Context context) {
    if (context.self() instanceof RubyObject object) {
      ruby.modify(object).set(name, value);
    }
  }

  private void setClass(String name, RubyValue value, Context context) {
    RubyModule scope = Variables.classVariableScope(context);
    RubyModule holder = Variables.holder(scope, name).orElse(scope);
    ruby.touch(holder);
    holder.classVariables().put(name, value);
  }

  private void setGlobal(String name, RubyValue value) {
    ruby.touch(ruby.globals());
    ruby.globals().set(name, value);
  }

  private void setConstant(RubyNode.Const constant, RubyValue value, Context context) {
    RubyValue scope =
        constant
            .scope()
            .map(node -> evaluator.evaluate(node, context))
            .orElse(constant.top() ? ruby.model().object() : context.nesting().module());
    if (scope instanceof RubyModule module) {
      ruby.touch(module);
      if (value instanceof RubyModule named) {
        ruby.touch(named);
      }
      module.constant(constant.name(), value);
    }
  }

  private RubyValue operate(RubyNode.OpAssign node, Context context) {
    Place place = place(node.target(), context);
    return switch (node.operator()) {
      case "||" -> {
        RubyValue old = isSet(node.target(), context) ? place.read().get() : RubyNil.NIL;
        yield old instanceof UnknownValue unknown
            ? keepOrAssign(unknown, place, node, context)
            : old.truthy() ? old : assignTo(place, node, context);
      }
      case "&&" -> {
        RubyValue old = place.read().get();
        yield ruby.truth(old) ? assignTo(place, node, context) : old;
      }
      default -> {
        RubyValue old = place.read().get();
        RubyValue operand = evaluator.evaluate(node.value(), context);
        RubyValue value = send(old, node.operator(), List.of(operand), context, node, false);
        place.write().accept(value);
        yield value;
      }
    };
  }

  /**
   * {@code unknown ||= value} stays what it is; what the other side gives is assumed if need be.
   */
  private RubyValue keepOrAssign(
      UnknownValue old, Place place, RubyNode.OpAssign node, Context context) {
    if (old.truthy()) {
      return old;
    }
    RubyValue value = evaluator.evaluate(node.value(), context);
    RubyValue kept =
        old.with(
            value instanceof UnknownValue unknown
                ? unknown.assumed()
                : java.util.Optional.of(value));
    place.write().accept(kept);
    return kept;
  }

  private RubyValue assignTo(Place place, RubyNode.OpAssign node, Context context) {
    RubyValue value = plain(evaluator.evaluate(node.value(), context));
    ruby.origins().move(context.file(), node.span());
    place.write().accept(value);
    return value;
  }

  /** {@code X ||= 1} and {@code @@x ||= 1} are allowed on what is not there yet. */
  private boolean isSet(RubyNode target, Context context) {
    if (target instanceof RubyNode.Const constant) {
      return constant.scope().isEmpty()
          ? Variables.lexical(ruby, constant.name(), context.nesting()).isPresent()
          : evaluator.evaluate(constant.scope().get(), context) instanceof RubyModule module
              && module.findConstant(constant.name()).isPresent();
    }
    if (target instanceof RubyNode.ClassVar variable) {
      return Variables.holder(Variables.classVariableScope(context), variable.name()).isPresent();
    }
    return true;
  }

  private RubyValue assignMany(RubyNode.MultiAssign node, Context context) {
    RubyValue value = evaluator.evaluate(node.value(), context);
    ruby.origins().move(context.file(), node.span());
    assignEach(node.target(), value, context);
    return value;
  }

  private void assignEach(RubyNode.MultiTarget target, RubyValue value, Context context) {
    List<RubyNode> targets = target.targets();
    if (value instanceof UnknownValue unknown
        && unknown.assumed().filter(RubyArray.class::isInstance).isEmpty()) {
      targets.forEach(each -> assign(each, unknown.with(java.util.Optional.empty()), context));
      return;
    }
    RubyValue known = value instanceof UnknownValue unknown ? unknown.assumed().get() : value;
    List<RubyValue> values = List.copyOf(evaluator.binder().destructure(known));
    int behind = 0;
    for (int index = 0; index < targets.size(); index++) {
      if (targets.get(index) instanceof Splat) {
        behind = targets.size() - index - 1;
      }
    }
    int next = 0;
    for (RubyNode each : targets) {
      if (each instanceof Splat) {
        int end = Math.max(next, values.size() - behind);
        assign(
            each,
            new RubyArray(
                values.subList(Math.min(next, values.size()), Math.min(end, values.size()))),
            context);
        next = end;
      } else {
        assign(each, next < values.size() ? values.get(next) : RubyNil.NIL, context);
        next++;
      }
    }
  }
}
