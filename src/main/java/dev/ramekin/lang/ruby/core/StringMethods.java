package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** String: comparing, asking and taking parts. */
final class StringMethods {
  private StringMethods() {}

  static void define(Interpreter ruby) {
    Methods methods = Methods.of(ruby.model().type("String"));
    comparing(methods);
    asking(methods);
    parts(methods);
    StringCases.define(methods);
    StringPositions.define(methods);
    StringConversions.define(ruby, methods);
    StringPieces.define(methods);
    StringSets.define(methods);
    StringPatterns.define(methods);
    StringChanges.define(methods);
    Encodings.define(ruby, methods);
  }

  static RubyString own(Call call) {
    return call.self(RubyString.class);
  }

  static String text(Call call) {
    return own(call).text();
  }

  /** Returns a new string within the budget, of the receiver's encoding. */
  static RubyString string(Call call, String text) {
    call.ruby().budget().text(text.length());
    RubyString made = new RubyString(text);
    return call.self() instanceof RubyString own ? made.encode(own.encoding()) : made;
  }

  static String textOf(Call call, RubyValue value) {
    return call.ruby().convert().to(value, RubyString.class, "String").text();
  }

  private static RubyValue bool(boolean value) {
    return RubyBoolean.of(value);
  }

  private static void comparing(Methods methods) {
    methods
        .pure("==", 1, StringMethods::equal)
        .alias("==", "===")
        .pure("eql?", 1, call -> bool(own(call).equals(call.argument(0))))
        .pure("equal?", 1, call -> bool(call.self() == call.argument(0)))
        .pure("hash", 0, call -> RubyInteger.of(text(call).hashCode()))
        .pure("<=>", 1, StringMethods::compare)
        .pure("casecmp", 1, StringMethods::compareFolded)
        .pure("casecmp?", 1, StringMethods::equalFolded);
  }

  private static RubyValue equal(Call call) {
    RubyValue other = call.argument(0);
    boolean asks =
        other instanceof RubyObject
            && !(other instanceof RubyString)
            && call.ruby().respondsTo(other, "to_str");
    return asks ? call.send(other, "==", call.self()) : bool(own(call).equals(other));
  }

  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static RubyValue compare(Call call) {
    return call.argument(0) instanceof RubyString other
        ? RubyInteger.of(Order.compareTexts(text(call), other.text()))
        : RubyNil.NIL;
  }

  /** {@code casecmp} knows the letters of ASCII only. */
  private static RubyValue compareFolded(Call call) {
    return call.argument(0) instanceof RubyString other
        ? RubyInteger.of(Order.compareTexts(lowerAscii(text(call)), lowerAscii(other.text())))
        : RubyNil.NIL;
  }

  private static RubyValue equalFolded(Call call) {
    return call.argument(0) instanceof RubyString other
        ? bool(folded(text(call)).equals(folded(other.text())))
        : RubyNil.NIL;
  }

  private static String lowerAscii(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).forEach(c -> lower.append((char) c));
    return lower.toString();
  }

  private static void asking(Methods methods) {
    methods
        .pure("size", 0, call -> RubyInteger.of(text(call).codePointCount(0, text(call).length())))
        .alias("size", "length")
        .pure("empty?", 0, call -> bool(text(call).isEmpty()))
        .pure("include?", 1, call -> bool(text(call).contains(call.text(0))))
        .pure("start_with?", 0, Methods.ANY, StringMethods::startsWith)
        .pure("end_with?", 0, Methods.ANY, StringMethods::endsWith)
        .pure("ord", 0, StringMethods::ord)
        .pure("sum", 0, 1, StringMethods::sum)
        .pure("crypt", 1, call -> call.unknown("String#crypt is not evaluated"));
  }

  private static RubyValue startsWith(Call call) {
    for (RubyValue start : call.arguments()) {
      boolean matches =
          start instanceof RubyRegexp regexp
              ? beginsWith(call, regexp)
              : text(call).startsWith(textOf(call, start));
      if (matches) {
        return RubyBoolean.TRUE;
      }
    }
    return RubyBoolean.FALSE;
  }

  private static boolean beginsWith(Call call, RubyRegexp regexp) {
    Matcher matcher = Matching.matcher(call, regexp, text(call));
    boolean begins = matcher.lookingAt();
    call.lastMatch(
        begins ? Matching.match(regexp, text(call), matcher, own(call).taints()) : RubyNil.NIL);
    return begins;
  }

  private static RubyValue endsWith(Call call) {
    for (RubyValue end : call.arguments()) {
      if (text(call).endsWith(textOf(call, end))) {
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

  private static RubyValue sum(Call call) {
    long sum = 0;
    for (byte value : own(call).bytes()) {
      sum += Byte.toUnsignedInt(value);
    }
    int bits = call.has(0) ? call.integer(0) : 16;
    return RubyInteger.of(bits > 0 && bits < Long.SIZE - 1 ? sum & (1L << bits) - 1 : sum);
  }

  private static void parts(Methods methods) {
    methods
        .pure("+", 1, StringMethods::plus)
        .pure("*", 1, StringMethods::times)
        .method("%", 1, StringMethods::format)
        .pure("[]", 1, 2, StringMethods::part)
        .alias("[]", "slice")
        .pure("chr", 0, call -> string(call, firstCharacter(text(call))))
        .pure("delete_prefix", 1, StringMethods::deletePrefix)
        .pure("delete_suffix", 1, StringMethods::deleteSuffix);
  }

  private static RubyValue plus(Call call) {
    RubyString other = call.argument(0, RubyString.class, "String");
    RubyString joined = string(call, text(call) + other.text());
    return joined.encode(Encodings.common(call, own(call), other));
  }

  private static RubyValue times(Call call) {
    int count = call.integer(0);
    if (count < 0) {
      throw call.error("ArgumentError", "negative argument");
    }
    call.ruby().budget().text((long) count * text(call).length());
    return string(call, text(call).repeat(text(call).isEmpty() ? 0 : count));
  }

  private static RubyValue format(Call call) {
    RubyValue given = call.argument(0);
    boolean list = given instanceof RubyObject && call.ruby().respondsTo(given, "to_ary");
    List<RubyValue> arguments =
        list ? call.ruby().convert().to(given, RubyArray.class, "Array").list() : call.arguments();
    RubyValue formatted = Formatter.format(call, text(call), arguments);
    if (formatted instanceof RubyString string) {
      string.taint(own(call).taints());
    }
    return formatted;
  }

  private static String firstCharacter(String text) {
    return text.isEmpty() ? "" : Character.toString(text.codePointAt(0));
  }

  private static RubyValue deletePrefix(Call call) {
    String prefix = call.text(0);
    String text = text(call);
    return string(call, text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static RubyValue deleteSuffix(Call call) {
    String suffix = call.text(0);
    String text = text(call);
    return string(
        call, text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static RubyValue part(Call call) {
    return stretch(call, call.count() == 2)
        .<RubyValue>map(
            stretch -> string(call, text(call).substring(stretch.start(), stretch.end())))
        .orElse(RubyNil.NIL);
  }

  /**
   * Returns which part the arguments of {@code []} mean; empty for none.
   *
   * @param counted whether a length or a group stands beside the index
   */
  static Optional<Indexes.Stretch> stretch(Call call, boolean counted) {
    RubyValue index = call.argument(0);
    int size = text(call).length();
    if (index instanceof RubyRegexp regexp) {
      return Matching.find(call, regexp, own(call), 0).flatMap(it -> group(call, it, counted));
    }
    if (counted) {
      return Indexes.stretch(call, index, call.argument(1), size);
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
    int position = Indexes.position(call, index, size);
    return position < 0 || position >= size
        ? Optional.empty()
        : Optional.of(new Indexes.Stretch(position, 1));
  }

  private static Optional<Indexes.Stretch> group(Call call, RubyMatch match, boolean counted) {
    int number = counted ? Matching.groupNumber(call, match, call.argument(1)) : 0;
    boolean none =
        number < 0 || number > match.result().groupCount() || match.result().start(number) < 0;
    if (none) {
      return Optional.empty();
    }
    int start = match.result().start(number);
    return Optional.of(new Indexes.Stretch(start, match.result().end(number) - start));
  }
}
