package dev.ramekin.cli;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of an estate: hosts with their statements and the verbs these became. */
final class EstateJson {
  private EstateJson() {}

  static Map<String, Object> of(Estate estate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hosts", estate.hosts().stream().map(EstateJson::host).toList());
    json.put(
        "questions",
        estate.questions().stream()
            .map(question -> Json.object("id", question.id(), "text", question.text()))
            .toList());
    return json;
  }

  private static Map<String, Object> host(Host host) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", host.name());
    json.put("platform", host.platform().id());
    json.put("roles", host.roles());
    json.put("statements", host.leaves().map(EstateJson::statement).toList());
    return json;
  }

  private static Map<String, Object> statement(Statement statement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", statement.id());
    json.put("type", statement.type());
    json.put("name", statement.name());
    json.put("actions", statement.actions());
    json.put("origin", statement.origin().shortForm());
    json.put("status", statement.status().word());
    json.put("reason", statement.reason());
    json.put("operations", operations(statement.operations()));
    return json;
  }

  private static List<String> operations(List<Operation> operations) {
    return operations.stream().map(operation -> operation.getClass().getSimpleName()).toList();
  }
}
