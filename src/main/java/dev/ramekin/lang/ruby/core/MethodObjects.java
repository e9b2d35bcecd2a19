package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.Written;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMethod;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Proc, Method and UnboundMethod. */
final class MethodObjects {
  /** A method with its receiver. */
  private record Bound(RubyValue receiver, RubyMethod method) {}

  private MethodObjects() {}

  static void define(Interpreter ruby) {
    RubyClass method = ruby.model().defineClass("Method", ruby.model().object());
    RubyClass unbound = ruby.model().defineClass("UnboundMethod", ruby.model().object());
    procs(ruby);
    Methods.of(method)
        .method("call", 0, Methods.ANY, call -> invoke(call, call.all()))
        .alias("call", "()", "[]", "===", "yield")
        .method("to_proc", 0, MethodObjects::toProc)
        .method("receiver", 0, call -> own(call).receiver())
        .method("unbind", 0, call -> wrap(call, "UnboundMethod", own(call)));
    Methods.of(unbound)
        .pure(
            "bind",
            1,
            call -> wrap(call, "Method", new Bound(call.argument(0), own(call).method())))
        .method(
            "bind_call",
            1,
            Methods.ANY,
            call -> call.ruby().invoke(own(call).method(), call.argument(0), call.all().rest()));
    for (RubyClass type : List.of(method, unbound)) {
      Methods.of(type)
          .method("name", 0, call -> new RubySymbol(own(call).method().name()))
          .method("owner", 0, call -> own(call).method().owner())
          .method("arity", 0, call -> RubyInteger.of(own(call).method().body().arity()))
          .method("parameters", 0, call -> parameters(Written.parameters(own(call).method()), true))
          .method("source_location", 0, call -> place(Written.place(own(call).method())));
    }
  }

  private static void procs(Interpreter ruby) {
    RubyClass type = ruby.model().type("Proc");
    Methods.of(ruby.model().singleton(type)).method("new", 0, Call::requireBlock);
    Methods.of(type)
        .method("call", 0, Methods.ANY, call -> call.ruby().call(proc(call), call.all()))
        .alias("call", "()", "[]", "===", "yield")
        .method("to_proc", 0, Call::self)
        .method("lambda?", 0, call -> RubyBoolean.of(proc(call).lambda()))
        .method("arity", 0, call -> RubyInteger.of(arity(call)))
        .method(
            "parameters",
            0,
            Methods.ANY,
            call -> parameters(Written.parameters(proc(call)), proc(call).lambda()))
        .method("curry", 0, 1, MethodObjects::curry)
        .method(">>", 1, call -> compose(call, call.self(), call.argument(0)))
        .method("<<", 1, call -> compose(call, call.argument(0), call.self()))
        .method("source_location", 0, call -> place(Written.place(proc(call))))
        .method("binding", 0, call -> call.unknown("a binding is not evaluated"))
        .pure(
            "inspect",
            0,
            call -> new RubyString(proc(call).lambda() ? "#<Proc (lambda)>" : "#<Proc>"))
        .alias("inspect", "to_s");
  }

  private static RubyProc proc(Call call) {
    return call.self(RubyProc.class);
  }

  private static int arity(Call call) {
    List<RubyNode.Parameter> parameters = Written.parameters(proc(call));
    boolean optional =
        parameters.stream()
            .anyMatch(parameter -> parameter.kind() == RubyNode.Parameter.Kind.OPTIONAL);
    boolean rest =
        parameters.stream().anyMatch(parameter -> parameter.kind() == RubyNode.Parameter.Kind.REST);
    int arity = proc(call).body().arity();
    boolean onlyOptional = optional && !rest && !proc(call).lambda();
    return onlyOptional && arity == -1 ? 0 : arity;
  }

  private static RubyValue curry(Call call) {
    int arity = proc(call).body().arity();
    int wanted = call.has(0) ? call.integer(0) : arity < 0 ? -arity - 1 : arity;
    return curried(call.ruby(), proc(call), wanted, List.of());
  }

  private static RubyValue curried(
      Interpreter ruby, RubyProc proc, int wanted, List<RubyValue> given) {
    if (given.size() >= wanted) {
      return ruby.call(proc, Arguments.of(given));
    }
    return ruby.proc(
        -1,
        proc.lambda(),
        more -> {
          List<RubyValue> all = new java.util.ArrayList<>(given);
          all.addAll(more.values());
          return curried(ruby, proc, wanted, all);
        });
  }

  private static RubyValue compose(Call call, RubyValue first, RubyValue second) {
    Interpreter ruby = call.ruby();
    return ruby.proc(-1, true, given -> ruby.send(second, "call", ruby.send(first, "call", given)));
  }

  /** Returns a Method; raises NameError when there is none. */
  static RubyValue bound(Call call, RubyValue receiver, String name) {
    Optional<RubyMethod> method = call.ruby().model().typeOf(receiver).find(name);
    if (method.isEmpty()) {
      boolean answers =
          call.ruby()
              .truth(
                  call.send(
                      receiver, "respond_to_missing?", new RubySymbol(name), RubyBoolean.TRUE));
      if (answers) {
        return call.ruby().proc(-1, true, given -> call.ruby().send(receiver, name, given));
      }
      throw call.error(
          "NameError",
          "undefined method `"
              + name
              + "' for class `"
              + call.ruby().model().classOf(receiver).name()
              + "'");
    }
    return wrap(call, "Method", new Bound(receiver, method.get()));
  }

  /** Returns an UnboundMethod; raises NameError when there is none. */
  static RubyValue unbound(Call call, RubyModule module, String name) {
    RubyMethod method =
        module
            .find(name)
            .orElseThrow(
                () ->
                    call.error(
                        "NameError",
                        "undefined method `" + name + "' for class `" + module.name() + "'"));
    return wrap(call, "UnboundMethod", new Bound(RubyNil.NIL, method));
  }

  private static RubyValue wrap(Call call, String type, Bound bound) {
    RubyObject object = new RubyObject(call.ruby().model().type(type));
    object.carry(bound);
    return object;
  }

  private static Bound own(Call call) {
    return call.self(RubyObject.class).payload(Bound.class).orElseThrow();
  }

  private static RubyValue invoke(Call call, Arguments arguments) {
    return call.ruby().invoke(own(call).method(), own(call).receiver(), arguments);
  }

  private static RubyValue toProc(Call call) {
    Bound bound = own(call);
    Interpreter ruby = call.ruby();
    return ruby.proc(
        bound.method().body().arity(),
        true,
        given -> ruby.invoke(bound.method(), bound.receiver(), given));
  }

  /** Returns the method entry of a Method or UnboundMethod value. */
  static Optional<RubyMethod> entry(RubyValue value) {
    return value instanceof RubyObject object
        ? object.payload(Bound.class).map(Bound::method)
        : Optional.empty();
  }

  private static RubyValue place(Optional<Origin> place) {
    return place
        .<RubyValue>map(
            origin -> RubyArray.of(new RubyString(origin.file()), RubyInteger.of(origin.line())))
        .orElse(RubyNil.NIL);
  }

  private static RubyValue parameters(List<RubyNode.Parameter> list, boolean strict) {
    RubyArray all = new RubyArray();
    for (RubyNode.Parameter parameter : list) {
      String kind =
          switch (parameter.kind()) {
            case REQUIRED, DESTRUCTURED -> strict ? "req" : "opt";
            case OPTIONAL -> "opt";
            case REST -> "rest";
            case KEYWORD_REQUIRED -> "keyreq";
            case KEYWORD -> "key";
            case KEYWORD_REST -> "keyrest";
            case BLOCK, BLOCK_LOCAL -> parameter.kind().name().toLowerCase(Locale.ROOT);
          };
      if (!kind.equals("block_local")) {
        RubyArray pair = RubyArray.of(new RubySymbol(kind));
        if (!parameter.name().isEmpty()) {
          pair.list().add(new RubySymbol(parameter.name()));
        } else if (kind.equals("opt")) {
          pair.list().add(RubyNil.NIL);
        }
        all.list().add(pair);
      }
    }
    return all;
  }
}
