package dev.ramekin.generate;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import java.util.HashMap;
import java.util.Map;

/** How statements are named in comments: where they stand and what they are. */
final class Labels {
  private final Map<String, String> names = new HashMap<>();

  /** Knows no names. */
  Labels() {}

  Labels(Estate estate) {
    estate.hosts().stream()
        .flatMap(host -> host.leaves())
        .forEach(statement -> names.put(statement.id(), name(statement)));
  }

  private static String name(Statement statement) {
    return " " + StageSteps.oneLine(statement.label());
  }

  /** Returns {@code file:line type[name]}. */
  String of(Operation operation) {
    String statement = operation.provenance().statement();
    return operation.provenance().origin().shortForm()
        + (statement.isEmpty() ? ", to run in a container" : names.getOrDefault(statement, ""));
  }
}
