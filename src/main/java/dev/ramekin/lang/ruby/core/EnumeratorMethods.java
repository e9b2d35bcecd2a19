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

  private static final String POSITION = "position*";

  private EnumeratorMethods() {}

  static void define(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Enumerator", ruby.model().object());
    type.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(type)).method("new", 0, 1, EnumeratorMethods::generate);
    Methods.of(ruby.model().defineClass("Enumerator::Generator", ruby.model().object()))
        .method("each", 0, EnumeratorMethods::feed);
    Methods.of(ruby.model().defineClass("Enumerator::Yielder", ruby.model().object()))
        .method("<<", 1, EnumeratorMethods::give)
        .method("yield", 0, Methods.ANY, EnumeratorMethods::give)
        .alias("yield", "call");
    Methods.of(type)
        .method("each", 0, EnumeratorMethods::each)
        .method("with_index", 0, 1, call -> withIndex(call, call.argument(0)))
        .method("each_with_index", 0, call -> withIndex(call, RubyNil.NIL))
        .method("with_object", 1, EnumeratorMethods::withObject)
        .method("size", 0, call -> RubyInteger.of(Elements.of(call).size()))
        .method("next", 0, call -> next(call, true))
        .method("peek", 0, call -> next(call, false))
        .method("rewind", 0, EnumeratorMethods::rewind)
        .method("inspect", 0, EnumeratorMethods::inspect)
        .alias("inspect", "to_s");
  }

  static RubyValue make(
      Interpreter ruby, RubyValue receiver, String method, List<RubyValue> arguments) {
    RubyObject enumerator = new RubyObject(ruby.model().type("Enumerator"));
    enumerator.carry(new Waiting(receiver, method, List.copyOf(arguments)));
    return enumerator;
  }

  /** {@code Enumerator.new}: the block gives the elements to a yielder. */
  private static RubyValue generate(Call call) {
    RubyObject generator = new RubyObject(call.ruby().model().type("Enumerator::Generator"));
    generator.carry(call.requireBlock());
    return make(call.ruby(), generator, "each", List.of());
  }

  private static RubyValue feed(Call call) {
    RubyObject yielder = new RubyObject(call.ruby().model().type("Enumerator::Yielder"));
    yielder.carry(call.requireBlock());
    RubyProc source = call.self(RubyObject.class).payload(RubyProc.class).orElseThrow();
    return call.ruby().call(source, yielder);
  }

  private static RubyValue give(Call call) {
    RubyProc block = call.self(RubyObject.class).payload(RubyProc.class).orElseThrow();
    RubyValue result = call.ruby().call(block, call.all());
    return call.name().equals("<<") ? call.self() : result;
  }

  /** External iteration: goes through the elements anew up to the position. */
  private static RubyValue next(Call call, boolean moves) {
    RubyObject enumerator = call.modify(call.self(RubyObject.class));
    int position = enumerator.variable(POSITION).map(at -> ((RubyInteger) at).clamped()).orElse(0);
    List<RubyValue> elements = Elements.first(call.ruby(), enumerator, position + 1);
    if (elements.size() <= position) {
      throw call.error("StopIteration", "iteration reached an end");
    }
    enumerator.set(POSITION, RubyInteger.of(moves ? position + 1 : position));
    return elements.get(position);
  }

  private static RubyValue rewind(Call call) {
    call.modify(call.self(RubyObject.class)).unset(POSITION);
    return call.self();
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
    if (call.block().isEmpty()) {
      return Elements.enumerator(call);
    }
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
