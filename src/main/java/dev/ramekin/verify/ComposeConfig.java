package dev.ramekin.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What {@code docker compose config} makes of a compose file.
 *
 * @param services names of the services that start on their own
 * @param secretFiles by secret, the file it is read from
 */
record ComposeConfig(List<String> services, SortedMap<String, String> secretFiles) {
  ComposeConfig {
    services = List.copyOf(services);
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
    return new ComposeConfig(services, secretFiles(root));
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
