package dev.ramekin.converters.operations;

import dev.ramekin.model.Operation;
import java.util.List;

/** What became of a resource. */
public sealed interface Conversion {
  /** Operations, in order; none when its actions do nothing. */
  record Converted(List<Operation> operations) implements Conversion {
    public Converted {
      operations = List.copyOf(operations);
    }
  }

  /** A value that the operations need is unknown. */
  record NeedsAnswer(String property, String reason) implements Conversion {}

  /** It has no converter, or the converter does not cover this use. */
  record Unsupported(String reason) implements Conversion {}
}
