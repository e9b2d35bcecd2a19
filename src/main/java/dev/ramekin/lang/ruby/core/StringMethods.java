package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** String: comparing, asking and taking parts. */
final class StringMethods {
  private StringMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("String"));
    comparing(methods);
    asking(methods);
    parts(methods);
    cases(methods);
    positions(methods);
    conversions(methods);
    StringPieces.define(methods);
    StringPatterns.define(methods);
    StringChanges.define(methods);
  }

  static RubyString own(Call call) {
    return call.self(RubyString.class);
  }

  static String text(Call call) {
    return own(call).text();
  }

  /** Returns a new string within the budget. */
  static RubyString string(Call call, String text) {
    call.ruby().budget().text(text.length());
    return new RubyString(text);
  }

  private static RubyValue bool(boolean value) {
    return RubyBoolean.of(value);
  }

  private static void comparing(Methods methods) {
    methods
        .pure("==", 1, call -> bool(own(call).equals(call.argument(0))))
        .alias("==", "===", "eql?")
        .pure("equal?", 1, call -> bool(call.self() == call.argument(0)))
        .pure("hash", 0, call -> RubyInteger.of(text(call).hashCode()))
        .pure("<=>", 1, StringMethods::compare)
        .pure("casecmp", 1, StringMethods::compareFolded)
        .pure(
            "casecmp?",
            1,
            call ->
                call.argument(0) instanceof RubyString other
                    ? bool(text(call).equalsIgnoreCase(other.text()))
                    : RubyNil.NIL);
  }

  private static RubyValue compare(Call call) {
    return call.argument(0) instanceof RubyString other
        ? RubyInteger.of(Integer.signum(Elements.compareTexts(text(call), other.text())))
        : RubyNil.NIL;
  }

  private static RubyValue compareFolded(Call call) {
    return call.argument(0) instanceof RubyString other
        ? RubyInteger.of(
            Integer.signum(
                text(call)
                    .toLowerCase(Locale.ROOT)
                    .compareTo(other.text().toLowerCase(Locale.ROOT))))
        : RubyNil.NIL;
  }

  private static void asking(Methods methods) {
    methods
        .pure("size", 0, call -> RubyInteger.of(text(call).codePointCount(0, text(call).length())))
        .alias("size", "length")
        .pure(
            "bytesize",
            0,
            call -> RubyInteger.of(text(call).getBytes(StandardCharsets.UTF_8).length))
        .pure("empty?", 0, call -> bool(text(call).isEmpty()))
        .pure("include?", 1, call -> bool(text(call).contains(call.text(0))))
        .pure("start_with?", 0, Methods.ANY, StringMethods::startsWith)
        .pure(
            "end_with?",
            0,
            Methods.ANY,
            call ->
                bool(
                    call.arguments().stream()
                        .anyMatch(end -> text(call).endsWith(textOf(call, end)))))
        .pure("ascii_only?", 0, call -> bool(text(call).chars().allMatch(c -> c < 128)))
        .pure("valid_encoding?", 0, call -> RubyBoolean.TRUE)
        .pure("ord", 0, StringMethods::ord)
        .pure("sum", 0, call -> call.unknown("String#sum is not evaluated"))
        .pure("crypt", 1, call -> call.unknown("String#crypt is not evaluated"))
        .pure("unpack", 1, call -> call.unknown("String#unpack is not evaluated"))
        .alias("unpack", "unpack1");
  }

  static String textOf(Call call, RubyValue value) {
    return call.ruby().convert().to(value, RubyString.class, "String").text();
  }

  private static RubyValue startsWith(Call call) {
    for (RubyValue start : call.arguments()) {
      boolean matches =
          start instanceof RubyRegexp regexp
              ? Matching.matcher(call, regexp, text(call)).lookingAt()
              : text(call).startsWith(textOf(call, start));
      if (matches) {
        return RubyBoolean.TRUE;
      }
    }
    return RubyBoolean.FALSE;
  }

  private static RubyValue ord(Call call) {
    if (text(call).isEmpty()) {
      throw call.error("ArgumentError", "empty string");
    }
    return RubyInteger.of(text(call).codePointAt(0));
  }

  private static void parts(Methods methods) {
    methods
        .pure("+", 1, call -> string(call, text(call) + call.text(0)))
        .pure("*", 1, StringMethods::times)
        .method("%", 1, StringMethods::format)
        .pure("[]", 1, 2, StringMethods::part)
        .alias("[]", "slice")
        .pure("byteslice", 1, 2, StringMethods::part)
        .pure(
            "delete_prefix",
            1,
            call ->
                string(
                    call,
                    text(call).startsWith(call.text(0))
                        ? text(call).substring(call.text(0).length())
                        : text(call)))
        .pure(
            "delete_suffix",
            1,
            call ->
                string(
                    call,
                    text(call).endsWith(call.text(0))
                        ? text(call).substring(0, text(call).length() - call.text(0).length())
                        : text(call)));
  }

  private static RubyValue times(Call call) {
    int count = call.integer(0);
    if (count < 0) {
      throw call.error("ArgumentError", "argument must be non-negative");
    }
    call.ruby().budget().text((long) count * text(call).length());
    return new RubyString(text(call).repeat(count));
  }

  private static RubyValue format(Call call) {
    List<RubyValue> arguments =
        call.argument(0) instanceof RubyArray array ? array.list() : call.arguments();
    RubyValue formatted = Formatter.format(call, text(call), arguments);
    if (formatted instanceof RubyString string) {
      string.taint(own(call).taints());
    }
    return formatted;
  }

  private static RubyValue part(Call call) {
    return stretch(call)
        .<RubyValue>map(
            stretch -> string(call, text(call).substring(stretch.start(), stretch.end())))
        .orElse(RubyNil.NIL);
  }

  /** Returns which part the arguments of {@code []} mean; empty for none. */
  static Optional<Indexes.Stretch> stretch(Call call) {
    RubyValue index = call.argument(0);
    int size = text(call).length();
    if (index instanceof RubyRegexp regexp) {
      return Matching.find(call, regexp, own(call), 0).flatMap(match -> group(call, match));
    }
    if (index instanceof RubyString wanted) {
      int at = text(call).indexOf(wanted.text());
      return at < 0
          ? Optional.empty()
          : Optional.of(new Indexes.Stretch(at, wanted.text().length()));
    }
    if (index instanceof RubyRange range) {
      return Indexes.stretch(call, range, size);
    }
    if (counted(call)) {
      return Indexes.stretch(call, index, call.argument(1), size);
    }
    int position = Indexes.position(call, index, size);
    return position < 0 || position >= size
        ? Optional.empty()
        : Optional.of(new Indexes.Stretch(position, 1));
  }

  /**
   * Returns whether a length or a group stands beside the index; the last argument may be a value.
   */
  private static boolean counted(Call call) {
    return call.count() == (call.name().equals("[]=") ? 3 : 2);
  }

  private static Optional<Indexes.Stretch> group(Call call, RubyMatch match) {
    int number = 0;
    if (counted(call)) {
      RubyValue group = call.argument(1);
      boolean named = group instanceof RubyString || group instanceof RubySymbol;
      number = named ? match.regexp().names().lastIndexOf(call.nameText(1)) + 1 : call.integer(1);
    }
    if (number > match.result().groupCount() || match.result().start(number) < 0) {
      return Optional.empty();
    }
    int start = match.result().start(number);
    return Optional.of(new Indexes.Stretch(start, match.result().end(number) - start));
  }

  private static void cases(Methods methods) {
    mapped(methods, "upcase", text -> text.toUpperCase(Locale.ROOT));
    mapped(methods, "downcase", text -> text.toLowerCase(Locale.ROOT));
    mapped(methods, "capitalize", StringMethods::capitalize);
    mapped(methods, "swapcase", StringMethods::swapCase);
    mapped(methods, "strip", text -> stripEnd(stripStart(text)));
    mapped(methods, "lstrip", StringMethods::stripStart);
    mapped(methods, "rstrip", StringMethods::stripEnd);
    mapped(methods, "reverse", text -> new StringBuilder(text).reverse().toString());
    mapped(methods, "chop", StringMethods::chop);
    mapped(methods, "scrub", text -> text);
    mapped(methods, "unicode_normalize", text -> text);
    mapped(methods, "b", text -> text);
    methods.pure("chomp", 0, 1, call -> string(call, chomp(call)));
  }

  private static void mapped(Methods methods, String name, UnaryOperator<String> function) {
    methods.pure(name, 0, Methods.ANY, call -> string(call, function.apply(text(call))));
  }

  private static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(swapped::appendCodePoint);
    return swapped.toString();
  }

  private static boolean blank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == '\0';
  }

  private static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && blank(text.charAt(start)) && text.charAt(start) != '\0') {
      start++;
    }
    return text.substring(start);
  }

  private static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && blank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String chop(String text) {
    int end = text.endsWith("\r\n") ? text.length() - 2 : Math.max(0, text.length() - 1);
    return text.substring(0, end);
  }

  private static String chomp(Call call) {
    String text = text(call);
    if (!call.has(0)) {
      return text.endsWith("\r\n")
          ? text.substring(0, text.length() - 2)
          : text.endsWith("\n") || text.endsWith("\r")
              ? text.substring(0, text.length() - 1)
              : text;
    }
    String end = call.argument(0) instanceof RubyNil ? "" : call.text(0);
    if (end.isEmpty()) {
      return call.argument(0) instanceof RubyNil ? text : text.replaceFirst("(\r?\n)+\\z", "");
    }
    if (end.equals("\n") && text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private static void positions(Methods methods) {
    methods
        .pure("index", 1, 2, StringMethods::index)
        .pure("rindex", 1, 2, StringMethods::lastIndex)
        .pure("ljust", 1, 2, call -> justified(call, 0, 1))
        .pure("rjust", 1, 2, call -> justified(call, 1, 0))
        .pure("center", 1, 2, call -> justified(call, 1, 1));
  }

  private static RubyValue index(Call call) {
    int from = call.has(1) ? Indexes.position(call, call.argument(1), text(call).length()) : 0;
    if (call.argument(0) instanceof RubyRegexp regexp) {
      return Matching.find(call, regexp, own(call), from)
          .<RubyValue>map(match -> RubyInteger.of(match.result().start()))
          .orElse(RubyNil.NIL);
    }
    int at = from < 0 || from > text(call).length() ? -1 : text(call).indexOf(call.text(0), from);
    return at < 0 ? RubyNil.NIL : RubyInteger.of(at);
  }

  private static RubyValue lastIndex(Call call) {
    int length = text(call).length();
    int from = call.has(1) ? Indexes.position(call, call.argument(1), length) : length;
    if (call.argument(0) instanceof RubyRegexp regexp) {
      for (int at = Math.min(from, length); at >= 0; at--) {
        if (Matching.matcher(call, regexp, text(call)).region(at, length).lookingAt()) {
          return RubyInteger.of(at);
        }
      }
      return RubyNil.NIL;
    }
    int at = text(call).lastIndexOf(call.text(0), from);
    return at < 0 ? RubyNil.NIL : RubyInteger.of(at);
  }

  private static RubyValue justified(Call call, int left, int right) {
    String pad = call.has(1) ? call.text(1) : " ";
    if (pad.isEmpty()) {
      throw call.error("ArgumentError", "zero width padding");
    }
    int missing = Math.max(0, call.integer(0) - text(call).length());
    call.ruby().budget().text(missing);
    int before = left == 0 ? 0 : right == 0 ? missing : missing / 2;
    return string(call, fill(pad, before) + text(call) + fill(pad, missing - before));
  }

  private static String fill(String pad, int length) {
    return pad.repeat(length / pad.length() + 1).substring(0, length);
  }

  private static void conversions(Methods methods) {
    methods
        .method("to_s", 0, Call::self)
        .alias("to_s", "to_str")
        .method("force_encoding", 1, Call::self)
        .method("-@", 0, Call::self)
        .method(
            "+@",
            0,
            call ->
                own(call).frozen() ? new RubyString(text(call), own(call).taints()) : call.self())
        .pure("encode", 0, Methods.ANY, call -> string(call, text(call)))
        .pure("encoding", 0, call -> call.unknown("encodings are not evaluated"))
        .pure("to_sym", 0, call -> new RubySymbol(text(call)))
        .alias("to_sym", "intern")
        .pure(
            "to_i",
            0,
            1,
            call ->
                new RubyInteger(
                    Numerals.leadingInteger(text(call), call.has(0) ? call.integer(0) : 10)))
        .pure("to_f", 0, call -> new RubyFloat(Numerals.leadingFloat(text(call))))
        .pure("to_r", 0, call -> call.unknown("rational numbers are not evaluated"))
        .alias("to_r", "to_c")
        .pure("hex", 0, call -> new RubyInteger(Numerals.leadingInteger(text(call), 16)))
        .pure("oct", 0, call -> new RubyInteger(Numerals.leadingOctal(text(call))))
        .pure("inspect", 0, call -> string(call, Quoting.inspect(text(call))))
        .alias("inspect", "dump")
        .pure("succ", 0, call -> string(call, Successor.of(text(call))))
        .alias("succ", "next");
  }
}
