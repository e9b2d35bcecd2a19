package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.math.BigInteger;
import java.util.function.Consumer;

/** {@code String#succ} and {@code String#upto}: the rightmost letter or digit is counted up. */
final class Successor {
  private Successor() {}

  /** Returns the text that follows. */
  static String of(String text) {
    if (text.isEmpty()) {
      return "";
    }
    StringBuilder next = new StringBuilder(text);
    int position = lastWordCharacter(next, next.length() - 1);
    if (position < 0) {
      next.setCharAt(next.length() - 1, (char) (next.charAt(next.length() - 1) + 1));
      return next.toString();
    }
    return carry(next, position);
  }

  private static String carry(StringBuilder text, int start) {
    int position = start;
    while (true) {
      char c = text.charAt(position);
      if (c != 'z' && c != 'Z' && c != '9') {
        text.setCharAt(position, (char) (c + 1));
        return text.toString();
      }
      char first = c == 'z' ? 'a' : c == 'Z' ? 'A' : '0';
      text.setCharAt(position, first);
      int left = position - 1;
      if (left < 0 || !isWord(text.charAt(left))) {
        int further = position - 1 < 0 ? -1 : lastWordCharacter(text, position - 1);
        if (further < 0 || differ(c, text.charAt(further))) {
          return text.insert(position, first == '0' ? '1' : first).toString();
        }
        left = further;
      }
      position = left;
    }
  }

  /** Between a digit and a letter with something else between them nothing is carried. */
  private static boolean differ(char last, char left) {
    return Character.isDigit(last) != Character.isDigit(left);
  }

  private static int lastWordCharacter(StringBuilder text, int from) {
    int position = from;
    while (position >= 0 && !isWord(text.charAt(position))) {
      position--;
    }
    return position;
  }

  private static boolean isWord(char c) {
    return c < 0x80 ? Character.isLetterOrDigit(c) : Character.isLetter(c);
  }

  /** Goes from a text to an end as {@code upto} does: single letters by code, digits as numbers. */
  static void upTo(
      Call call, RubyString from, RubyValue to, boolean exclusive, Consumer<RubyValue> visitor) {
    if (to instanceof RubyNil) {
      endless(call, from.text(), visitor);
      return;
    }
    String first = from.text();
    String last = call.ruby().convert().to(to, RubyString.class, "String").text();
    if (isLetter(first) && isLetter(last)) {
      letters(call, first.charAt(0), last.charAt(0), exclusive, visitor);
    } else if (isNumber(first) && isNumber(last) && width(first, last)) {
      numbers(call, first, last, exclusive, visitor);
    } else {
      texts(call, first, last, exclusive, visitor);
    }
  }

  private static boolean isLetter(String text) {
    return text.length() == 1 && text.charAt(0) < 0x80;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether leading zeros mean the same in both. */
  private static boolean width(String first, String last) {
    return first.length() <= last.length() || !first.startsWith("0");
  }

  private static void endless(Call call, String first, Consumer<RubyValue> visitor) {
    String next = first;
    while (true) {
      call.ruby().budget().step();
      visitor.accept(new RubyString(next));
      next = of(next);
    }
  }

  private static void letters(
      Call call, char first, char last, boolean exclusive, Consumer<RubyValue> visitor) {
    for (char next = first; next <= last && !(exclusive && next == last); next++) {
      call.ruby().budget().step();
      visitor.accept(new RubyString(String.valueOf(next)));
    }
  }

  private static void numbers(
      Call call, String first, String last, boolean exclusive, Consumer<RubyValue> visitor) {
    BigInteger end = new BigInteger(last);
    BigInteger next = new BigInteger(first);
    int width = first.length();
    while (next.compareTo(end) < 0 || !exclusive && next.equals(end)) {
      call.ruby().budget().step();
      String digits = next.toString();
      String padding = "0".repeat(Math.max(0, width - digits.length()));
      visitor.accept(new RubyString(padding + digits));
      next = next.add(BigInteger.ONE);
    }
  }

  private static void texts(
      Call call, String first, String last, boolean exclusive, Consumer<RubyValue> visitor) {
    int order = Order.compareTexts(first, last);
    if (order > 0 || exclusive && order == 0) {
      return;
    }
    String behind = of(last);
    String next = first;
    while (!next.equals(behind)) {
      boolean end = next.equals(last);
      if (end && exclusive) {
        return;
      }
      call.ruby().budget().step();
      visitor.accept(new RubyString(next));
      if (end || next.isEmpty()) {
        return;
      }
      next = of(next);
      if (next.length() > last.length()) {
        return;
      }
    }
  }
}
