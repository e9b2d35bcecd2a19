package dev.ramekin.converters.operations;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a property that a converter knows and does not convert.
 *
 * @param reason why it changes nothing in an image, or why it cannot be converted
 * @param blocks whether a resource that sets it cannot be converted
 * @param harmless the value that means the same as leaving it out
 */
record PropertyFate(String reason, boolean blocks, Optional<Object> harmless) {
  /** Returns whether a resource with this value cannot be converted. */
  boolean blocks(Object value) {
    boolean empty =
        Boolean.FALSE.equals(value)
            || value instanceof Collection<?> list && list.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    boolean unset =
        harmless.map(it -> String.valueOf(it).equals(String.valueOf(value))).orElse(empty);
    return blocks && !unset;
  }
}
