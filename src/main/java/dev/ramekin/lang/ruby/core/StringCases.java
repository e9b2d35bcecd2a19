package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** String: upper and lower case, blanks at the ends. */
final class StringCases {
  private StringCases() {}

  static void define(Methods methods) {
    cased(methods, "upcase", text -> text.toUpperCase(Locale.ROOT));
    cased(methods, "downcase", text -> text.toLowerCase(Locale.ROOT));
    cased(methods, "capitalize", StringCases::capitalize);
    cased(methods, "swapcase", StringCases::swapCase);
    mapped(methods, "strip", text -> stripEnd(stripStart(text)));
    mapped(methods, "lstrip", StringCases::stripStart);
    mapped(methods, "rstrip", StringCases::stripEnd);
    mapped(methods, "reverse", text -> new StringBuilder(text).reverse().toString());
    mapped(methods, "chop", StringCases::chop);
    methods.pure("chomp", 0, 1, call -> StringMethods.string(call, chomp(call)));
  }

  private static void mapped(Methods methods, String name, UnaryOperator<String> function) {
    methods.pure(
        name, 0, call -> StringMethods.string(call, function.apply(StringMethods.text(call))));
  }

  /** {@code upcase(:ascii)} changes the letters of ASCII only. */
  private static void cased(Methods methods, String name, UnaryOperator<String> function) {
    methods.pure(
        name,
        0,
        2,
        call -> {
          boolean ascii = call.argument(0).equals(new RubySymbol("ascii"));
          String text = StringMethods.text(call);
          return StringMethods.string(
              call, ascii ? asciiOnly(text, function) : function.apply(text));
        });
  }

  private static String asciiOnly(String text, UnaryOperator<String> function) {
    String changed = function.apply(text);
    StringBuilder result = new StringBuilder(text);
    for (int index = 0; index < text.length() && changed.length() == text.length(); index++) {
      if (text.charAt(index) < 0x80) {
        result.setCharAt(index, changed.charAt(index));
      }
    }
    return result.toString();
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int end = text.offsetByCodePoints(0, 1);
    String first = text.substring(0, end);
    String title =
        first.length() == 1
            ? String.valueOf(Character.toTitleCase(first.charAt(0)))
            : first.toUpperCase(Locale.ROOT);
    String special = first.equals("ß") ? "Ss" : title;
    return special + text.substring(end).toLowerCase(Locale.ROOT);
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(
            letter ->
                Character.isUpperCase(letter.codePointAt(0))
                    ? letter.toLowerCase(Locale.ROOT)
                    : letter.toUpperCase(Locale.ROOT))
        .forEach(swapped::append);
    return swapped.toString();
  }

  private static boolean blank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == '\0';
  }

  private static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && blank(text.charAt(start))) {
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
    if (text.isEmpty()) {
      return text;
    }
    int end =
        text.endsWith("\r\n") ? text.length() - 2 : text.offsetByCodePoints(text.length(), -1);
    return text.substring(0, end);
  }

  private static String chomp(Call call) {
    String text = StringMethods.text(call);
    if (call.has(0) && call.argument(0) instanceof RubyNil) {
      return text;
    }
    String end = call.has(0) ? call.text(0) : "\n";
    if (end.isEmpty()) {
      return withoutLineEnds(text);
    }
    if (end.equals("\n")) {
      return text.endsWith("\r\n")
          ? text.substring(0, text.length() - 2)
          : text.endsWith("\n") || text.endsWith("\r")
              ? text.substring(0, text.length() - 1)
              : text;
    }
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end -= end > 1 && text.charAt(end - 2) == '\r' ? 2 : 1;
    }
    return text.substring(0, end);
  }
}
