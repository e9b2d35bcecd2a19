package dev.ramekin.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What comparing images with a recorded host gave.
 *
 * @param name of the recorded case
 * @param images that were looked at
 * @param rows everything the record holds
 */
public record StateEvidence(String name, List<BuiltImage> images, List<StateRow> rows) {
  public StateEvidence {
    images = List.copyOf(images);
    rows = List.copyOf(rows);
  }

  /** Returns the rows as {@code report/state.json} has them. */
  public List<Map<String, Object>> verdicts() {
    return rows.stream().map(StateEvidence::verdict).toList();
  }

  private static Map<String, Object> verdict(StateRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", row.kind());
    json.put("subject", row.subject());
    json.put("verdict", row.verdict());
    json.put("image", row.image());
    json.put("differences", row.differences());
    json.put("reasons", row.reasons());
    return json;
  }

  /** Returns whether no difference is without its reason in the report. */
  public boolean passed() {
    return rows.stream().noneMatch(StateRow::unexplained);
  }
}
