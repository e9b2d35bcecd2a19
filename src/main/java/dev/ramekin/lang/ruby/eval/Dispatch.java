package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.lang.ruby.value.Visibility;
import dev.ramekin.model.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds methods and calls them. */
final class Dispatch {
  private static final int MOST_BLOCK_PARAMETERS = 3;

  /** Methods whose block gets the collection itself rather than its elements. */
  private static final Set<String> WITH_ITSELF =
      Set.of("tap", "then", "yield_self", "fetch", "instance_eval", "instance_exec");

  private final Interpreter ruby;

  Dispatch(Interpreter ruby) {
    this.ruby = ruby;
  }

  /**
   * Calls a method.
   *
   * @param functional whether without a receiver or on self, so that private ones can be called
   */
  RubyValue send(
      RubyValue receiver, String name, Arguments arguments, Context caller, boolean functional) {
    if (receiver instanceof UnknownValue unknown) {
      return onUnknown(unknown, name, arguments, caller);
    }
    Optional<RubyMethod> method = ruby.model().typeOf(receiver).find(name);
    if (method.isEmpty() || !functional && isHidden(method.get(), caller.self())) {
      Optional<Visibility> hidden = method.map(RubyMethod::visibility);
      return missing(receiver, name, arguments, caller, hidden, functional);
    }
    return invoke(method.get(), receiver, name, arguments, caller);
  }

  private boolean isHidden(RubyMethod method, RubyValue caller) {
    return switch (method.visibility()) {
      case PUBLIC -> false;
      case PROTECTED -> !ruby.model().isA(caller, method.owner());
      case PRIVATE -> true;
    };
  }

  boolean respondsTo(RubyValue value, String name, boolean privateToo) {
    Optional<RubyMethod> method = ruby.model().typeOf(value).find(name);
    return method.filter(m -> privateToo || m.visibility() == Visibility.PUBLIC).isPresent();
  }

  RubyValue invoke(
      RubyMethod method, RubyValue self, String name, Arguments arguments, Context caller) {
    if (method.body() instanceof Builtin builtin) {
      return invokeBuiltin(builtin, self, name, arguments, caller);
    }
    if (method.body() instanceof Definition.Source source) {
      return ruby.origins()
          .within(method.name(), () -> invokeSource(source, method, self, arguments));
    }
    RubyProc proc = ((Definition.OfBlock) method.body()).proc();
    return ruby.origins()
        .within(method.name(), () -> ruby.blocks().callAsMethod(proc, self, method, arguments));
  }

  private RubyValue invokeSource(
      Definition.Source source, RubyMethod method, RubyValue self, Arguments arguments) {
    RubyNode.MethodDef node = source.node();
    Activation activation = new Activation(method, arguments, node.parameters());
    Context context =
        new Context(
            source.file(),
            self,
            new Scope(ruby.journal()),
            source.nesting(),
            Optional.of(method.owner()),
            Optional.of(activation),
            activation,
            activation,
            new Context.DefinitionMode());
    ruby.budget().enter();
    try {
      ruby.evaluator().binder().bind(node.parameters(), arguments, context, true);
      return ruby.evaluator().evaluate(node.body(), context);
    } catch (Jump jump) {
      if (jump.is(Jump.Kind.RETURN, activation)) {
        return jump.value();
      }
      throw jump;
    } finally {
      ruby.budget().leave();
    }
  }

  private RubyValue invokeBuiltin(
      Builtin builtin, RubyValue self, String name, Arguments arguments, Context caller) {
    int given = arguments.values().size();
    if (given < builtin.least() || builtin.most() >= 0 && given > builtin.most()) {
      throw ruby.error("ArgumentError", Binder.wrongNumber(given, builtin.least(), builtin.most()));
    }
    if (!builtin.pure()) {
      return builtin.function().call(new Call(ruby, caller, self, name, arguments));
    }
    Optional<UnknownValue> unknown = Decisions.firstUnknown(arguments.values());
    if (unknown.isPresent()) {
      return lift(unknown.get(), builtin, self, name, arguments, caller);
    }
    RubyValue result = builtin.function().call(new Call(ruby, caller, self, name, arguments));
    Set<String> taints = taints(self, arguments.values());
    if (!taints.isEmpty()) {
      taint(result, taints);
    }
    return result;
  }

  /** Computes with what is assumed of the unknown arguments. */
  private RubyValue lift(
      UnknownValue unknown,
      Builtin builtin,
      RubyValue self,
      String name,
      Arguments arguments,
      Context caller) {
    Optional<RubyValue> result =
        Decisions.assumed(arguments.values())
            .flatMap(
                known ->
                    attempt(
                        () -> invokeBuiltin(builtin, self, name, arguments.with(known), caller)));
    UnknownValue lifted = unknown.with(result);
    return new UnknownValue(
        lifted.cause(), lifted.assumed(), lifted.parts(), taints(self, arguments.values()));
  }

  private static Optional<RubyValue> attempt(java.util.function.Supplier<RubyValue> call) {
    try {
      return Optional.of(call.get());
    } catch (RubyError error) {
      return Optional.empty();
    }
  }

  private static Set<String> taints(RubyValue self, List<RubyValue> arguments) {
    Set<String> taints = taints(self);
    for (RubyValue argument : arguments) {
      Set<String> more = taints(argument);
      if (!taints.containsAll(more)) {
        taints = new HashSet<>(taints);
        taints.addAll(more);
      }
    }
    return taints;
  }

  private static Set<String> taints(RubyValue value) {
    if (value instanceof RubyString string) {
      return string.taints();
    }
    return value instanceof UnknownValue unknown ? unknown.taints() : Set.of();
  }

  private static void taint(RubyValue result, Set<String> taints) {
    if (result instanceof RubyString string) {
      string.taint(taints);
    } else if (result instanceof RubyArray array) {
      array.list().forEach(element -> taint(element, taints));
    }
  }

  // Unknown receivers

  private RubyValue onUnknown(
      UnknownValue unknown, String name, Arguments arguments, Context caller) {
    Optional<RubyValue> assumed = unknown.assumed();
    if (assumed.isPresent()) {
      Optional<RubyValue> result =
          attempt(() -> send(assumed.get(), name, arguments, caller, true));
      if (name.equals("to_s") && !unknown.parts().isEmpty()) {
        return unknown;
      }
      if (isEmpty(assumed.get()) && !WITH_ITSELF.contains(name)) {
        tryElement(UnknownValue.because(unknown.cause()), arguments);
      }
      return unknown.with(result);
    }
    Optional<RubyValue> answer = ruby.hooks().askedOfUnknown(unknown, name, arguments.values());
    if (answer.isPresent()) {
      return answer.get();
    }
    if (name.equals("to_s") || name.equals("to_str")) {
      return unknown;
    }
    tryElement(unknown, arguments);
    return unknown.with(Optional.empty());
  }

  private static boolean isEmpty(RubyValue collection) {
    return collection instanceof RubyArray array && array.list().isEmpty()
        || collection instanceof RubyHash hash && hash.map().isEmpty();
  }

  /** What a block would do for an element is evaluated on trial: there may be some on the host. */
  private void tryElement(UnknownValue element, Arguments arguments) {
    arguments
        .block()
        .ifPresent(
            block ->
                ruby.decisions()
                    .element(
                        element,
                        () ->
                            ruby.blocks()
                                .call(
                                    block,
                                    Arguments.of(
                                        Collections.nCopies(
                                            parameterCount(block), (RubyValue) element)))));
  }

  private static int parameterCount(RubyProc block) {
    int arity = block.body().arity();
    return Math.min(MOST_BLOCK_PARAMETERS, arity < 0 ? -arity : Math.max(arity, 1));
  }

  // Missing methods

  RubyValue missing(
      RubyValue receiver,
      String name,
      Arguments arguments,
      Context caller,
      Optional<Visibility> hidden,
      boolean functional) {
    RubyClass type = ruby.model().typeOf(receiver);
    Optional<RubyMethod> handler = type.find("method_missing");
    if (handler.isPresent() && !handler.get().owner().name().equals("BasicObject")) {
      List<RubyValue> all = new ArrayList<>(arguments.values());
      all.add(0, new RubySymbol(name));
      return invoke(handler.get(), receiver, "method_missing", arguments.with(all), caller);
    }
    return notFound(receiver, name, arguments, caller, hidden, functional);
  }

  /** What {@code BasicObject#method_missing} does. */
  RubyValue notFound(
      RubyValue receiver,
      String name,
      Arguments arguments,
      Context caller,
      Optional<Visibility> hidden,
      boolean functional) {
    Optional<RubyValue> answer =
        ruby.hooks().methodMissing(new Call(ruby, caller, receiver, name, arguments));
    if (answer.isPresent()) {
      return answer.get();
    }
    RubyClass type = ruby.model().typeOf(receiver);
    Optional<Unknown> doubt = doubt(receiver, type);
    if (doubt.isPresent()) {
      return onUnknown(UnknownValue.because(doubt.get()), name, arguments, caller);
    }
    if (hidden.isEmpty() && isCore(receiver, name)) {
      String what = ruby.model().classOf(receiver).name() + "#" + name;
      ruby.report(
          Finding.note(
              "unsupported-ruby", ruby.origin(), "Ruby's method " + what + " is not evaluated"));
      return onUnknown(
          ruby.unknown("Ruby's method " + what + " is not evaluated", ruby.origin()),
          name,
          arguments,
          caller);
    }
    throw noMethod(receiver, name, arguments, hidden, functional);
  }

  private static Optional<Unknown> doubt(RubyValue receiver, RubyClass type) {
    Optional<Unknown> own =
        receiver instanceof RubyModule module ? module.doubt() : Optional.empty();
    return own.or(type::doubt);
  }

  private boolean isCore(RubyValue receiver, String name) {
    for (RubyModule module : ruby.model().typeOf(receiver).ancestors()) {
      if (CoreNames.ALL.has(module.name(), name)) {
        return true;
      }
    }
    return receiver instanceof RubyModule module
        && module.ancestors().stream()
            .anyMatch(ancestor -> CoreNames.ALL.has(ancestor.name() + ".", name));
  }

  private RubyError noMethod(
      RubyValue receiver,
      String name,
      Arguments arguments,
      Optional<Visibility> hidden,
      boolean functional) {
    boolean variable = functional && arguments == Arguments.NONE;
    String what =
        hidden.isPresent()
            ? hidden.get().name().toLowerCase(Locale.ROOT) + " method `" + name + "' called"
            : "undefined " + (variable ? "local variable or method" : "method") + " `" + name + "'";
    RubyError error =
        ruby.error(variable ? "NameError" : "NoMethodError", what + " for " + receiver(receiver));
    error.exception().set("name", new RubySymbol(name));
    error.exception().set("receiver", receiver);
    return error;
  }

  private String receiver(RubyValue receiver) {
    if (receiver == ruby.main()) {
      return "main:Object";
    }
    if (receiver instanceof RubyNil) {
      return "nil:NilClass";
    }
    if (receiver instanceof RubyBoolean bool) {
      return bool.truthy() ? "true:TrueClass" : "false:FalseClass";
    }
    if (receiver instanceof RubyModule module) {
      return module.name() + ":" + ruby.model().classOf(module).name();
    }
    boolean plain = receiver instanceof RubyObject object && object.getClass() == RubyObject.class;
    String type = ruby.model().classOf(receiver).name();
    return plain ? "#<" + type + ">" : ruby.inspect(receiver) + ":" + type;
  }
}
