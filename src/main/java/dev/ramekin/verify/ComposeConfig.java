package dev.ramekin.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What {@code docker compose config} makes of a compose file.
 *
 * @param services names of the services that start on their own
 * @param secretFiles by secret, the file it is read from
 * @param needs by service, the ones that have to run first
 */
record ComposeConfig(
    List<String> services,
    SortedMap<String, String> secretFiles,
    SortedMap<String, List<String>> needs) {
  ComposeConfig {
    services = List.copyOf(services);
    needs = Collections.unmodifiableSortedMap(new TreeMap<>(needs));
    secretFiles = Collections.unmodifiableSortedMap(new TreeMap<>(secretFiles));
  }

  static ComposeConfig parse(String json) throws EngineException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException exception) {
      throw new EngineException("docker compose config gave no JSON", exception);
    }
    List<String> services =
        StreamSupport.stream(root.path("services").properties().spliterator(), false)
            .filter(service -> service.getValue().path("profiles").isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new ComposeConfig(services, secretFiles(root), needs(root));
  }

  private static SortedMap<String, List<String>> needs(JsonNode root) {
    SortedMap<String, List<String>> needs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> service : root.path("services").properties()) {
      List<String> names = new ArrayList<>();
      service.getValue().path("depends_on").fieldNames().forEachRemaining(names::add);
      needs.put(service.getKey(), names);
    }
    return needs;
  }

  /** Returns the services in an order in which each stops before what it needs. */
  List<String> stopOrder() {
    Set<String> order = new LinkedHashSet<>();
    services.forEach(service -> addStart(service, order));
    List<String> reversed = new ArrayList<>(order);
    Collections.reverse(reversed);
    return reversed;
  }

  private void addStart(String service, Set<String> order) {
    // Compose accepts no circle of needs.
    needs.getOrDefault(service, List.of()).forEach(other -> addStart(other, order));
    order.add(service);
  }

  private static SortedMap<String, String> secretFiles(JsonNode root) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> secret : root.path("secrets").properties()) {
      if (secret.getValue().path("file").isTextual()) {
        found.put(secret.getKey(), secret.getValue().path("file").asText());
      }
    }
    return found;
  }
}
