package dev.ramekin.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The measured rows of {@code docs/services.md}: two tables between marks, one with the catalogue
 * and one without. A row that is measured anew takes the place of the old one.
 */
final class TrialTable {
  private final Path file;

  TrialTable(Path file) {
    this.file = file;
  }

  /** Puts rows into the file's table. */
  void put(List<TrialRow> rows, boolean catalogue) throws IOException {
    String begin = "<!-- begin: " + name(catalogue) + " -->\n";
    String end = "<!-- end: " + name(catalogue) + " -->";
    String text = Files.readString(file);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    if (from < begin.length() || to < from) {
      throw new IOException(file + " has no table between " + begin.strip() + " and " + end);
    }
    SortedMap<String, List<String>> table = read(text.substring(from, to));
    rows.forEach(row -> table.put(key(row.cells()), row.cells()));
    Files.writeString(file, text.substring(0, from) + markdown(table) + text.substring(to));
  }

  private static String name(boolean catalogue) {
    return catalogue ? "with the catalogue" : "without the catalogue";
  }

  private static SortedMap<String, List<String>> read(String markdown) {
    SortedMap<String, List<String>> table = new TreeMap<>();
    markdown
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .filter(cells -> cells.size() == TrialRow.TITLES.size())
        .filter(cells -> !cells.equals(TrialRow.TITLES))
        .forEach(cells -> table.put(key(cells), cells));
    return table;
  }

  private static String key(List<String> cells) {
    return cells.get(0) + " " + cells.get(1);
  }

  private static String markdown(SortedMap<String, List<String>> table) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(table));
    lines.add("");
    lines.add(line(TrialRow.TITLES));
    lines.add("|" + "---|".repeat(TrialRow.TITLES.size()));
    table.values().forEach(cells -> lines.add(line(cells)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String summary(SortedMap<String, List<String>> table) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (List<String> cells : table.values()) {
      int[] count = counts.computeIfAbsent(cells.get(1), key -> new int[2]);
      count[0] += cells.get(cells.size() - 1).equals(TrialRow.PASS) ? 1 : 0;
      count[1]++;
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it -> it.getKey() + ": " + it.getValue()[0] + " of " + it.getValue()[1] + " pass")
        .collect(Collectors.joining("; ", "", "."));
  }
}
