package dev.ramekin.source.chef;

import dev.ramekin.model.Origin;
import dev.ramekin.model.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource as Chef would hold it after its compile phase, before custom resources are expanded.
 *
 * @param type as declared: {@code package}
 * @param name as declared
 * @param actions its own, or its type's default
 * @param properties as set, coerced as Chef does; an unknown value is the text {@code <unknown>}, a
 *     lazy one {@code <lazy>}, a secret one {@code ***name***}, nil within a value an empty
 *     Optional
 * @param origin where it stands
 * @param status whether a converter knows it
 */
public record DeclaredResource(
    String type,
    String name,
    List<String> actions,
    Map<String, Object> properties,
    Origin origin,
    Status status) {
  public DeclaredResource {
    actions = List.copyOf(actions);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** Returns the same resource as one that waits for an answer. */
  DeclaredResource asQuestion() {
    return new DeclaredResource(type, name, actions, properties, origin, Status.QUESTION);
  }
}
