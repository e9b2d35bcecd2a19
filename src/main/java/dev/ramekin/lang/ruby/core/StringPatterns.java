package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** String: finding and replacing by patterns. */
final class StringPatterns {
  private StringPatterns() {}

  static void define(Methods methods) {
    methods
        .pure("=~", 1, StringPatterns::position)
        .pure("match", 1, 2, StringPatterns::match)
        .pure("match?", 1, 2, StringPatterns::matches)
        .pure("scan", 1, StringPatterns::scan)
        .pure("sub", 1, 2, call -> replaced(call, false))
        .pure("gsub", 1, 2, call -> replaced(call, true));
  }

  private static String text(Call call) {
    return StringMethods.text(call);
  }

  private static RubyString own(Call call) {
    return StringMethods.own(call);
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
    RubyValue pattern = call.argument(0);
    if (pattern instanceof RubyRegexp regexp) {
      return regexp;
    }
    boolean text =
        pattern instanceof RubyString
            || pattern instanceof RubyObject && call.ruby().respondsTo(pattern, "to_str");
    if (!text) {
      throw call.error(
          "TypeError",
          "wrong argument type " + call.ruby().convert().describe(pattern) + " (expected Regexp)");
    }
    return Matching.compile(call, call.text(0), "");
  }

  private static int from(Call call) {
    return call.has(1) ? Indexes.position(call, call.argument(1), text(call).length()) : 0;
  }

  private static RubyValue match(Call call) {
    RubyValue found =
        Matching.find(call, regexp(call), own(call), from(call))
            .map(RubyValue.class::cast)
            .orElse(RubyNil.NIL);
    return call.block().isPresent() && found instanceof RubyMatch ? call.yield(found) : found;
  }

  private static RubyValue matches(Call call) {
    Matcher matcher = Matching.matcher(call, regexp(call), text(call));
    int from = from(call);
    return RubyBoolean.of(from >= 0 && from <= text(call).length() && matcher.find(from));
  }

  private static RubyValue scan(Call call) {
    RubyRegexp pattern = Matching.pattern(call, call.argument(0));
    Matcher matcher = Matching.matcher(call, pattern, text(call));
    List<RubyValue> found = new ArrayList<>();
    RubyValue last = RubyNil.NIL;
    while (matcher.find()) {
      RubyMatch match = Matching.match(pattern, text(call), matcher, own(call).taints());
      last = match;
      RubyValue piece = matcher.groupCount() == 0 ? match.group(0) : new RubyArray(match.groups(1));
      if (call.block().isPresent()) {
        call.lastMatch(match);
        call.yield(piece);
      } else {
        found.add(piece);
      }
    }
    call.lastMatch(last);
    return call.block().isPresent() ? call.self() : Elements.array(call, found);
  }

  /** {@code sub} and {@code gsub}; without a replacement {@code gsub} gives an enumerator. */
  private static RubyValue replaced(Call call, boolean all) {
    if (!call.has(1) && call.block().isEmpty()) {
      if (!all) {
        throw call.error("ArgumentError", "wrong number of arguments (given 1, expected 2)");
      }
      return Elements.enumerator(call);
    }
    return replace(call, all).text();
  }

  /**
   * What {@code sub} or {@code gsub} made.
   *
   * @param text the new text
   * @param found whether the pattern was there
   */
  record Replaced(RubyValue text, boolean found) {}

  static Replaced replace(Call call, boolean all) {
    RubyRegexp pattern = Matching.pattern(call, call.argument(0));
    Optional<String> replacement = replacement(call);
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
      if (replacement.isPresent()) {
        result.add(expanded(call, replacement.get(), match));
      } else if (call.has(1)) {
        result.add(HashMethods.get(call, HashMethods.other(call, 1), match.group(0)));
      } else {
        result.add(call.yield(match.group(0)));
      }
      position = matcher.end();
      if (!all) {
        break;
      }
    }
    call.lastMatch(last);
    RubyValue made = result.add(text.substring(position)).value();
    if (made instanceof RubyString string) {
      string.encode(own(call).encoding());
    }
    return new Replaced(made, !(last instanceof RubyNil));
  }

  /** Returns the text that replaces; empty for a hash or a block. */
  private static Optional<String> replacement(Call call) {
    RubyValue given = call.argument(1);
    boolean table =
        given instanceof RubyHash
            || !(given instanceof RubyString)
                && given instanceof RubyObject
                && call.ruby().respondsTo(given, "to_hash");
    return !call.has(1) || table ? Optional.empty() : Optional.of(call.text(1));
  }

  /** Returns a replacement with its references to groups filled in. */
  private static String expanded(Call call, String replacement, RubyMatch match) {
    if (replacement.indexOf('\\') < 0) {
      return replacement;
    }
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < replacement.length(); index++) {
      char c = replacement.charAt(index);
      if (c != '\\' || index + 1 == replacement.length()) {
        text.append(c);
        continue;
      }
      char kind = replacement.charAt(++index);
      int end = kind == 'k' ? replacement.indexOf('>', index) : -1;
      if (end > 0 && replacement.charAt(index + 1) == '<') {
        String name = replacement.substring(index + 2, end);
        RubyValue group = match.group(Matching.groupNumber(call, match, new RubyString(name)));
        text.append(orEmpty(group));
        index = end;
      } else {
        text.append(reference(kind, match));
      }
    }
    return text.toString();
  }

  private static String reference(char kind, RubyMatch match) {
    if (kind >= '0' && kind <= '9') {
      return orEmpty(match.group(kind - '0'));
    }
    return switch (kind) {
      case '&' -> orEmpty(match.group(0));
      case '`' -> match.before().text();
      case '\'' -> match.after().text();
      case '+' -> orEmpty(match.lastGroup());
      case '\\' -> "\\";
      default -> "\\" + kind;
    };
  }

  private static String orEmpty(RubyValue group) {
    return group instanceof RubyString string ? string.text() : "";
  }
}
