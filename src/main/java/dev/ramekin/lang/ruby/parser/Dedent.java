package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser.PartContext;
import java.util.List;

/** Takes the common indentation off a squiggly heredoc, part by part. */
final class Dedent {
  /** Leaves everything as it is. */
  static final Dedent NONE = new Dedent(0);

  private static final int TAB = 8;

  private final int width;
  private boolean lineStart = true;

  private Dedent(int width) {
    this.width = width;
  }

  /** Measures the least indentation of all lines that are not blank. */
  static Dedent of(List<PartContext> parts) {
    int least = Integer.MAX_VALUE;
    boolean lineStart = true;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).text == null) {
        least = lineStart ? 0 : least;
        lineStart = false;
        continue;
      }
      String text = parts.get(i).text.getText();
      boolean followed = i + 1 < parts.size();
      for (String line : lines(text)) {
        if (lineStart && (!line.isBlank() || followed && !line.endsWith("\n"))) {
          least = Math.min(least, indentation(line));
        }
        lineStart = line.endsWith("\n");
      }
    }
    return new Dedent(least == Integer.MAX_VALUE ? 0 : least);
  }

  private static String[] lines(String text) {
    return text.split("(?<=\n)");
  }

  private static int indentation(String line) {
    int columns = 0;
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next == '\t') {
        columns = (columns / TAB + 1) * TAB;
      } else if (next == ' ') {
        columns++;
      } else {
        break;
      }
    }
    return columns;
  }

  /** Notes that something other than text stood here. */
  void skip() {
    lineStart = false;
  }

  /** Returns the text without the indentation of the lines that start in it. */
  String apply(String text) {
    if (width == 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (String line : lines(text)) {
      result.append(lineStart ? strip(line) : line);
      lineStart = line.endsWith("\n");
    }
    return result.toString();
  }

  private String strip(String line) {
    int columns = 0;
    int i = 0;
    while (i < line.length() && columns < width) {
      char next = line.charAt(i);
      int after = next == '\t' ? (columns / TAB + 1) * TAB : columns + 1;
      if (next != ' ' && next != '\t' || after > width) {
        break;
      }
      columns = after;
      i++;
    }
    return line.substring(i);
  }
}
