package dev.ramekin.lang.ruby.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a regular expression of Ruby (Onigmo) into one of Java. What Java has no word for makes the
 * compilation fail, never a wrong match.
 */
final class RegexSyntax {
  private static final Pattern NAMED =
      Pattern.compile("\\(\\?(?:<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d+)\\}");
  private static final Pattern OPTIONS = Pattern.compile("\\(\\?([imxaud]*)(?:-([imx]*))?([:)])");

  /** An open group: whether blanks mean nothing in it, and how many groups end with it. */
  private static final class Group {
    boolean extended;
    int open;

    Group(boolean extended, int open) {
      this.extended = extended;
      this.open = open;
    }
  }

  private final String source;
  private final List<String> names = new ArrayList<>();
  private final Deque<Group> groups = new ArrayDeque<>();
  private final StringBuilder java = new StringBuilder();
  private int position;

  RegexSyntax(String source, boolean extended) {
    this.source = source;
    groups.push(new Group(extended, 0));
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
        case ')' -> close();
        case '{' -> brace();
        // Java finds no line's begin in an empty text.
        case '^' -> replace("(?:\\A|^)", 1);
        case '#' -> hash();
        case ' ', '\t', '\n', '\r', '\f', '\u000B' -> blank();
        default -> copy(1);
      }
    }
    java.append(")".repeat(groups.getLast().open));
    return java.toString();
  }

  private void copy(int count) {
    java.append(source, position, Math.min(source.length(), position + count));
    position += count;
  }

  private void replace(String text, int length) {
    java.append(text);
    position += length;
  }

  private boolean at(String text) {
    return source.startsWith(text, position);
  }

  // Blanks and comments

  private boolean extended() {
    return groups.element().extended;
  }

  private void hash() {
    if (!extended()) {
      copy(1);
      return;
    }
    int end = source.indexOf('\n', position);
    position = end < 0 ? source.length() : end;
  }

  private void blank() {
    if (!extended()) {
      copy(1);
      return;
    }
    position++;
    boolean digits = position < source.length() && Character.isDigit(source.charAt(position));
    java.append(digits ? "(?:)" : "");
  }

  // Groups and quantifiers

  private void brace() {
    Matcher matcher = QUANTIFIER.matcher(source).region(position, source.length());
    if (!matcher.lookingAt() || java.length() == 0) {
      replace("\\{", 1);
    } else if (matcher.group(1).startsWith(",")) {
      replace("{0" + matcher.group(1) + "}", matcher.end() - position);
    } else {
      copy(matcher.end() - position);
    }
  }

  private void group() {
    Matcher matcher = NAMED.matcher(source).region(position, source.length());
    Matcher options = OPTIONS.matcher(source).region(position, source.length());
    if (matcher.lookingAt()) {
      open("(", matcher.end() - position);
    } else if (at("(?#")) {
      int end = source.indexOf(')', position);
      position = end < 0 ? source.length() : end + 1;
    } else if (options.lookingAt()) {
      options(options);
    } else if (at("(?")) {
      open("(?", 2);
    } else {
      open(names.isEmpty() ? "(" : "(?:", 1);
    }
  }

  private void open(String text, int length) {
    groups.push(new Group(extended(), 0));
    replace(text, length);
  }

  private void close() {
    Group closed = groups.size() > 1 ? groups.pop() : groups.element();
    replace(")".repeat(closed.open + 1), 1);
  }

  /**
   * Options that stand alone hold until the end of their group, other branches behind them
   * included. Ruby's option m lets a dot match newlines, which is Java's s.
   */
  private void options(Matcher matcher) {
    String on = matcher.group(1);
    String off = matcher.group(2) == null ? "" : matcher.group(2);
    boolean alone = matcher.group(3).equals(")");
    boolean ignoresBlanks = on.contains("x") || extended() && !off.contains("x");
    if (alone) {
      groups.element().extended = ignoresBlanks;
      groups.element().open++;
    } else {
      groups.push(new Group(ignoresBlanks, 0));
    }
    String less = letters(off);
    replace(
        "(?" + letters(on) + (less.isEmpty() ? "" : "-" + less) + ":", matcher.end() - position);
  }

  private static String letters(String options) {
    return options.replaceAll("[xad]", "").replace('m', 's').replace('u', 'U');
  }

  // Escapes

  private void escape(boolean inBracket) {
    if (position + 1 >= source.length()) {
      replace("\\\\", 1);
      return;
    }
    char next = source.charAt(position + 1);
    switch (next) {
      case 'h' -> replace(inBracket ? "0-9a-fA-F" : "[0-9a-fA-F]", 2);
      case 'H' -> replace("[^0-9a-fA-F]", 2);
      case 'k' -> backReference();
      case 'u' -> unicode();
      case 'p', 'P' -> property(inBracket);
      case '\n' -> replace("\n", 2);
      case '0' -> replace("\\00", 2);
      case 'b' -> replace(inBracket ? "\\x08" : "\\b", 2);
      default -> plainEscape(next);
    }
  }

  private void plainEscape(char next) {
    boolean letter = next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z';
    if (letter && "ABdDeEfGnQrRsStvVwWxXzZacKg".indexOf(next) < 0) {
      replace(String.valueOf(next), 2);
    } else {
      copy(2);
    }
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
      replace("\\x{", 3);
    } else {
      copy(2);
    }
  }

  private void property(boolean inBracket) {
    int end = source.indexOf('}', position);
    if (end < 0 || position + 2 >= source.length() || source.charAt(position + 2) != '{') {
      copy(2);
      return;
    }
    String name = source.substring(position + 3, end);
    boolean negated = name.startsWith("^") != (source.charAt(position + 1) == 'P');
    String known = CharacterProperties.of(name.startsWith("^") ? name.substring(1) : name);
    boolean bare = inBracket && !negated;
    replace(bare ? known : (negated ? "[^" : "[") + known + "]", end + 1 - position);
  }

  // Brackets

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
    if (source.charAt(position) == '\\') {
      escape(true);
    } else if (at("[:")) {
      posix();
    } else if (at("[")) {
      bracket();
    } else {
      copy(1);
    }
  }

  private void posix() {
    int end = source.indexOf(":]", position);
    String name = end < 0 ? "" : source.substring(position + 2, end);
    boolean negated = name.startsWith("^");
    String plain = negated ? name.substring(1) : name;
    if (!CharacterProperties.isPosix(plain)) {
      replace("\\[", 1);
    } else {
      String known = CharacterProperties.of(plain);
      replace(negated ? "[^" + known + "]" : known, end + 2 - position);
    }
  }
}
