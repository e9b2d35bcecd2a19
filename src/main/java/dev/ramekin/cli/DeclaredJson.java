package dev.ramekin.cli;

import dev.ramekin.model.Status;
import dev.ramekin.source.chef.Declared;
import dev.ramekin.source.chef.DeclaredResource;
import dev.ramekin.source.chef.Possible;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON form of what a run list declares. */
final class DeclaredJson {
  private DeclaredJson() {}

  static Map<String, Object> of(Declared declared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("declared", declared.resources().stream().map(DeclaredJson::resource).toList());
    if (!declared.possible().isEmpty()) {
      json.put("possible", declared.possible().stream().map(DeclaredJson::possible).toList());
    }
    json.put("counts", counts(declared));
    return json;
  }

  private static Map<String, Object> possible(Possible possible) {
    Map<String, Object> json = resource(possible.resource());
    json.put(
        "answers",
        possible.answers().stream()
            .map(it -> Json.object("question", it.question(), "answer", it.answer()))
            .toList());
    return json;
  }

  private static Map<String, Object> resource(DeclaredResource resource) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", resource.type());
    json.put("name", resource.name());
    json.put("actions", resource.actions());
    json.put("properties", resource.properties());
    json.put("origin", resource.origin().shortForm());
    json.put("status", resource.status().word());
    return json;
  }

  private static Map<String, Object> counts(Declared declared) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("statements", declared.statements());
    for (Status status : Status.values()) {
      counts.put(status.word(), declared.count(status));
    }
    return counts;
  }
}
