package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Arguments;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;

/** Enumerator: a method call that waits for its block. */
final class EnumeratorMethods {
  /**
   * The waiting call.
   *
   * @param receiver whose method it is
   * @param method its name
   * @param arguments what it was given
   */
  private record Waiting(RubyValue receiver, String method, List<RubyValue> arguments) {}

  private EnumeratorMethods() {}

  static void define(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Enumerator", ruby.model().object());
    type.include(ruby.model().module("Enumerable"));
    Methods.of(type)
        .method("each", 0, EnumeratorMethods::each)
        .method("with_index", 0, 1, call -> withIndex(call, call.argument(0)))
        .method("each_with_index", 0, call -> withIndex(call, RubyNil.NIL))
        .method("with_object", 1, EnumeratorMethods::withObject)
        .method("size", 0, call -> RubyInteger.of(Elements.of(call).size()))
        .method("rewind", 0, Call::self)
        .method("inspect", 0, EnumeratorMethods::inspect)
        .alias("inspect", "to_s");
  }

  static RubyValue make(
      Interpreter ruby, RubyValue receiver, String method, List<RubyValue> arguments) {
    RubyObject enumerator = new RubyObject(ruby.model().type("Enumerator"));
    enumerator.carry(new Waiting(receiver, method, List.copyOf(arguments)));
    return enumerator;
  }

  private static Waiting waiting(Call call) {
    return call.self(RubyObject.class).payload(Waiting.class).orElseThrow();
  }

  private static RubyValue run(Call call, RubyProc block) {
    Waiting waiting = waiting(call);
    return call.ruby()
        .send(waiting.receiver(), waiting.method(), Arguments.of(waiting.arguments()).with(block));
  }

  private static RubyValue each(Call call) {
    return call.block().isPresent() ? run(call, call.requireBlock()) : call.self();
  }

  private static RubyValue withIndex(Call call, RubyValue first) {
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
    int[] index = {first instanceof RubyInteger start ? start.clamped() : 0};
    return run(
        call,
        call.ruby()
            .proc(
                -1,
                true,
                yielded -> call.yield(Elements.packed(yielded), RubyInteger.of(index[0]++))));
  }

  private static RubyValue withObject(Call call) {
    RubyValue memo = call.argument(0);
    run(call, call.ruby().proc(-1, true, yielded -> call.yield(Elements.packed(yielded), memo)));
    return memo;
  }

  private static RubyValue inspect(Call call) {
    Waiting waiting = waiting(call);
    List<String> words = new ArrayList<>();
    waiting.arguments().forEach(argument -> words.add(call.ruby().inspect(argument)));
    String list = words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
    return new RubyString(
        "#<Enumerator: "
            + call.ruby().inspect(waiting.receiver())
            + ":"
            + waiting.method()
            + list
            + ">");
  }
}
