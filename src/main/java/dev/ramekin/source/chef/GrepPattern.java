package dev.ramekin.source.chef;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of {@code grep} as Java's (POSIX "Regular Expressions"; GNU grep's extensions). */
final class GrepPattern {
  /** What a pattern is written in. */
  enum Syntax {
    BASIC,
    EXTENDED,
    FIXED
  }

  private static final String TURNED_ROUND = "+?|(){}";
  private static final String WORDS = "wWbBsS<>";

  private GrepPattern() {}

  /** Returns the pattern for one line; empty when it holds what is not translated. */
  static Optional<Pattern> of(
      String text, Syntax syntax, boolean ignoreCase, boolean wholeLine, boolean wholeWord) {
    Optional<String> translated =
        syntax == Syntax.FIXED
            ? Optional.of(Pattern.quote(text))
            : translate(text, syntax == Syntax.BASIC);
    try {
      return translated
          .map(it -> wholeLine ? "^(?:" + it + ")$" : it)
          .map(it -> wholeWord ? "(?<!\\w)(?:" + it + ")(?!\\w)" : it)
          .map(it -> Pattern.compile(it, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> translate(String text, boolean basic) {
    StringBuilder pattern = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (next == '\\') {
        if (++index >= text.length() || Character.isDigit(text.charAt(index))) {
          return Optional.empty();
        }
        pattern.append(escaped(text.charAt(index), basic));
      } else if (next == '[') {
        int end = endOfSet(text, index);
        if (end < 0) {
          return Optional.empty();
        }
        pattern.append(set(text.substring(index + 1, end)));
        index = end;
      } else if (next == '*' && (index == 0 || basic && isAtStart(text, index))) {
        pattern.append("\\*");
      } else if (basic && (next == '$' || next == '^') && !isAnchor(text, index)) {
        pattern.append('\\').append(next);
      } else {
        pattern.append(basic && TURNED_ROUND.indexOf(next) >= 0 ? "\\" + next : next);
      }
    }
    return Optional.of(pattern.toString());
  }

  /** In a basic expression they are anchors only at the ends of it, of a group, of a choice. */
  private static boolean isAnchor(String text, int index) {
    if (text.charAt(index) == '^') {
      return index == 0 || text.startsWith("\\(", index - 2) || text.startsWith("\\|", index - 2);
    }
    return index == text.length() - 1
        || text.startsWith("\\)", index + 1)
        || text.startsWith("\\|", index + 1);
  }

  private static boolean isAtStart(String text, int index) {
    return index == 1 && text.charAt(0) == '^' || text.startsWith("\\(", index - 2);
  }

  private static String escaped(char letter, boolean basic) {
    if (basic && TURNED_ROUND.indexOf(letter) >= 0) {
      return String.valueOf(letter);
    }
    if (letter == '<' || letter == '>') {
      return "\\b";
    }
    return WORDS.indexOf(letter) >= 0 ? "\\" + letter : Pattern.quote(String.valueOf(letter));
  }

  private static int endOfSet(String text, int start) {
    int from = start + 1;
    from += text.startsWith("^", from) ? 1 : 0;
    from += text.startsWith("]", from) ? 1 : 0;
    for (int index = from; index < text.length(); index++) {
      if (text.startsWith("[:", index)) {
        index = Math.max(index, text.indexOf(":]", index) + 1);
      } else if (text.charAt(index) == ']') {
        return index;
      }
    }
    return -1;
  }

  private static String set(String inside) {
    boolean negated = inside.startsWith("^");
    String rest = negated ? inside.substring(1) : inside;
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    for (int index = 0; index < rest.length(); index++) {
      int end = rest.startsWith("[:", index) ? rest.indexOf(":]", index) : -1;
      if (end > 0) {
        set.append("\\p{").append(posix(rest.substring(index + 2, end))).append('}');
        index = end + 1;
      } else {
        char next = rest.charAt(index);
        set.append("[]\\&^".indexOf(next) >= 0 ? "\\" + next : next);
      }
    }
    return set.append(']').toString();
  }

  private static String posix(String name) {
    return switch (name) {
      case "xdigit" -> "XDigit";
      default -> name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    };
  }
}
