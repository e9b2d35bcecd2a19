package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;

/** An operation with the statement it came from. */
record Item(Statement statement, Operation operation) {
  String group() {
    return operation.provenance().group();
  }
}
