package dev.ramekin.cli;

import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts why statements are not converted, the most common reason first. */
final class ReasonCount {
  private static final String HEADER = "count,status,type,reason,first";

  /** What makes two statements alike. */
  private record Reason(Status status, String type, String text) {}

  private final Map<Reason, List<Statement>> statements = new LinkedHashMap<>();

  void add(Host host) {
    host.leaves()
        .filter(it -> it.status() == Status.QUESTION || it.status() == Status.UNSUPPORTED)
        .forEach(
            it ->
                statements
                    .computeIfAbsent(
                        new Reason(it.status(), it.type(), it.reason()), key -> new ArrayList<>())
                    .add(it));
  }

  /** Returns the rows of a CSV file, its header first. */
  List<String> rows() {
    List<String> rows = new ArrayList<>(List.of(HEADER));
    statements.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .forEach(rows::add);
    return rows;
  }

  private static String row(Reason reason, List<Statement> alike) {
    return String.join(
        ",",
        String.valueOf(alike.size()),
        reason.status().word(),
        quoted(reason.type()),
        quoted(reason.text()),
        quoted(alike.get(0).origin().shortForm()));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
  }
}
