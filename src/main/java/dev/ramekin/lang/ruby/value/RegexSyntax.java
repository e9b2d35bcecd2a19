package dev.ramekin.lang.ruby.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a regular expression of Ruby (Onigmo) into one of Java. What Java has no word for makes the
 * compilation fail, never a wrong match.
 */
final class RegexSyntax {
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("blank", " \\t"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s\\x0B"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "0-9A-Fa-f"));
  private static final Pattern NAMED =
      Pattern.compile("\\(\\?(?:<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d+)\\}");

  private final String source;
  private final boolean extended;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder java = new StringBuilder();
  private int position;

  RegexSyntax(String source, boolean extended) {
    this.source = source;
    this.extended = extended;
    Matcher matcher = NAMED.matcher(source);
    while (matcher.find()) {
      names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
  }

  /** Returns the names of the groups, in order. */
  List<String> names() {
    return names;
  }

  /** Returns Java's form. */
  String translate() {
    while (position < source.length()) {
      char c = source.charAt(position);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> bracket();
        case '(' -> group();
        case '{' -> brace();
        case '#' -> hash();
        default -> copy(1);
      }
    }
    return java.toString();
  }

  private void copy(int count) {
    java.append(source, position, Math.min(source.length(), position + count));
    position += count;
  }

  private boolean at(String text) {
    return source.startsWith(text, position);
  }

  private void hash() {
    if (!extended) {
      copy(1);
      return;
    }
    int end = source.indexOf('\n', position);
    position = end < 0 ? source.length() : end;
  }

  private void brace() {
    Matcher matcher = QUANTIFIER.matcher(source).region(position, source.length());
    if (!matcher.lookingAt() || java.length() == 0) {
      java.append("\\{");
      position++;
    } else if (matcher.group(1).startsWith(",")) {
      java.append("{0").append(matcher.group(1)).append('}');
      position = matcher.end();
    } else {
      copy(matcher.end() - position);
    }
  }

  private void group() {
    Matcher matcher = NAMED.matcher(source).region(position, source.length());
    if (matcher.lookingAt()) {
      java.append('(');
      position = matcher.end();
    } else if (at("(?#")) {
      int end = source.indexOf(')', position);
      position = end < 0 ? source.length() : end + 1;
    } else if (at("(?")) {
      java.append("(?");
      position += 2;
      options();
    } else {
      java.append(names.isEmpty() ? "(" : "(?:");
      position++;
    }
  }

  /** Ruby's option m lets a dot match newlines, which is Java's s. */
  private void options() {
    int end = position;
    while (end < source.length() && "imx-".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    boolean closed = end < source.length() && ":)".indexOf(source.charAt(end)) >= 0;
    if (closed) {
      java.append(source.substring(position, end).replace('m', 's'));
      position = end;
    }
  }

  private void escape(boolean inBracket) {
    if (position + 1 >= source.length()) {
      java.append("\\\\");
      position++;
      return;
    }
    char next = source.charAt(position + 1);
    switch (next) {
      case 'h' -> replace(inBracket ? "0-9a-fA-F" : "[0-9a-fA-F]", 2);
      case 'H' -> replace("[^0-9a-fA-F]", 2);
      case 'k' -> backReference();
      case 'u' -> unicode();
      case '\n' -> replace("\n", 2);
      case '0' -> replace("\\00", 2);
      default -> plainEscape(next);
    }
  }

  private void plainEscape(char next) {
    boolean letter = next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z';
    if (letter && "AbBdDeEfGnpPQrRsStvVwWxXzZacK".indexOf(next) < 0) {
      replace(String.valueOf(next), 2);
    } else {
      copy(2);
    }
  }

  private void replace(String text, int length) {
    java.append(text);
    position += length;
  }

  private void backReference() {
    int end = source.indexOf('>', position);
    String name = end < 0 ? "" : source.substring(position + 3, end);
    int number = names.indexOf(name) + 1;
    boolean digits = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    replace("\\" + (digits ? name : number), end < 0 ? 2 : end + 1 - position);
  }

  private void unicode() {
    if (at("\\u{")) {
      java.append("\\x{");
      position += 3;
    } else {
      copy(2);
    }
  }

  private void bracket() {
    copy(1);
    if (position < source.length() && source.charAt(position) == '^') {
      copy(1);
    }
    if (position < source.length() && source.charAt(position) == ']') {
      replace("\\]", 1);
    }
    while (position < source.length() && source.charAt(position) != ']') {
      inBracket();
    }
    if (position < source.length()) {
      copy(1);
    }
  }

  private void inBracket() {
    char c = source.charAt(position);
    if (c == '\\') {
      escape(true);
    } else if (at("[:")) {
      posix();
    } else if (c == '[') {
      bracket();
    } else if (extended && (Character.isWhitespace(c) || c == '#')) {
      java.append('\\');
      copy(1);
    } else {
      copy(1);
    }
  }

  private void posix() {
    int end = source.indexOf(":]", position);
    String name = end < 0 ? "" : source.substring(position + 2, end);
    boolean negated = name.startsWith("^");
    String known = POSIX.get(negated ? name.substring(1) : name);
    if (known == null) {
      replace("\\[", 1);
    } else {
      replace(negated ? "[^" + known + "]" : known, end + 2 - position);
    }
  }
}
