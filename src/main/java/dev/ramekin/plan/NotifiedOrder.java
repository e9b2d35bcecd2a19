package dev.ramekin.plan;

import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.Trigger;
import dev.ramekin.model.Trigger.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the operations of a host in the order an image needs. An image is built once from nothing,
 * so everything changes and every notification fires: what waits to be notified is carried out once
 * at its time, and no runtime is needed for that.
 */
final class NotifiedOrder {
  private final Map<String, Statement> waiting = new LinkedHashMap<>();
  private final Set<String> done = new TreeSet<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Statement> delayed = new ArrayList<>();

  private NotifiedOrder() {}

  /** Returns the operations in order; statements that wait in vain have none in it. */
  static List<Item> arrange(Host host) {
    NotifiedOrder order = new NotifiedOrder();
    List<Statement> leaves = host.leaves().toList();
    leaves.stream().filter(NotifiedOrder::waits).forEach(it -> order.waiting.put(it.label(), it));
    leaves.stream().filter(it -> !waits(it)).forEach(order::carryOut);
    for (int index = 0; index < order.delayed.size(); index++) {
      order.once(order.delayed.get(index));
    }
    return order.items;
  }

  /** Returns whether a statement does something only when it is notified; a TODO never waits. */
  static boolean waits(Statement statement) {
    return statement.status() != Status.UNSUPPORTED
        && statement.actions().equals(List.of("nothing"));
  }

  private void carryOut(Statement statement) {
    for (Operation operation : statement.operations()) {
      notified(operation, Timing.BEFORE).forEach(this::once);
      items.add(new Item(statement, operation));
      notified(operation, Timing.IMMEDIATELY).forEach(this::once);
      delayed.addAll(notified(operation, Timing.DELAYED));
    }
  }

  private void once(Statement statement) {
    if (done.add(statement.id())) {
      carryOut(statement);
    }
  }

  private List<Statement> notified(Operation operation, Timing timing) {
    List<Statement> statements = new ArrayList<>();
    for (Trigger trigger : operation.provenance().triggers()) {
      Statement target = waiting.get(trigger.target());
      if (trigger.timing() == timing && target != null && !trigger.action().equals("nothing")) {
        statements.add(target);
      }
    }
    return statements;
  }
}
