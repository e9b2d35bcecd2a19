package dev.ramekin.report;

import dev.ramekin.model.Host;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Placement.Elsewhere;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A leaf statement with where it ended, free of secrets.
 *
 * @param group cookbook, role or script
 * @param target {@code stage:base}, {@code service:web}, {@code host} or empty
 * @param note why it ended there
 * @param elsewhere what of the host it is about that no image holds as the host did
 * @param properties everything that was declared
 */
record StatementRow(
    String id,
    String host,
    String group,
    Origin origin,
    String type,
    String name,
    List<String> actions,
    Status status,
    String target,
    String note,
    List<Elsewhere> elsewhere,
    Map<String, Object> properties) {
  StatementRow {
    elsewhere = List.copyOf(elsewhere);
    actions = List.copyOf(actions);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** Returns a row for each leaf statement of each host, in the order of the source. */
  static List<StatementRow> of(Conversion conversion) {
    Map<String, Placement> placements = new LinkedHashMap<>();
    conversion
        .deployment()
        .placements()
        .forEach(placement -> placements.putIfAbsent(placement.statement(), placement));
    Secrets secrets = conversion.secrets();
    List<StatementRow> rows = new ArrayList<>();
    for (Host host : conversion.estate().hosts()) {
      host.leaves()
          .map(leaf -> row(host.name(), leaf, placement(placements, leaf), secrets))
          .forEach(rows::add);
    }
    return rows;
  }

  /** A statement that was not placed keeps its provisional status; the audit tells of it. */
  private static Placement placement(Map<String, Placement> placements, Statement leaf) {
    Placement unplaced = new Placement(leaf.id(), leaf.status(), "", "");
    return placements.getOrDefault(leaf.id(), unplaced);
  }

  private static StatementRow row(
      String host, Statement leaf, Placement placement, Secrets secrets) {
    Map<String, Object> properties = new LinkedHashMap<>();
    leaf.properties().forEach((name, value) -> properties.put(name, secrets.maskValue(value)));
    return new StatementRow(
        leaf.id(),
        host,
        Groups.of(leaf),
        masked(leaf.origin(), secrets),
        leaf.type(),
        secrets.mask(leaf.name()),
        leaf.actions(),
        placement.status(),
        placement.target(),
        secrets.mask(note(leaf, placement)),
        placement.elsewhere().stream()
            .map(it -> new Elsewhere(secrets.mask(it.subject()), secrets.mask(it.reason())))
            .toList(),
        properties);
  }

  private static String note(Statement leaf, Placement placement) {
    if (leaf.reason().isEmpty() || placement.note().contains(leaf.reason())) {
      return placement.note();
    }
    return placement.note().isEmpty() ? leaf.reason() : leaf.reason() + "; " + placement.note();
  }

  private static Origin masked(Origin origin, Secrets secrets) {
    List<Origin.Frame> via =
        origin.via().stream()
            .map(frame -> new Origin.Frame(secrets.mask(frame.what()), frame.file(), frame.line()))
            .toList();
    return new Origin(origin.file(), origin.line(), origin.column(), via);
  }
}
