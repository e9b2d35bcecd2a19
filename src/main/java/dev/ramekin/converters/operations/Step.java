package dev.ramekin.converters.operations;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a converter's action.
 *
 * @param maker what turns the fields into operations
 * @param fields the verb's fields
 * @param seesProperties whether the maker sees the properties beside the fields; a verb does not,
 *     lest a property that happens to share a field's name slips in
 * @param condition must be there and not false
 * @param exclusion must be missing or false
 * @param each a list over which the step is repeated, with {@code $item} bound
 */
record Step(
    Algorithm maker,
    Map<String, Expression> fields,
    boolean seesProperties,
    Optional<Expression> condition,
    Optional<Expression> exclusion,
    Optional<Expression> each) {

  void run(Input input, String action, Map<String, Object> scope, Sink sink) {
    if (condition.isPresent() && !holds(condition.get(), scope)) {
      return;
    }
    if (exclusion.isPresent() && holds(exclusion.get(), scope)) {
      return;
    }
    if (each.isEmpty()) {
      runOnce(input, action, scope, sink);
      return;
    }
    for (Object item : items(each.get(), scope)) {
      Map<String, Object> inner = new LinkedHashMap<>(scope);
      inner.put("item", item);
      runOnce(input, action, inner, sink);
    }
  }

  private void runOnce(Input input, String action, Map<String, Object> scope, Sink sink) {
    Map<String, Object> values =
        seesProperties ? new LinkedHashMap<>(scope) : new LinkedHashMap<>();
    fields.forEach(
        (field, expression) ->
            expression
                .evaluate(scope)
                .ifPresentOrElse(value -> values.put(field, value), () -> values.remove(field)));
    sink.add(maker.convert(new Values(input, values), action));
  }

  private static boolean holds(Expression expression, Map<String, Object> scope) {
    Object value = expression.evaluate(scope).orElse(false);
    if (value instanceof UnknownValue unknown) {
      throw ConversionException.unknown("a condition of the converter", unknown);
    }
    return Values.isTruthy(value);
  }

  private static Collection<?> items(Expression expression, Map<String, Object> scope) {
    Object value = expression.evaluate(scope).orElse(List.of());
    if (value instanceof UnknownValue unknown) {
      throw ConversionException.unknown("a list of the converter", unknown);
    }
    return value instanceof Collection<?> list ? list : List.of(value);
  }

  /** Where operations go. */
  @FunctionalInterface
  interface Sink {
    void add(List<dev.ramekin.model.Operation> operations);
  }
}
