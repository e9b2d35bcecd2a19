package dev.ramekin.converters.operations;

import dev.ramekin.model.Operation;
import java.util.List;

/** A conversion that the YAML language cannot express; a converter names it by {@code java:}. */
@FunctionalInterface
public interface Algorithm {
  /**
   * Converts one action.
   *
   * @param values the properties, with the fields given in YAML on top
   * @param action the action
   */
  List<Operation> convert(Values values, String action);
}
