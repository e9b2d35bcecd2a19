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
import java.util.Optional;
import java.util.function.Supplier;

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

  /** Elements that are found when they are asked for. */
  private record Source(Supplier<List<RubyValue>> elements) {}

  private static final String POSITION = "position*";

  private EnumeratorMethods() {}

  static void define(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Enumerator", ruby.model().object());
    type.include(ruby.model().module("Enumerable"));
    Methods.of(ruby.model().singleton(type))
        .method("new", 0, 1, EnumeratorMethods::generate)
        .method("produce", 0, 1, EnumeratorMethods::produce);
    Methods.of(ruby.model().defineClass("Enumerator::Generator", ruby.model().object()))
        .method("each", 0, Methods.ANY, EnumeratorMethods::feed);
    Methods.of(ruby.model().defineClass("Enumerator::Yielder", ruby.model().object()))
        .method("<<", 1, EnumeratorMethods::give)
        .method("yield", 0, Methods.ANY, EnumeratorMethods::give)
        .alias("yield", "call")
        .method("to_proc", 0, EnumeratorMethods::giver);
    new Iterators(Methods.of(type))
        .method("with_index", 0, 1, call -> withIndex(call, call.argument(0)))
        .method("each_with_index", 0, call -> withIndex(call, RubyNil.NIL))
        .method("with_object", 1, EnumeratorMethods::withObject)
        .alias("with_object", "each_with_object");
    Methods.of(type)
        .method("each", 0, Methods.ANY, EnumeratorMethods::each)
        .method("size", 0, EnumeratorMethods::size)
        .method("next", 0, call -> next(call, true))
        .method("peek", 0, call -> next(call, false))
        .method("rewind", 0, EnumeratorMethods::rewind)
        .method("+", 1, EnumeratorMethods::chain)
        .method("inspect", 0, EnumeratorMethods::inspect);
    Methods.of(ruby.model().module("Kernel"))
        .method("to_enum", 0, Methods.ANY, EnumeratorMethods::ofMethod)
        .alias("to_enum", "enum_for");
    LazyMethods.define(ruby, type);
  }

  static RubyValue make(
      Interpreter ruby, RubyValue receiver, String method, List<RubyValue> arguments) {
    RubyObject enumerator = new RubyObject(ruby.model().type("Enumerator"));
    enumerator.carry(new Waiting(receiver, method, List.copyOf(arguments)));
    return enumerator;
  }

  /** Returns an enumerator over elements that are found when it is gone through. */
  static RubyValue over(Call call, Supplier<List<RubyValue>> elements) {
    RubyObject generator = new RubyObject(call.ruby().model().type("Enumerator::Generator"));
    generator.carry(new Source(elements));
    return make(call.ruby(), generator, "each", List.of());
  }

  private static RubyValue ofMethod(Call call) {
    String method = call.has(0) ? call.nameText(0) : "each";
    return make(call.ruby(), call.self(), method, call.all().rest().values());
  }

  /** {@code Enumerator.new}: the block gives the elements to a yielder. */
  private static RubyValue generate(Call call) {
    RubyObject generator = new RubyObject(call.ruby().model().type("Enumerator::Generator"));
    generator.carry(call.requireBlock());
    return make(call.ruby(), generator, "each", List.of());
  }

  /** {@code Enumerator.produce}: each element is made from the one before it. */
  private static RubyValue produce(Call call) {
    RubyProc maker = call.requireBlock();
    Interpreter ruby = call.ruby();
    RubyProc source =
        ruby.proc(
            1,
            true,
            yielder -> {
              RubyValue next = call.has(0) ? call.argument(0) : ruby.call(maker);
              while (true) {
                ruby.budget().step();
                ruby.send(yielder.values().get(0), "<<", next);
                next = ruby.call(maker, next);
              }
            });
    RubyObject generator = new RubyObject(ruby.model().type("Enumerator::Generator"));
    generator.carry(source);
    return make(ruby, generator, "each", List.of());
  }

  /** {@code a.each + b.each}: one after the other. */
  static RubyValue chain(Call call) {
    List<RubyValue> all = new ArrayList<>(List.of(call.self()));
    all.addAll(call.arguments());
    return over(
        call,
        () -> {
          List<RubyValue> elements = new ArrayList<>();
          all.forEach(part -> elements.addAll(Elements.of(call.ruby(), part)));
          return elements;
        });
  }

  private static RubyValue feed(Call call) {
    RubyObject generator = call.self(RubyObject.class);
    Optional<Source> source = generator.payload(Source.class);
    if (source.isPresent()) {
      source.get().elements().get().forEach(call::yield);
      return generator;
    }
    RubyObject yielder = new RubyObject(call.ruby().model().type("Enumerator::Yielder"));
    yielder.carry(call.requireBlock());
    return call.ruby().call(generator.payload(RubyProc.class).orElseThrow(), yielder);
  }

  private static RubyValue give(Call call) {
    RubyProc block = call.self(RubyObject.class).payload(RubyProc.class).orElseThrow();
    RubyValue result = call.ruby().call(block, call.all());
    return call.name().equals("<<") ? call.self() : result;
  }

  private static RubyValue giver(Call call) {
    RubyProc block = call.self(RubyObject.class).payload(RubyProc.class).orElseThrow();
    return call.ruby().proc(-1, true, given -> call.ruby().call(block, given));
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
    return call.self(RubyObject.class)
        .payload(Waiting.class)
        .orElseThrow(() -> call.error("ArgumentError", "uninitialized enumerator"));
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
    RubyValue[] index = {
      first instanceof RubyNil ? RubyInteger.of(0) : call.ruby().convert().integer(first)
    };
    return run(
        call,
        call.ruby()
            .proc(
                -1,
                true,
                yielded -> {
                  RubyValue at = index[0];
                  index[0] = call.send(at, "succ");
                  return call.yield(Elements.packed(yielded), at);
                }));
  }

  private static RubyValue withObject(Call call) {
    RubyValue memo = call.argument(0);
    run(call, call.ruby().proc(-1, true, yielded -> call.yield(Elements.packed(yielded), memo)));
    return memo;
  }

  private static RubyValue size(Call call) {
    Waiting waiting = waiting(call);
    return EnumeratorSizes.of(call, waiting.receiver(), waiting.method(), waiting.arguments());
  }

  private static RubyValue inspect(Call call) {
    Waiting waiting = waiting(call);
    return new RubyString(
        shown(call, "Enumerator", waiting.receiver(), waiting.method(), waiting.arguments()));
  }

  /** Returns how a waiting call is shown: {@code #<Enumerator: [1]:each_slice(2)>}. */
  static String shown(
      Call call, String type, RubyValue receiver, String method, List<RubyValue> arguments) {
    List<String> words = new ArrayList<>();
    arguments.forEach(argument -> words.add(call.ruby().inspect(argument)));
    String list = words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
    return "#<" + type + ": " + call.ruby().inspect(receiver) + ":" + method + list + ">";
  }
}
