package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.BuiltinFunction;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
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
import java.util.function.Function;
import java.util.regex.Matcher;

/** String: taking it to pieces. */
final class StringPieces {
  private StringPieces() {}

  static void define(Methods methods) {
    each(methods, "chars", "each_char", 0, call -> strings(call, characters(text(call))));
    each(methods, "lines", "each_line", 2, call -> strings(call, lines(call)));
    each(methods, "bytes", "each_byte", 0, StringPieces::bytes);
    each(methods, "codepoints", "each_codepoint", 0, StringPieces::codePoints);
    each(
        methods,
        "grapheme_clusters",
        "each_grapheme_cluster",
        0,
        call -> strings(call, characters(text(call))));
    methods
        .pure("split", 0, 2, StringPieces::split)
        .pure("partition", 1, StringPieces::partition)
        .pure("rpartition", 1, StringPieces::partitionLast);
    new Iterators(methods).method("upto", 1, 2, StringPieces::upTo);
  }

  private static String text(Call call) {
    return StringMethods.text(call);
  }

  private static RubyValue upTo(Call call) {
    boolean exclusive = call.argument(1).truthy();
    RubyString end = call.argument(0, RubyString.class, "String");
    Successor.upTo(call, StringMethods.own(call), end, exclusive, call::yield);
    return call.self();
  }

  /** Defines a method that lists pieces and one that goes through them; a block may list too. */
  private static void each(
      Methods methods, String list, String each, int most, Function<Call, RubyArray> pieces) {
    BuiltinFunction walk =
        call -> {
          pieces.apply(call).list().forEach(call::yield);
          return call.self();
        };
    methods.pure(
        list, 0, most, call -> call.block().isPresent() ? walk.call(call) : pieces.apply(call));
    new Iterators(methods).method(each, 0, most, walk);
  }

  private static RubyArray strings(Call call, List<String> pieces) {
    call.ruby().budget().elements(pieces.size());
    RubyString own = StringMethods.own(call);
    return new RubyArray(
        pieces.stream()
            .map(piece -> new RubyString(piece, own.taints()).encode(own.encoding()))
            .toList());
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static RubyArray bytes(Call call) {
    List<RubyValue> bytes = new ArrayList<>();
    for (byte value : StringMethods.own(call).bytes()) {
      bytes.add(RubyInteger.of(Byte.toUnsignedInt(value)));
    }
    return Elements.array(call, bytes);
  }

  private static RubyArray codePoints(Call call) {
    return Elements.array(
        call, text(call).codePoints().<RubyValue>mapToObj(RubyInteger::of).toList());
  }

  private static List<String> lines(Call call) {
    boolean chomp = call.options().get("chomp").filter(RubyValue::truthy).isPresent();
    boolean separated = call.has(0) && !(call.argument(0) instanceof RubyHash);
    String text = text(call);
    if (separated && call.argument(0) instanceof RubyNil) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    String separator = separated ? call.text(0) : "\n";
    return separator.isEmpty() ? paragraphs(text, chomp) : lines(text, separator, chomp);
  }

  private static List<String> lines(String text, String separator, boolean chomp) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(separator, start);
      int next = end < 0 ? text.length() : end + separator.length();
      boolean carriage =
          chomp && separator.equals("\n") && end > start && text.charAt(end - 1) == '\r';
      lines.add(text.substring(start, chomp && end >= 0 ? end - (carriage ? 1 : 0) : next));
      start = next;
    }
    return lines;
  }

  /** Lines up to empty ones, which belong to what stands before them. */
  private static List<String> paragraphs(String text, boolean chomp) {
    List<String> paragraphs = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf("\n\n", start);
      int next = end < 0 ? text.length() : end + 2;
      while (end >= 0 && next < text.length() && text.charAt(next) == '\n') {
        next++;
      }
      int shown = end < 0 ? text.length() : chomp ? end + 1 : end + 2;
      paragraphs.add(text.substring(start, shown));
      start = next;
    }
    return paragraphs;
  }

  private static RubyValue split(Call call) {
    int limit = call.has(1) ? call.integer(1) : 0;
    RubyValue pattern = call.argument(0);
    boolean awk =
        pattern instanceof RubyNil
            || pattern instanceof RubyString blank && blank.text().equals(" ");
    List<String> pieces;
    if (text(call).isEmpty()) {
      pieces = List.of();
    } else if (limit == 1) {
      pieces = List.of(text(call));
    } else if (awk) {
      pieces = words(text(call), limit);
    } else if (pattern instanceof RubyRegexp || isText(call, pattern)) {
      pieces = pieces(call, Matching.pattern(call, pattern), limit);
    } else {
      throw call.error(
          "TypeError",
          "wrong argument type "
              + call.ruby().model().classOf(pattern).name()
              + " (expected Regexp)");
    }
    int end = pieces.size();
    while (limit == 0 && end > 0 && pieces.get(end - 1).isEmpty()) {
      end--;
    }
    RubyArray all = strings(call, pieces.subList(0, end));
    if (call.block().isPresent()) {
      all.list().forEach(call::yield);
      return call.self();
    }
    return all;
  }

  private static boolean isText(Call call, RubyValue value) {
    return value instanceof RubyString
        || value instanceof RubyObject && call.ruby().respondsTo(value, "to_str");
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == '\0';
  }

  private static List<String> words(String text, int limit) {
    List<String> words = new ArrayList<>();
    int position = skipSpaces(text, 0);
    while (position < text.length()) {
      int end = position;
      while (end < text.length() && !isSpace(text.charAt(end))) {
        end++;
      }
      if (words.size() == limit - 1 || end == text.length()) {
        words.add(text.substring(position));
        return words;
      }
      words.add(text.substring(position, end));
      position = skipSpaces(text, end);
      if (position == text.length() && limit != 0) {
        words.add("");
      }
    }
    return words;
  }

  private static int skipSpaces(String text, int from) {
    int position = from;
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private static List<String> pieces(Call call, RubyRegexp pattern, int limit) {
    List<String> pieces = new ArrayList<>();
    String text = text(call);
    Matcher matcher = Matching.matcher(call, pattern, text);
    int start = 0;
    int cuts = 1;
    while (!(limit > 0 && cuts >= limit) && matcher.find()) {
      boolean empty = matcher.end() == matcher.start();
      if (empty && (matcher.start() == start || matcher.start() >= text.length())) {
        continue;
      }
      pieces.add(text.substring(start, matcher.start()));
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          pieces.add(matcher.group(group));
        }
      }
      start = matcher.end();
      cuts++;
    }
    pieces.add(text.substring(start));
    boolean emptyEnd = start < text.length() && cuts != limit && limit != 0;
    if (emptyEnd && matchesEmptyAtEnd(call, pattern, text)) {
      pieces.add("");
    }
    return pieces;
  }

  private static boolean matchesEmptyAtEnd(Call call, RubyRegexp pattern, String text) {
    Matcher matcher = Matching.matcher(call, pattern, text);
    return matcher.find(text.length()) && matcher.start() == text.length();
  }

  private static RubyValue partition(Call call) {
    String text = text(call);
    if (!(call.argument(0) instanceof RubyRegexp regexp)) {
      String wanted = text(call, 0);
      int at = text.indexOf(wanted);
      return parted(call, at, at + wanted.length(), List.of(text, "", ""));
    }
    Optional<RubyMatch> match = Matching.find(call, regexp, StringMethods.own(call), 0);
    int start = match.map(it -> it.result().start()).orElse(-1);
    int end = match.map(it -> it.result().end()).orElse(-1);
    return parted(call, start, end, List.of(text, "", ""));
  }

  private static RubyValue partitionLast(Call call) {
    String text = text(call);
    if (!(call.argument(0) instanceof RubyRegexp regexp)) {
      String wanted = text(call, 0);
      int at = text.lastIndexOf(wanted);
      return parted(call, at, at + wanted.length(), List.of("", "", text));
    }
    Optional<RubyMatch> match =
        Matching.findLast(call, regexp, StringMethods.own(call), text.length());
    int start = match.map(it -> it.result().start()).orElse(-1);
    int end = match.map(it -> it.result().end()).orElse(-1);
    return parted(call, start, end, List.of("", "", text));
  }

  /** Returns the text that is looked for; anything else is no pattern. */
  private static String text(Call call, int index) {
    if (!isText(call, call.argument(index))) {
      RubyRegexp unused = Matching.pattern(call, call.argument(index));
    }
    return call.text(index);
  }

  private static RubyValue parted(Call call, int start, int end, List<String> none) {
    String text = text(call);
    return strings(
        call,
        start < 0
            ? none
            : List.of(text.substring(0, start), text.substring(start, end), text.substring(end)));
  }
}
