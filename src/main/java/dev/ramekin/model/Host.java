package dev.ramekin.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One machine of the old world.
 *
 * @param name node or inventory name; for a bare recipe its name
 * @param platform what it runs
 * @param facts the facts evaluation used, as JSON-like values
 * @param roles the roles, groups or tags it carries, in run-list order
 * @param statements everything declared for it, in order
 */
public record Host(
    String name,
    Platform platform,
    Map<String, Object> facts,
    List<String> roles,
    List<Statement> statements) {
  public Host {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    roles = List.copyOf(roles);
    statements = List.copyOf(statements);
  }

  /** Returns the statements that count: leaves of custom resources instead of their parents. */
  public Stream<Statement> leaves() {
    return statements.stream().flatMap(Statement::leaves);
  }

  /** Returns all operations in the order a host would carry them out. */
  public Stream<Operation> operations() {
    return leaves().flatMap(statement -> statement.operations().stream());
  }
}
