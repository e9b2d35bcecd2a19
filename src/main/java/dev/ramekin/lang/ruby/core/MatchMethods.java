package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** MatchData. */
final class MatchMethods {
  private MatchMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("MatchData"));
    methods
        .pure("[]", 1, 2, MatchMethods::group)
        .pure("to_a", 0, call -> new RubyArray(data(call).groups(0)))
        .pure("captures", 0, call -> new RubyArray(data(call).groups(1)))
        .alias("captures", "deconstruct")
        .pure("named_captures", 0, call -> named(call, data(call).regexp().names()))
        .pure("deconstruct_keys", 1, MatchMethods::deconstruct)
        .pure("names", 0, call -> RegexpMethods.names(data(call).regexp()))
        .pure("regexp", 0, call -> data(call).regexp())
        .pure("pre_match", 0, call -> data(call).before())
        .pure("post_match", 0, call -> data(call).after())
        .pure("to_s", 0, call -> data(call).group(0))
        .pure("string", 0, MatchMethods::string)
        .pure("begin", 1, call -> place(call, data(call).result()::start))
        .pure("end", 1, call -> place(call, data(call).result()::end))
        .pure("offset", 1, MatchMethods::offset)
        .pure("match", 1, call -> data(call).group(number(call)))
        .pure("match_length", 1, MatchMethods::length)
        .pure("values_at", 0, Methods.ANY, MatchMethods::valuesAt)
        .pure("size", 0, call -> RubyInteger.of(data(call).result().groupCount() + 1L))
        .alias("size", "length")
        .pure("==", 1, MatchMethods::equal)
        .alias("==", "eql?")
        .pure("inspect", 0, MatchMethods::inspect);
  }

  private static RubyMatch data(Call call) {
    return call.self(RubyMatch.class);
  }

  private static RubyValue string(Call call) {
    RubyString text = new RubyString(data(call).text(), data(call).taints());
    text.freeze();
    return text;
  }

  /** Returns the group that the first argument names or counts; there has to be such a group. */
  private static int number(Call call) {
    int number = Matching.groupNumber(call, data(call), call.argument(0));
    if (number < 0 || number > data(call).result().groupCount()) {
      throw call.error("IndexError", "index " + call.integer(0) + " out of matches");
    }
    return number;
  }

  private static RubyValue place(Call call, ToIntFunction<Integer> position) {
    int at = position.applyAsInt(number(call));
    return at < 0 ? RubyNil.NIL : RubyInteger.of(at);
  }

  private static RubyValue offset(Call call) {
    return RubyArray.of(
        place(call, data(call).result()::start), place(call, data(call).result()::end));
  }

  private static RubyValue length(Call call) {
    return data(call).group(number(call)) instanceof RubyString text
        ? RubyInteger.of(text.text().length())
        : RubyNil.NIL;
  }

  private static RubyValue group(Call call) {
    RubyValue index = call.argument(0);
    boolean named = index instanceof RubyString || index instanceof RubySymbol;
    if (named && !call.has(1)) {
      return data(call).group(Matching.groupNumber(call, data(call), index));
    }
    RubyArray groups = new RubyArray(data(call).groups(0));
    if (index instanceof RubyRange || call.has(1)) {
      return call.ruby().send(groups, "[]", call.all());
    }
    return data(call).group(Matching.groupNumber(call, data(call), index));
  }

  private static RubyValue valuesAt(Call call) {
    RubyArray values = new RubyArray();
    for (RubyValue index : call.arguments()) {
      if (index instanceof RubyRange) {
        RubyArray groups = new RubyArray(data(call).groups(0));
        values.list().addAll(((RubyArray) call.send(groups, "values_at", index)).list());
      } else {
        values.list().add(data(call).group(Matching.groupNumber(call, data(call), index)));
      }
    }
    return values;
  }

  private static RubyHash named(Call call, List<String> names) {
    RubyHash captures = new RubyHash();
    for (String name : names) {
      captures.put(new RubyString(name), data(call).group(name).orElse(RubyNil.NIL));
    }
    return captures;
  }

  private static RubyValue deconstruct(Call call) {
    RubyHash captures = new RubyHash();
    List<String> names = new ArrayList<>(data(call).regexp().names());
    if (call.argument(0) instanceof RubyArray wanted) {
      names.removeIf(name -> !wanted.list().contains(new RubySymbol(name)));
    }
    for (String name : names) {
      captures.put(new RubySymbol(name), data(call).group(name).orElse(RubyNil.NIL));
    }
    return captures;
  }

  private static RubyValue equal(Call call) {
    return RubyBoolean.of(
        call.argument(0) instanceof RubyMatch other
            && other.regexp().equals(data(call).regexp())
            && other.text().equals(data(call).text())
            && other.result().start() == data(call).result().start()
            && other.groups(0).equals(data(call).groups(0)));
  }

  private static RubyValue inspect(Call call) {
    StringBuilder text = new StringBuilder("#<MatchData ");
    text.append(call.ruby().inspect(data(call).group(0)));
    List<String> names = data(call).regexp().names();
    for (int number = 1; number <= data(call).result().groupCount(); number++) {
      String name = number <= names.size() ? names.get(number - 1) : String.valueOf(number);
      text.append(' ')
          .append(name)
          .append(':')
          .append(call.ruby().inspect(data(call).group(number)));
    }
    return new RubyString(text.append('>').toString());
  }
}
