package dev.ramekin.source.chef;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.CountedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call of {@code grep}.
 *
 * @param pattern what is looked for
 * @param files where; nothing for standard input
 * @param line the pattern for one line
 * @param inverted whether lines count that do not match
 */
record Grep(String pattern, List<String> files, Pattern line, boolean inverted) {
  private static final Pattern OPTIONS = Pattern.compile("-[qsicnvxwFEohH]+");

  Grep {
    files = List.copyOf(files);
  }

  /** Reads a call; empty when it has options that are not known here. */
  static Optional<Grep> of(List<String> words) {
    if (!List.of("grep", "egrep", "fgrep").contains(words.get(0))) {
      return Optional.empty();
    }
    StringBuilder options = new StringBuilder();
    List<String> operands = new ArrayList<>();
    boolean ended = false;
    for (int index = 1; index < words.size(); index++) {
      String word = words.get(index);
      if (ended || !word.startsWith("-") || word.equals("-")) {
        operands.add(word);
      } else if (word.equals("--") || word.equals("-e")) {
        ended = true;
      } else if (word.equals("--quiet") || word.equals("--silent")) {
        options.append('q');
      } else if (OPTIONS.matcher(word).matches()) {
        options.append(word, 1, word.length());
      } else {
        return Optional.empty();
      }
    }
    return operands.isEmpty() ? Optional.empty() : of(words.get(0), options.toString(), operands);
  }

  private static Optional<Grep> of(String name, String options, List<String> operands) {
    GrepPattern.Syntax syntax =
        name.equals("fgrep") || options.contains("F")
            ? GrepPattern.Syntax.FIXED
            : name.equals("egrep") || options.contains("E")
                ? GrepPattern.Syntax.EXTENDED
                : GrepPattern.Syntax.BASIC;
    return GrepPattern.of(
            operands.get(0),
            syntax,
            options.contains("i"),
            options.contains("x"),
            options.contains("w"))
        .map(
            line ->
                new Grep(
                    operands.get(0),
                    operands.subList(1, operands.size()),
                    line,
                    options.contains("v")));
  }

  /** Returns whether a text has a line that counts. */
  boolean finds(String text, Budget budget) {
    return text.lines()
        .anyMatch(it -> line.matcher(new CountedText(it, budget)).find() != inverted);
  }
}
