package dev.ramekin.plan;

import dev.ramekin.model.Guard;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives statements that no converter could turn into operations an operation that stands for them,
 * so that they have a place, and the output shows them where they would have been.
 */
final class Unfinished {
  private String group = "";

  private Unfinished() {}

  static Host visible(Host host) {
    Unfinished unfinished = new Unfinished();
    return new Host(
        host.name(),
        host.platform(),
        host.facts(),
        host.roles(),
        host.statements().stream().map(unfinished::visible).toList());
  }

  private Statement visible(Statement statement) {
    List<Statement> children = statement.children().stream().map(this::visible).toList();
    statement.operations().stream()
        .findFirst()
        .ifPresent(operation -> group = operation.provenance().group());
    boolean hidden = statement.status() == Status.UNSUPPORTED && statement.operations().isEmpty();
    List<Operation> operations = new ArrayList<>(statement.operations());
    if (hidden && children.isEmpty()) {
      operations.add(todo(statement));
    }
    return new Statement(
        statement.id(),
        statement.origin(),
        statement.type(),
        statement.name(),
        statement.actions(),
        statement.properties(),
        statement.status(),
        statement.reason(),
        operations,
        children);
  }

  private Unconverted todo(Statement statement) {
    Map<String, String> properties = new TreeMap<>();
    statement.properties().forEach((key, value) -> properties.put(key, String.valueOf(value)));
    Provenance provenance =
        new Provenance(statement.id(), statement.origin(), group, Guard.ALWAYS, List.of());
    return new Unconverted(
        provenance, statement.type(), statement.name(), properties, statement.reason());
  }
}
