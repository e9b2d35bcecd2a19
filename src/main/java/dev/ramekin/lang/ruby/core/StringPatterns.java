package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.StringMethods.own;
import static dev.ramekin.lang.ruby.core.StringMethods.text;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** String: finding and replacing by patterns. */
final class StringPatterns {
  private StringPatterns() {}

  static void define(Methods methods) {
    methods
        .pure("=~", 1, StringPatterns::position)
        .pure("match", 1, 2, StringPatterns::match)
        .pure(
            "match?",
            1,
            2,
            call ->
                RubyBoolean.of(call.ruby().truth(call.send(regexp(call), "match?", call.self()))))
        .pure("scan", 1, StringPatterns::scan)
        .pure("sub", 1, 2, call -> replaced(call, false))
        .pure("gsub", 1, 2, call -> replaced(call, true));
  }

  private static RubyValue position(Call call) {
    if (call.argument(0) instanceof RubyRegexp regexp) {
      return Matching.find(call, regexp, own(call), 0)
          .<RubyValue>map(match -> RubyInteger.of(match.result().start()))
          .orElse(RubyNil.NIL);
    }
    if (call.argument(0) instanceof RubyString) {
      throw call.error("TypeError", "type mismatch: String given");
    }
    return call.send(call.argument(0), "=~", call.self());
  }

  /** Returns the pattern of {@code match}, whose string argument is the source of a pattern. */
  private static RubyRegexp regexp(Call call) {
    return call.argument(0) instanceof RubyRegexp regexp
        ? regexp
        : Matching.compile(call, call.text(0), "");
  }

  private static RubyValue match(Call call) {
    int from = call.has(1) ? call.integer(1) : 0;
    RubyValue found =
        Matching.find(call, regexp(call), own(call), from)
            .map(RubyValue.class::cast)
            .orElse(RubyNil.NIL);
    return call.block().isPresent() && found instanceof RubyMatch ? call.yield(found) : found;
  }

  private static RubyValue scan(Call call) {
    RubyRegexp pattern = Matching.pattern(call, call.argument(0));
    Matcher matcher = Matching.matcher(call, pattern, text(call));
    List<RubyValue> found = new ArrayList<>();
    while (matcher.find()) {
      RubyMatch match = Matching.match(pattern, text(call), matcher, own(call).taints());
      call.lastMatch(match);
      RubyValue piece = matcher.groupCount() == 0 ? match.group(0) : new RubyArray(match.groups(1));
      if (call.block().isPresent()) {
        call.yield(piece);
      } else {
        found.add(piece);
      }
    }
    return call.block().isPresent() ? call.self() : Elements.array(call, found);
  }

  private static RubyValue replaced(Call call, boolean all) {
    if (!call.has(1) && call.block().isEmpty()) {
      if (call.name().startsWith("sub")) {
        throw call.error("ArgumentError", "wrong number of arguments (given 1, expected 2)");
      }
      return Elements.enumerator(call);
    }
    RubyRegexp pattern = Matching.pattern(call, call.argument(0));
    String text = text(call);
    Matcher matcher = Matching.matcher(call, pattern, text);
    TextBuilder result = new TextBuilder(call.ruby());
    int position = 0;
    RubyValue last = RubyNil.NIL;
    while (matcher.find()) {
      RubyMatch match = Matching.match(pattern, text, matcher, own(call).taints());
      last = match;
      call.lastMatch(match);
      result.add(text.substring(position, matcher.start()));
      addReplacement(call, result, match);
      position = matcher.end();
      if (!all) {
        break;
      }
    }
    call.lastMatch(last);
    return result.add(text.substring(position)).value();
  }

  private static void addReplacement(Call call, TextBuilder result, RubyMatch match) {
    if (!call.has(1)) {
      result.add(call.yield(match.group(0)));
    } else if (call.argument(1) instanceof RubyHash hash) {
      result.add(HashMethods.get(call, hash, match.group(0)));
    } else {
      result.add(expanded(call.text(1), match));
    }
  }

  /** Returns a replacement with its references to groups filled in. */
  private static String expanded(String replacement, RubyMatch match) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < replacement.length(); index++) {
      char c = replacement.charAt(index);
      if (c != '\\' || index + 1 == replacement.length()) {
        text.append(c);
        continue;
      }
      char kind = replacement.charAt(++index);
      if (kind == 'k' && replacement.startsWith("<", index + 1)) {
        int end = replacement.indexOf('>', index);
        String name = end < 0 ? "" : replacement.substring(index + 2, end);
        text.append(match.group(name).map(StringPatterns::orEmpty).orElse(""));
        index = end < 0 ? index : end;
      } else {
        text.append(reference(kind, match));
      }
    }
    return text.toString();
  }

  private static String reference(char kind, RubyMatch match) {
    if (Character.isDigit(kind)) {
      return orEmpty(match.group(kind - '0'));
    }
    return switch (kind) {
      case '&' -> orEmpty(match.group(0));
      case '`' -> match.before().text();
      case '\'' -> match.after().text();
      case '\\' -> "\\";
      default -> "\\" + kind;
    };
  }

  private static String orEmpty(RubyValue group) {
    return group instanceof RubyString string ? string.text() : "";
  }
}
