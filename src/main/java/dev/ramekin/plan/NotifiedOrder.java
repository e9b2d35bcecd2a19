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
 * so everything changes and every notification fires: what waits to be notified is carried out at
 * its time, and no runtime is needed for that. As in Chef, an immediate notification is heeded each
 * time, delayed ones only once, at the end ({@code Chef::Runner}).
 */
final class NotifiedOrder {
  private final Map<String, Statement> waiting = new LinkedHashMap<>();
  private final Set<String> queued = new TreeSet<>();
  private final Set<String> underWay = new TreeSet<>();
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
      order.carryOut(order.delayed.get(index));
    }
    return order.items;
  }

  /** Returns whether a statement does something only when it is notified; a TODO never waits. */
  static boolean waits(Statement statement) {
    return statement.status() != Status.UNSUPPORTED
        && statement.actions().equals(List.of("nothing"));
  }

  private void carryOut(Statement statement) {
    if (!underWay.add(statement.id())) {
      return;
    }
    Set<String> notified = new TreeSet<>();
    for (Operation operation : statement.operations()) {
      once(notified, operation, Timing.BEFORE).forEach(this::carryOut);
      items.add(new Item(statement, operation));
      for (Statement target : notified(operation, Timing.DELAYED)) {
        if (queued.add(target.id())) {
          delayed.add(target);
        }
      }
    }
    for (Operation operation : statement.operations()) {
      once(notified, operation, Timing.IMMEDIATELY).forEach(this::carryOut);
    }
    underWay.remove(statement.id());
  }

  /** The operations of a statement all carry its notifications; each counts once. */
  private List<Statement> once(Set<String> notified, Operation operation, Timing timing) {
    return notified(operation, timing).stream()
        .filter(target -> notified.add(timing + target.id()))
        .toList();
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
