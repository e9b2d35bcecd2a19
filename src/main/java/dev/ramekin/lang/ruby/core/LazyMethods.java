package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Enumerator::Lazy: elements pass through its steps one by one, and only as far as asked for. */
final class LazyMethods {
  /** Hands elements to a sink as long as it wants more. */
  private interface Flow {
    void run(Predicate<RubyValue> sink);
  }

  /**
   * A step with what stands before it.
   *
   * @param from what it was made of
   * @param method the method that made it; empty for the beginning
   * @param arguments what that was given
   */
  private record Lazy(RubyValue from, String method, List<RubyValue> arguments, Flow flow) {}

  private LazyMethods() {}

  static void define(Interpreter ruby, RubyClass enumerator) {
    RubyClass type = ruby.model().defineClass("Enumerator::Lazy", enumerator);
    Methods methods = Methods.of(type);
    methods
        .method("each", 0, Methods.ANY, LazyMethods::each)
        .method("force", 0, Methods.ANY, call -> Elements.array(call, Elements.of(call)))
        .alias("force", "to_a")
        .method("first", 0, 1, LazyMethods::first)
        .method("lazy", 0, Call::self)
        .method("eager", 0, call -> EnumeratorMethods.over(call, () -> Elements.of(call)))
        .method("size", 0, call -> RubyNil.NIL)
        .method("rewind", 0, Call::self)
        .method("inspect", 0, LazyMethods::inspect)
        .alias("inspect", "to_s");
    transformations(methods);
    selections(methods);
  }

  static RubyValue make(Interpreter ruby, RubyValue source) {
    Flow flow = sink -> Elements.until(ruby, source, it -> sink.test(Elements.packed(it)));
    return wrap(ruby, new Lazy(source, "", List.of(), flow));
  }

  private static RubyValue wrap(Interpreter ruby, Lazy lazy) {
    RubyObject object = new RubyObject(ruby.model().type("Enumerator::Lazy"));
    object.carry(lazy);
    return object;
  }

  private static Lazy own(Call call) {
    return call.self(RubyObject.class).payload(Lazy.class).orElseThrow();
  }

  private static RubyValue step(Call call, Flow flow) {
    return wrap(call.ruby(), new Lazy(call.self(), call.name(), call.arguments(), flow));
  }

  private static RubyValue each(Call call) {
    if (call.block().isEmpty()) {
      return call.self();
    }
    own(call)
        .flow()
        .run(
            element -> {
              call.yield(element);
              return true;
            });
    return call.self();
  }

  private static RubyValue first(Call call) {
    int count = call.has(0) ? call.integer(0) : 1;
    List<RubyValue> elements = Elements.first(call.ruby(), call.self(), count);
    return call.has(0)
        ? Elements.array(call, elements)
        : elements.isEmpty() ? RubyNil.NIL : elements.get(0);
  }

  private static RubyValue inspect(Call call) {
    Lazy lazy = own(call);
    String type = "Enumerator::Lazy";
    return new RubyString(
        lazy.method().isEmpty()
            ? "#<" + type + ": " + call.ruby().inspect(lazy.from()) + ">"
            : EnumeratorMethods.shown(call, type, lazy.from(), lazy.method(), lazy.arguments()));
  }

  private static RubyProc block(Call call) {
    return call.block()
        .orElseThrow(
            () ->
                call.error(
                    "ArgumentError", "tried to call lazy " + call.name() + " without a block"));
  }

  private static void transformations(Methods methods) {
    methods
        .method("map", 0, LazyMethods::map)
        .alias("map", "collect")
        .method("flat_map", 0, LazyMethods::flatMap)
        .alias("flat_map", "collect_concat")
        .method("filter_map", 0, LazyMethods::filterMap)
        .method("with_index", 0, 1, LazyMethods::withIndex)
        .alias("with_index", "each_with_index")
        .method("zip", 0, Methods.ANY, LazyMethods::zip);
  }

  private static RubyValue map(Call call) {
    block(call);
    Flow flow = own(call).flow();
    return step(call, sink -> flow.run(element -> sink.test(call.yield(element))));
  }

  private static RubyValue flatMap(Call call) {
    block(call);
    Flow flow = own(call).flow();
    return step(
        call,
        sink ->
            flow.run(
                element -> {
                  RubyValue result = call.yield(element);
                  List<RubyValue> all =
                      result instanceof RubyArray array ? array.list() : List.of(result);
                  return all.stream().allMatch(sink);
                }));
  }

  private static RubyValue filterMap(Call call) {
    block(call);
    Flow flow = own(call).flow();
    return step(
        call,
        sink ->
            flow.run(
                element -> {
                  RubyValue result = call.yield(element);
                  return !call.ruby().truth(result) || sink.test(result);
                }));
  }

  private static RubyValue withIndex(Call call) {
    Flow flow = own(call).flow();
    int first = call.argument(0) instanceof RubyNil ? 0 : call.integer(0);
    return step(
        call,
        sink -> {
          int[] index = {first};
          flow.run(
              element -> {
                RubyValue at = RubyInteger.of(index[0]++);
                if (call.block().isEmpty()) {
                  return sink.test(RubyArray.of(element, at));
                }
                call.yield(element, at);
                return sink.test(element);
              });
        });
  }

  private static RubyValue zip(Call call) {
    Flow flow = own(call).flow();
    return step(
        call,
        sink -> {
          int[] index = {0};
          flow.run(
              element -> {
                RubyArray row = RubyArray.of(element);
                for (RubyValue other : call.arguments()) {
                  List<RubyValue> some = Elements.first(call.ruby(), other, index[0] + 1);
                  row.list().add(some.size() > index[0] ? some.get(index[0]) : RubyNil.NIL);
                }
                index[0]++;
                return sink.test(row);
              });
        });
  }

  private static void selections(Methods methods) {
    methods
        .method("select", 0, call -> filtered(call, element -> call.yieldsTrue(element)))
        .alias("select", "filter", "find_all")
        .method("reject", 0, call -> filtered(call, element -> !call.yieldsTrue(element)))
        .method("compact", 0, call -> passing(call, element -> !(element instanceof RubyNil)))
        .method("grep", 1, call -> grep(call, true))
        .method("grep_v", 1, call -> grep(call, false))
        .method("uniq", 0, LazyMethods::uniq)
        .method("take", 1, LazyMethods::take)
        .method("drop", 1, LazyMethods::drop)
        .method("take_while", 0, LazyMethods::takeWhile)
        .method("drop_while", 0, LazyMethods::dropWhile);
  }

  private static RubyValue filtered(Call call, Predicate<RubyValue> test) {
    block(call);
    return passing(call, test);
  }

  private static RubyValue passing(Call call, Predicate<RubyValue> test) {
    Flow flow = own(call).flow();
    return step(call, sink -> flow.run(element -> !test.test(element) || sink.test(element)));
  }

  private static RubyValue grep(Call call, boolean keep) {
    Flow flow = own(call).flow();
    return step(
        call,
        sink ->
            flow.run(
                element -> {
                  if (EnumerableMethods.matches(call, call.argument(0), element) != keep) {
                    return true;
                  }
                  return sink.test(call.block().isPresent() ? call.yield(element) : element);
                }));
  }

  private static RubyValue uniq(Call call) {
    Flow flow = own(call).flow();
    return step(
        call,
        sink -> {
          Set<RubyValue> seen = new HashSet<>();
          flow.run(
              element -> {
                RubyValue key = call.block().isPresent() ? call.yield(element) : element;
                return !seen.add(key) || sink.test(element);
              });
        });
  }

  private static RubyValue take(Call call) {
    int most = call.integer(0);
    if (most < 0) {
      throw call.error("ArgumentError", "attempt to take negative size");
    }
    Flow flow = own(call).flow();
    return step(
        call,
        sink -> {
          int[] taken = {0};
          if (most > 0) {
            flow.run(element -> sink.test(element) & ++taken[0] < most);
          }
        });
  }

  private static RubyValue drop(Call call) {
    int dropped = call.integer(0);
    if (dropped < 0) {
      throw call.error("ArgumentError", "attempt to drop negative size");
    }
    Flow flow = own(call).flow();
    return step(
        call,
        sink -> {
          int[] seen = {0};
          flow.run(element -> seen[0]++ < dropped || sink.test(element));
        });
  }

  private static RubyValue takeWhile(Call call) {
    block(call);
    Flow flow = own(call).flow();
    return step(call, sink -> flow.run(element -> call.yieldsTrue(element) && sink.test(element)));
  }

  private static RubyValue dropWhile(Call call) {
    block(call);
    Flow flow = own(call).flow();
    return step(
        call,
        sink -> {
          boolean[] begun = {false};
          flow.run(
              element -> {
                begun[0] = begun[0] || !call.yieldsTrue(element);
                return !begun[0] || sink.test(element);
              });
        });
  }
}
