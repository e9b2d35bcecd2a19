package dev.ramekin.cli;

import dev.ramekin.verify.StateEvidence;
import dev.ramekin.verify.StateRow;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a comparison with a recorded host: counts by kind, then every difference. */
final class StateTable {
  private final Style style;

  StateTable(Style style) {
    this.style = style;
  }

  void print(PrintStream data, StateEvidence evidence) {
    String line = "%-12s %9s %9s %10s %12s%n";
    data.printf(line, "KIND", "EXPECTED", "EQUAL", "EXPLAINED", "UNEXPLAINED");
    Map<String, List<StateRow>> byKind =
        evidence.rows().stream()
            .collect(
                Collectors.groupingBy(
                    StateRow::kind, java.util.LinkedHashMap::new, Collectors.toList()));
    byKind.forEach((kind, rows) -> counts(data, line, kind, rows));
    counts(data, line, "all", evidence.rows());
    evidence.rows().stream().filter(StateRow::explained).forEach(row -> explained(data, row));
    evidence.rows().stream()
        .filter(StateRow::unexplained)
        .forEach(row -> data.println(style.red("unexplained ") + difference(row)));
    data.println(
        evidence.passed() ? style.green("as recorded") : style.red("differences without a reason"));
  }

  private static void counts(PrintStream data, String line, String kind, List<StateRow> rows) {
    data.printf(
        line,
        kind,
        rows.size(),
        rows.stream().filter(StateRow::equal).count(),
        rows.stream().filter(StateRow::explained).count(),
        rows.stream().filter(StateRow::unexplained).count());
  }

  private static void explained(PrintStream data, StateRow row) {
    data.println("explained   " + difference(row));
    row.reasons().forEach(reason -> data.println("              " + reason));
  }

  private static String difference(StateRow row) {
    return row.kind()
        + " "
        + row.subject()
        + (row.image().isEmpty() ? "" : " in " + row.image())
        + ": "
        + String.join(", ", row.differences());
  }
}
