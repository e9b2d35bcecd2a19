package dev.ramekin.converters.operations;

import dev.ramekin.model.Provenance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared resource on its way to operations.
 *
 * @param type resource type or module name
 * @param name its declared name
 * @param actions its actions in order; empty for the type's default
 * @param properties as declared: String, Boolean, Number, List, Map, {@link
 *     dev.ramekin.model.Content} or {@link UnknownValue}
 * @param provenance what every operation of it carries
 */
public record Input(
    String type,
    String name,
    List<String> actions,
    Map<String, Object> properties,
    Provenance provenance) {
  public Input {
    actions = List.copyOf(actions);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
