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
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Regexp and MatchData. */
final class RegexpMethods {
  private static final String SPECIAL = ".*?+^$|\\()[]{}-";
  private static final int IGNORE_CASE = 1;
  private static final int EXTENDED = 2;
  private static final int MULTILINE = 4;
  private static final Pattern OPTIONS = Pattern.compile("\\(\\?([mix]*)(?:-([mix]+))?([:)])");

  private RegexpMethods() {}

  static void define(Interpreter ruby) {
    RubyModule type = ruby.model().type("Regexp");
    type.constant("IGNORECASE", RubyInteger.of(IGNORE_CASE));
    type.constant("EXTENDED", RubyInteger.of(EXTENDED));
    type.constant("MULTILINE", RubyInteger.of(MULTILINE));
    Methods.of(ruby.model().singleton(type))
        .pure("new", 1, 3, RegexpMethods::make)
        .alias("new", "compile")
        .pure("escape", 1, call -> new RubyString(quote(call.nameText(0))))
        .alias("escape", "quote")
        .pure("union", 0, Methods.ANY, RegexpMethods::union)
        .pure(
            "try_convert",
            1,
            call -> call.argument(0) instanceof RubyRegexp ? call.argument(0) : RubyNil.NIL)
        .method("last_match", 0, 1, RegexpMethods::lastMatch);
    Methods methods = Methods.of(type);
    matching(methods);
    methods
        .pure("source", 0, call -> new RubyString(own(call).source()))
        .pure("to_s", 0, call -> new RubyString(text(own(call))))
        .pure(
            "inspect", 0, call -> new RubyString("/" + shown(own(call)) + "/" + own(call).flags()))
        .pure("names", 0, call -> names(own(call)))
        .pure("named_captures", 0, RegexpMethods::numbers)
        .pure("options", 0, call -> RubyInteger.of(options(own(call))))
        .pure("casefold?", 0, call -> RubyBoolean.of(own(call).flags().contains("i")))
        .pure("==", 1, call -> RubyBoolean.of(own(call).equals(call.argument(0))))
        .alias("==", "eql?");
    MatchMethods.define(ruby);
  }

  private static void matching(Methods methods) {
    methods
        .pure("match", 1, 2, RegexpMethods::match)
        .pure("match?", 1, 2, RegexpMethods::matches)
        .pure("=~", 1, RegexpMethods::position)
        .pure("===", 1, RegexpMethods::caseEqual);
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
          ((bits & MULTILINE) != 0 ? "m" : "")
              + ((bits & IGNORE_CASE) != 0 ? "i" : "")
              + ((bits & EXTENDED) != 0 ? "x" : "");
    } else if (call.argument(1).truthy() && !(call.argument(1) instanceof RubyHash)) {
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

  /**
   * Returns the form that keeps its options inside another pattern, {@code (?mi-x:source)}; options
   * that a pattern begins with are taken in.
   */
  static String text(RubyRegexp regexp) {
    String flags = regexp.flags();
    String source = regexp.source();
    Matcher matcher = OPTIONS.matcher(source);
    while (matcher.lookingAt()) {
      boolean alone = matcher.group(3).equals(")");
      if (!alone && !isWhole(source)) {
        break;
      }
      flags = changed(flags, matcher.group(1), matcher.group(2));
      source = source.substring(matcher.end(), source.length() - (alone ? 0 : 1));
      if (!alone) {
        break;
      }
      matcher = OPTIONS.matcher(source);
    }
    return text(flags, shown(source));
  }

  private static String changed(String flags, String on, @Nullable String off) {
    StringBuilder changed = new StringBuilder();
    for (char flag : "mix".toCharArray()) {
      boolean set = flags.indexOf(flag) >= 0 || on.indexOf(flag) >= 0;
      changed.append(set && (off == null || off.indexOf(flag) < 0) ? flag : "");
    }
    return changed.toString();
  }

  private static String text(String flags, String source) {
    StringBuilder off = new StringBuilder("mix");
    flags.chars().forEach(flag -> off.deleteCharAt(off.indexOf(String.valueOf((char) flag))));
    String minus = off.length() == 0 ? "" : "-" + off;
    return "(?" + flags + minus + ":" + source + ")";
  }

  /** Returns whether the group at the beginning of a pattern is all of it. */
  private static boolean isWhole(String source) {
    int depth = 0;
    boolean bracket = false;
    for (int index = 0; index < source.length(); index++) {
      char c = source.charAt(index);
      if (c == '\\') {
        index++;
      } else if (c == '[' || c == ']') {
        bracket = c == '[';
      } else if (!bracket && c == '(') {
        depth++;
      } else if (!bracket && c == ')' && --depth == 0) {
        return index == source.length() - 1;
      }
    }
    return false;
  }

  private static String shown(RubyRegexp regexp) {
    return shown(regexp.source());
  }

  /** Returns a pattern as it stands between slashes. */
  private static String shown(String source) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < source.length(); index++) {
      char c = source.charAt(index);
      if (c == '\\' && index + 1 < source.length()) {
        text.append(c).append(source.charAt(++index));
      } else {
        text.append(c == '/' ? "\\/" : c);
      }
    }
    return text.toString();
  }

  static RubyArray names(RubyRegexp regexp) {
    return new RubyArray(regexp.names().stream().distinct().map(RubyString::new).toList());
  }

  private static RubyValue numbers(Call call) {
    RubyHash numbers = new RubyHash();
    List<String> names = own(call).names();
    for (int index = 0; index < names.size(); index++) {
      RubyValue number = RubyInteger.of(index + 1L);
      RubyString name = new RubyString(names.get(index));
      numbers
          .get(name)
          .map(RubyArray.class::cast)
          .ifPresentOrElse(
              known -> known.list().add(number), () -> numbers.put(name, RubyArray.of(number)));
    }
    return numbers;
  }

  private static int options(RubyRegexp regexp) {
    String flags = regexp.flags();
    return (flags.contains("i") ? IGNORE_CASE : 0)
        + (flags.contains("x") ? EXTENDED : 0)
        + (flags.contains("m") ? MULTILINE : 0);
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
    RubyString text = subject(call, call.argument(0));
    int from = call.has(1) ? Indexes.position(call, call.argument(1), text.text().length()) : 0;
    RubyValue found =
        Matching.find(call, own(call), text, from).map(RubyValue.class::cast).orElse(RubyNil.NIL);
    return call.block().isPresent() && found instanceof RubyMatch ? call.yield(found) : found;
  }

  private static RubyValue matches(Call call) {
    if (call.argument(0) instanceof RubyNil) {
      return RubyBoolean.FALSE;
    }
    String text = subject(call, call.argument(0)).text();
    int from = call.has(1) ? Indexes.position(call, call.argument(1), text.length()) : 0;
    boolean inside = from >= 0 && from <= text.length();
    return RubyBoolean.of(inside && Matching.matcher(call, own(call), text).find(from));
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
}
