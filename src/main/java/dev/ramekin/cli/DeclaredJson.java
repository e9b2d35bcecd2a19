package dev.ramekin.cli;

import dev.ramekin.model.Status;
import dev.ramekin.source.chef.Declared;
import dev.ramekin.source.chef.DeclaredResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of what a run list declares. */
final class DeclaredJson {
  private DeclaredJson() {}

  static Map<String, Object> of(Declared declared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("declared", declared.resources().stream().map(DeclaredJson::resource).toList());
    json.put("counts", counts(declared.resources()));
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

  /** Returns the number of resources in all and by status. */
  static Map<String, Object> counts(List<DeclaredResource> resources) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("statements", resources.size());
    for (Status status : Status.values()) {
      long number = resources.stream().filter(resource -> resource.status() == status).count();
      counts.put(status.word(), number);
    }
    return counts;
  }
}
