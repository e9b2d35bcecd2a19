package dev.ramekin.lang.ruby.core;

import static dev.ramekin.lang.ruby.core.StringMethods.own;
import static dev.ramekin.lang.ruby.core.StringMethods.text;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;

/** String: taking it to pieces, and sets of characters. */
final class StringPieces {
  private StringPieces() {}

  static void define(Methods methods) {
    each(methods, "chars", "each_char", call -> characters(text(call)));
    each(methods, "lines", "each_line", StringPieces::lines);
    methods
        .pure("bytes", 0, StringPieces::bytes)
        .pure("split", 0, 2, StringPieces::split)
        .pure("partition", 1, call -> partition(call, false))
        .pure("rpartition", 1, call -> partition(call, true))
        .pure("tr", 2, call -> translated(call, false))
        .pure("tr_s", 2, call -> translated(call, true))
        .pure("delete", 1, Methods.ANY, StringPieces::delete)
        .pure("squeeze", 0, Methods.ANY, StringPieces::squeeze)
        .pure("count", 1, Methods.ANY, StringPieces::count)
        .method(
            "upto",
            1,
            2,
            call ->
                call.ruby()
                    .send(
                        new RubyRange(call.self(), call.argument(0), call.has(1)),
                        "each",
                        call.all().with(List.of())));
  }

  private static void each(
      Methods methods, String list, String each, Function<Call, List<String>> pieces) {
    methods.pure(list, 0, 2, call -> strings(call, pieces.apply(call)));
    methods.method(
        each,
        0,
        2,
        call -> {
          RubyArray all = strings(call, pieces.apply(call));
          if (call.block().isEmpty()) {
            return EnumeratorMethods.make(call.ruby(), all, "each", List.of());
          }
          all.list().forEach(call::yield);
          return call.self();
        });
  }

  private static RubyArray strings(Call call, List<String> pieces) {
    call.ruby().budget().elements(pieces.size());
    return new RubyArray(
        pieces.stream().map(piece -> new RubyString(piece, own(call).taints())).toList());
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> lines(Call call) {
    boolean chomp = call.options().get("chomp").filter(RubyValue::truthy).isPresent();
    String separator = call.argument(0) instanceof RubyString given ? given.text() : "\n";
    List<String> lines = new ArrayList<>();
    String text = text(call);
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(separator, start);
      int next = end < 0 ? text.length() : end + separator.length();
      lines.add(text.substring(start, chomp && end >= 0 ? end : next));
      start = next;
    }
    return lines;
  }

  private static RubyValue bytes(Call call) {
    List<RubyValue> bytes = new ArrayList<>();
    for (byte value : text(call).getBytes(StandardCharsets.UTF_8)) {
      bytes.add(RubyInteger.of(Byte.toUnsignedInt(value)));
    }
    return Elements.array(call, bytes);
  }

  private static RubyValue split(Call call) {
    int limit = call.has(1) ? call.integer(1) : 0;
    RubyValue pattern = call.argument(0);
    List<String> pieces;
    if (pattern instanceof RubyNil
        || pattern instanceof RubyString blank && blank.text().equals(" ")) {
      pieces = words(text(call), limit);
    } else if (pattern instanceof RubyString || pattern instanceof RubyRegexp) {
      pieces = pieces(call, Matching.pattern(call, pattern), limit);
    } else {
      throw call.ruby().convert().mismatch(pattern, "Regexp");
    }
    if (limit == 0) {
      while (!pieces.isEmpty() && pieces.get(pieces.size() - 1).isEmpty()) {
        pieces.remove(pieces.size() - 1);
      }
    }
    return strings(call, pieces);
  }

  private static List<String> words(String text, int limit) {
    List<String> words = new ArrayList<>();
    String rest = text.stripLeading();
    while (!rest.isEmpty()) {
      int end = 0;
      while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
        end++;
      }
      if (words.size() == limit - 1 || end == rest.length()) {
        words.add(rest);
        return words;
      }
      words.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
      if (rest.isEmpty() && limit != 0) {
        words.add("");
      }
    }
    return words;
  }

  private static List<String> pieces(Call call, RubyRegexp pattern, int limit) {
    List<String> pieces = new ArrayList<>();
    String text = text(call);
    if (text.isEmpty()) {
      return pieces;
    }
    Matcher matcher = Matching.matcher(call, pattern, text);
    int start = 0;
    while (!(limit > 0 && pieces.size() >= limit - 1) && matcher.find()) {
      if (matcher.end() == matcher.start()) {
        if (matcher.start() == 0 || matcher.start() >= text.length()) {
          continue;
        }
      }
      pieces.add(text.substring(start, matcher.start()));
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          pieces.add(matcher.group(group));
        }
      }
      start = matcher.end();
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static RubyValue partition(Call call, boolean last) {
    String text = text(call);
    RubyRegexp pattern = Matching.pattern(call, call.argument(0));
    Matcher matcher = Matching.matcher(call, pattern, text);
    int start = -1;
    int end = -1;
    while (matcher.find() && (last || start < 0)) {
      start = matcher.start();
      end = matcher.end();
    }
    if (start < 0) {
      return strings(call, last ? List.of("", "", text) : List.of(text, "", ""));
    }
    return strings(
        call, List.of(text.substring(0, start), text.substring(start, end), text.substring(end)));
  }

  private static RubyValue translated(Call call, boolean squeeze) {
    CharacterSet from = CharacterSet.of(call.text(0));
    List<Integer> to = CharacterSet.expand(call.text(1));
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int c : text(call).codePoints().toArray()) {
      if (!from.contains(c)) {
        text.appendCodePoint(c);
        previous = -1;
      } else if (!to.isEmpty()) {
        int index = from.negated() ? to.size() - 1 : Math.min(from.indexOf(c), to.size() - 1);
        int replaced = to.get(index);
        if (!squeeze || replaced != previous) {
          text.appendCodePoint(replaced);
        }
        previous = replaced;
      }
    }
    return StringMethods.string(call, text.toString());
  }

  private static RubyValue delete(Call call) {
    StringBuilder text = new StringBuilder();
    text(call).codePoints().filter(c -> !inAll(call, c)).forEach(text::appendCodePoint);
    return StringMethods.string(call, text.toString());
  }

  private static RubyValue squeeze(Call call) {
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int c : text(call).codePoints().toArray()) {
      if (c != previous || !inAll(call, c)) {
        text.appendCodePoint(c);
      }
      previous = c;
    }
    return StringMethods.string(call, text.toString());
  }

  private static RubyValue count(Call call) {
    return RubyInteger.of(text(call).codePoints().filter(c -> inAll(call, c)).count());
  }

  private static boolean inAll(Call call, int c) {
    for (int index = 0; index < call.count(); index++) {
      if (!CharacterSet.of(call.text(index)).contains(c)) {
        return false;
      }
    }
    return true;
  }
}
