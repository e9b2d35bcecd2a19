package dev.ramekin.report;

import dev.ramekin.model.Statement;
import java.util.Arrays;
import java.util.List;

/** What a statement is grouped by: its cookbook, role or script. */
final class Groups {
  private Groups() {}

  /** Returns the group its operations name, else the cookbook its file lies in, else the file. */
  static String of(Statement statement) {
    return statement.operations().stream()
        .map(operation -> operation.provenance().group())
        .filter(group -> !group.isEmpty())
        .findFirst()
        .orElseGet(() -> ofFile(statement.origin().file()));
  }

  /** Returns the name of the folder that holds {@code recipes/} or {@code resources/}. */
  private static String ofFile(String file) {
    List<String> parts = Arrays.asList(file.split("/"));
    for (int index = parts.size() - 2; index > 0; index--) {
      if (List.of("recipes", "resources", "providers", "definitions").contains(parts.get(index))) {
        return parts.get(index - 1);
      }
    }
    return file;
  }
}
