package dev.ramekin.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One statement of the input, such as a declared resource, and what evaluation made of it.
 *
 * @param id stable within a run: {@code host/000012}
 * @param origin where it stands
 * @param type the source's own word for it: {@code template}, {@code apt_repository}
 * @param name the name it was declared with
 * @param actions the source's own actions; empty when there are none
 * @param properties what was declared, as JSON-like values (String, Boolean, Number, List, Map)
 * @param status provisional until the plan has placed it: never {@link Status#HOST} before
 * @param reason why it is not converted; empty when it is
 * @param operations what it does, in order; empty when it is not converted or does nothing. For a
 *     statement whose only action is {@code nothing}: what it does when it is notified; the plan
 *     puts that behind the operation whose {@link Trigger} names it, and leaves it out when none
 *     does
 * @param children the statements a custom resource expanded to; the children count, not the parent
 */
public record Statement(
    String id,
    Origin origin,
    String type,
    String name,
    List<String> actions,
    Map<String, Object> properties,
    Status status,
    String reason,
    List<Operation> operations,
    List<Statement> children) {
  public Statement {
    actions = List.copyOf(actions);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    operations = List.copyOf(operations);
    children = List.copyOf(children);
  }

  /** Returns the same statement with those it expanded to. */
  public Statement withChildren(List<Statement> below) {
    return new Statement(
        id, origin, type, name, actions, properties, status, reason, operations, below);
  }

  /** Returns {@code type[name]}, as Chef prints a resource. */
  public String label() {
    return type + "[" + name + "]";
  }

  /** Returns this statement, or the leaves below it when it expanded to others. */
  public Stream<Statement> leaves() {
    return children.isEmpty() ? Stream.of(this) : children.stream().flatMap(Statement::leaves);
  }
}
