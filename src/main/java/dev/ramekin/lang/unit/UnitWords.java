package dev.ramekin.lang.unit;

import static java.util.stream.Collectors.joining;

import dev.ramekin.lang.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a value into words as systemd does (systemd.service(5), "Command lines"): quotes group, a
 * backslash escapes, no shell is involved; {@code ${NAME}} stays one word, a word {@code $NAME} of
 * its own is split at white space.
 */
public final class UnitWords {
  private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern BARE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{\\w+}|\\w+)");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int position;

  private UnitWords(String text) {
    this.text = text;
  }

  /** Returns the words of a value. */
  public static List<String> split(String text) {
    return new UnitWords(text).run();
  }

  /**
   * Returns the words of a command line with variables put in.
   *
   * @param environment known variables; others stay as they are written
   */
  public static List<String> command(String text, Map<String, String> environment) {
    List<String> result = new ArrayList<>();
    for (String word : split(text)) {
      Matcher bare = BARE.matcher(word);
      if (bare.matches()) {
        String value = environment.get(bare.group(1));
        if (value == null) {
          result.add(word);
        } else {
          result.addAll(split(value));
        }
      } else {
        result.add(expand(word, environment));
      }
    }
    return result;
  }

  /**
   * Returns an argv that means the same where no systemd puts variables in: the words themselves,
   * or those of a shell, which does it at the start. {@code $NAME} becomes words, {@code ${NAME}}
   * stays in one (systemd.service(5), "Command lines").
   *
   * @param words as {@link #command} gives them
   */
  public static List<String> argv(List<String> words) {
    if (words.stream().noneMatch(word -> VARIABLE.matcher(word).find())) {
      return words;
    }
    return List.of(
        "sh", "-c", "exec " + words.stream().map(UnitWords::forShell).collect(joining(" ")));
  }

  private static String forShell(String word) {
    if (BARE.matcher(word).matches()) {
      return word;
    }
    return VARIABLE.matcher(word).find()
        ? "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : ShellWords.quote(word);
  }

  /** Returns the text with every known {@code ${NAME}} replaced; {@code $$} becomes one dollar. */
  static String expand(String text, Map<String, String> environment) {
    return BRACED
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group())))
        .replace("$$", "$");
  }

  private List<String> run() {
    while (position < text.length()) {
      char character = text.charAt(position++);
      if (Character.isWhitespace(character)) {
        end();
      } else if (character == '"' || character == '\'') {
        quoted(character);
      } else if (character == '\\' && position < text.length()) {
        escape();
      } else {
        add(character);
      }
    }
    end();
    return words;
  }

  private void quoted(char quote) {
    inWord = true;
    while (position < text.length()) {
      char character = text.charAt(position++);
      if (character == quote) {
        return;
      }
      if (character == '\\' && position < text.length()) {
        escape();
      } else {
        word.append(character);
      }
    }
  }

  private void escape() {
    char character = text.charAt(position++);
    switch (character) {
      case 'n' -> add('\n');
      case 't' -> add('\t');
      case 's' -> add(' ');
      case '\\', '"', '\'', ' ' -> add(character);
      default -> {
        add('\\');
        add(character);
      }
    }
  }

  private void add(char character) {
    inWord = true;
    word.append(character);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
