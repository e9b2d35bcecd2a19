package dev.ramekin.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code docker buildx bake} says of its targets before and after a build. */
final class BakeTargets {
  private BakeTargets() {}

  /** Reads the answer of {@code bake --print}: tags by target, targets without tags included. */
  static SortedMap<String, List<String>> tags(String json) throws EngineException {
    SortedMap<String, List<String>> tags = new TreeMap<>();
    for (Map.Entry<String, JsonNode> target : read(json).path("target").properties()) {
      List<String> names = new ArrayList<>();
      target.getValue().path("tags").forEach(tag -> names.add(tag.asText()));
      tags.put(target.getKey(), names);
    }
    return tags;
  }

  /** Reads the digest of a target's manifest out of {@code --metadata-file}. */
  static String digest(String metadata, String target) throws EngineException {
    JsonNode digest = read(metadata).path(target).path("containerimage.digest");
    if (!digest.isTextual()) {
      throw new EngineException("buildx did not say which digest the image " + target + " has");
    }
    return digest.asText();
  }

  private static JsonNode read(String json) throws EngineException {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException exception) {
      throw new EngineException("buildx gave an answer that is no JSON", exception);
    }
  }
}
