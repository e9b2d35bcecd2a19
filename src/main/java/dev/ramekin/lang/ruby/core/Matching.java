package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.CountedText;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyMatch;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Matching within the budget: a pattern that backtracks without end uses up its steps. */
final class Matching {
  private Matching() {}

  /** Returns a matcher that uses up the budget. */
  static Matcher matcher(Call call, RubyRegexp regexp, String text) {
    return regexp.pattern().matcher(new CountedText(text, call.ruby().budget()));
  }

  /** Compiles; a malformed pattern raises RegexpError. */
  static RubyRegexp compile(Call call, String source, String flags) {
    try {
      return RubyRegexp.of(source, flags);
    } catch (PatternSyntaxException exception) {
      throw call.error("RegexpError", problem(exception) + ": /" + source + "/");
    }
  }

  /** Says in Onigmo's words what is wrong with a pattern. */
  private static String problem(PatternSyntaxException exception) {
    String java = exception.getDescription();
    if (java.startsWith("Dangling meta character")) {
      return "target of repeat operator is not specified";
    }
    return switch (java) {
      case "Unclosed group" -> "end pattern with unmatched parenthesis";
      case "Unclosed character class" -> "premature end of char-class";
      case "Unmatched closing ')'" -> "unmatched close parenthesis";
      case "Illegal character range" -> "empty range in char class";
      default -> java;
    };
  }

  /** Returns a regular expression of a pattern argument; a string means itself. */
  static RubyRegexp pattern(Call call, RubyValue pattern) {
    if (pattern instanceof RubyRegexp regexp) {
      return regexp;
    }
    boolean known =
        pattern instanceof RubyString
            || pattern instanceof RubyObject && call.ruby().respondsTo(pattern, "to_str");
    if (!known) {
      throw call.error(
          "TypeError",
          "wrong argument type " + call.ruby().convert().describe(pattern) + " (expected Regexp)");
    }
    String text = call.ruby().convert().to(pattern, RubyString.class, "String").text();
    return new RubyRegexp(
        RegexpMethods.quote(text), "", Pattern.compile(Pattern.quote(text)), List.of());
  }

  /** Finds the first match from a position on, and sets {@code $~}. */
  static Optional<RubyMatch> find(Call call, RubyRegexp regexp, RubyString text, int from) {
    Matcher matcher = matcher(call, regexp, text.text());
    if (from < 0 || from > text.text().length() || !matcher.find(from)) {
      call.lastMatch(RubyNil.NIL);
      return Optional.empty();
    }
    RubyMatch match = match(regexp, text.text(), matcher, text.taints());
    call.lastMatch(match);
    return Optional.of(match);
  }

  /** Finds the last place up to a position where a match begins, and sets {@code $~}. */
  static Optional<RubyMatch> findLast(Call call, RubyRegexp regexp, RubyString text, int from) {
    Matcher matcher = matcher(call, regexp, text.text());
    for (int at = from; at >= 0; at--) {
      matcher.region(at, text.text().length());
      matcher.useAnchoringBounds(false);
      matcher.useTransparentBounds(true);
      if (matcher.lookingAt()) {
        RubyMatch match = match(regexp, text.text(), matcher, text.taints());
        call.lastMatch(match);
        return Optional.of(match);
      }
    }
    call.lastMatch(RubyNil.NIL);
    return Optional.empty();
  }

  /** Returns a group's number; a name there is none of is an IndexError. */
  static int groupNumber(Call call, RubyMatch match, RubyValue group) {
    if (!(group instanceof RubyString || group instanceof RubySymbol)) {
      int number = call.ruby().convert().index(group);
      return number < 0 ? number + match.result().groupCount() + 1 : number;
    }
    String name = group instanceof RubySymbol symbol ? symbol.name() : group.toString();
    int number = match.regexp().names().lastIndexOf(name) + 1;
    if (number == 0) {
      throw call.error("IndexError", "undefined group name reference: " + name);
    }
    return number;
  }

  static RubyMatch match(RubyRegexp regexp, String text, Matcher matcher, Set<String> taints) {
    return new RubyMatch(regexp, text, matcher.toMatchResult(), taints);
  }
}
