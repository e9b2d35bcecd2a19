package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;

/** Regexp and MatchData. */
final class RegexpMethods {
  private static final String SPECIAL = ".*?+^$|\\()[]{}-";

  private RegexpMethods() {}

  static void define(Interpreter ruby) {
    RubyModule type = ruby.model().type("Regexp");
    type.constant("IGNORECASE", RubyInteger.of(1));
    type.constant("EXTENDED", RubyInteger.of(2));
    type.constant("MULTILINE", RubyInteger.of(4));
    Methods.of(ruby.model().singleton(type))
        .pure("new", 1, 2, RegexpMethods::make)
        .alias("new", "compile")
        .pure("escape", 1, call -> new RubyString(quote(call.nameText(0))))
        .alias("escape", "quote")
        .pure("union", 0, Methods.ANY, RegexpMethods::union)
        .method("last_match", 0, 1, RegexpMethods::lastMatch);
    Methods.of(type)
        .pure("match", 1, 2, RegexpMethods::match)
        .pure("match?", 1, call -> RubyBoolean.of(matches(call, call.argument(0))))
        .pure("=~", 1, RegexpMethods::position)
        .pure("===", 1, RegexpMethods::caseEqual)
        .pure("source", 0, call -> new RubyString(own(call).source()))
        .pure("to_s", 0, call -> new RubyString(text(own(call))))
        .pure(
            "inspect",
            0,
            call -> new RubyString("/" + own(call).source() + "/" + own(call).flags()))
        .pure(
            "names",
            0,
            call -> new RubyArray(own(call).names().stream().map(RubyString::new).toList()))
        .pure("options", 0, call -> RubyInteger.of(options(own(call))))
        .pure("casefold?", 0, call -> RubyBoolean.of(own(call).flags().contains("i")))
        .pure("==", 1, call -> RubyBoolean.of(own(call).equals(call.argument(0))))
        .alias("==", "eql?");
    matchData(Methods.of(ruby.model().type("MatchData")));
  }

  private static RubyRegexp own(Call call) {
    return call.self(RubyRegexp.class);
  }

  /** Returns a text with everything escaped that means something in a pattern. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        case '\f' -> quoted.append("\\f");
        case ' ', '#' -> quoted.append('\\').append(c);
        default -> quoted.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return quoted.toString();
  }

  private static RubyValue make(Call call) {
    if (call.argument(0) instanceof RubyRegexp regexp) {
      return regexp;
    }
    String flags = "";
    if (call.argument(1) instanceof RubyInteger options) {
      int bits = options.clamped();
      flags =
          ((bits & 4) != 0 ? "m" : "")
              + ((bits & 1) != 0 ? "i" : "")
              + ((bits & 2) != 0 ? "x" : "");
    } else if (call.argument(1).truthy() && call.has(1)) {
      flags = "i";
    }
    return Matching.compile(call, call.text(0), flags);
  }

  private static RubyValue union(Call call) {
    List<RubyValue> patterns =
        call.argument(0) instanceof RubyArray array ? array.list() : call.arguments();
    if (patterns.isEmpty()) {
      return Matching.compile(call, "(?!)", "");
    }
    List<String> parts = new ArrayList<>();
    for (RubyValue pattern : patterns) {
      boolean single = pattern instanceof RubyRegexp && patterns.size() == 1;
      if (single) {
        return pattern;
      }
      parts.add(
          pattern instanceof RubyRegexp regexp
              ? text(regexp)
              : quote(call.ruby().convert().to(pattern, RubyString.class, "String").text()));
    }
    return Matching.compile(call, String.join("|", parts), "");
  }

  private static RubyValue lastMatch(Call call) {
    RubyValue last = call.lastMatch();
    return call.has(0) && last instanceof RubyMatch match ? match.group(call.integer(0)) : last;
  }

  /** Returns the form that keeps its options inside another pattern: {@code (?mi-x:source)}. */
  static String text(RubyRegexp regexp) {
    StringBuilder off = new StringBuilder("mix");
    regexp
        .flags()
        .chars()
        .forEach(flag -> off.deleteCharAt(off.indexOf(String.valueOf((char) flag))));
    String minus = off.length() == 0 ? "" : "-" + off;
    return "(?" + regexp.flags() + minus + ":" + regexp.source() + ")";
  }

  private static int options(RubyRegexp regexp) {
    String flags = regexp.flags();
    return (flags.contains("i") ? 1 : 0)
        + (flags.contains("x") ? 2 : 0)
        + (flags.contains("m") ? 4 : 0);
  }

  private static RubyString subject(Call call, RubyValue value) {
    return value instanceof RubySymbol symbol
        ? new RubyString(symbol.name())
        : call.ruby().convert().to(value, RubyString.class, "String");
  }

  private static RubyValue match(Call call) {
    if (call.argument(0) instanceof RubyNil) {
      call.lastMatch(RubyNil.NIL);
      return RubyNil.NIL;
    }
    int from = call.has(1) ? call.integer(1) : 0;
    RubyValue found =
        Matching.find(call, own(call), subject(call, call.argument(0)), from)
            .map(RubyValue.class::cast)
            .orElse(RubyNil.NIL);
    return call.block().isPresent() && found instanceof RubyMatch ? call.yield(found) : found;
  }

  private static boolean matches(Call call, RubyValue text) {
    return !(text instanceof RubyNil)
        && Matching.matcher(call, own(call), subject(call, text).text()).find();
  }

  private static RubyValue position(Call call) {
    if (call.argument(0) instanceof RubyNil) {
      call.lastMatch(RubyNil.NIL);
      return RubyNil.NIL;
    }
    return Matching.find(call, own(call), subject(call, call.argument(0)), 0)
        .<RubyValue>map(match -> RubyInteger.of(match.result().start()))
        .orElse(RubyNil.NIL);
  }

  private static RubyValue caseEqual(Call call) {
    RubyValue value = call.argument(0);
    boolean text = value instanceof RubyString || value instanceof RubySymbol;
    return RubyBoolean.of(
        text && Matching.find(call, own(call), subject(call, value), 0).isPresent());
  }

  private static void matchData(Methods methods) {
    methods
        .pure("[]", 1, 2, RegexpMethods::group)
        .pure("to_a", 0, call -> new RubyArray(data(call).groups(0)))
        .pure("captures", 0, call -> new RubyArray(data(call).groups(1)))
        .pure("named_captures", 0, RegexpMethods::namedCaptures)
        .pure(
            "names",
            0,
            call ->
                new RubyArray(data(call).regexp().names().stream().map(RubyString::new).toList()))
        .pure("pre_match", 0, call -> data(call).before())
        .pure("post_match", 0, call -> data(call).after())
        .pure("to_s", 0, call -> data(call).group(0))
        .pure("string", 0, call -> new RubyString(data(call).text(), data(call).taints()))
        .pure("begin", 1, call -> RubyInteger.of(data(call).result().start(call.integer(0))))
        .pure("end", 1, call -> RubyInteger.of(data(call).result().end(call.integer(0))))
        .pure(
            "values_at",
            0,
            Methods.ANY,
            call ->
                new RubyArray(
                    call.arguments().stream()
                        .map(it -> data(call).group(call.ruby().convert().integer(it).clamped()))
                        .toList()))
        .pure("size", 0, call -> RubyInteger.of(data(call).result().groupCount() + 1L))
        .alias("size", "length")
        .pure("inspect", 0, RegexpMethods::inspectMatch);
  }

  private static RubyMatch data(Call call) {
    return call.self(RubyMatch.class);
  }

  private static RubyValue group(Call call) {
    RubyValue index = call.argument(0);
    if (index instanceof RubyString || index instanceof RubySymbol) {
      String name = call.nameText(0);
      return data(call)
          .group(name)
          .orElseThrow(() -> call.error("IndexError", "undefined group name reference: " + name));
    }
    RubyArray groups = new RubyArray(data(call).groups(0));
    if (index instanceof RubyRange || call.has(1)) {
      return call.ruby().send(groups, "[]", call.all());
    }
    int number = call.integer(0);
    return data(call).group(number < 0 ? number + groups.list().size() : number);
  }

  private static RubyValue namedCaptures(Call call) {
    RubyHash captures = new RubyHash();
    for (String name : data(call).regexp().names()) {
      captures.put(new RubyString(name), data(call).group(name).orElse(RubyNil.NIL));
    }
    return captures;
  }

  private static RubyValue inspectMatch(Call call) {
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
