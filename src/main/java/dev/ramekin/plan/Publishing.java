package dev.ramekin.plan;

import dev.ramekin.model.Operation.OpenPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which ports the outside reaches. A host whose source opens ports in a firewall publishes
 * exactly those. On another host a web server or balancer is published when nothing else connects
 * to it; nothing else is.
 */
final class Publishing {
  private final List<HostPlan> plans;
  private final List<Draft> drafts;

  Publishing(List<HostPlan> plans, List<Draft> drafts) {
    this.plans = List.copyOf(plans);
    this.drafts = List.copyOf(drafts);
  }

  /** Returns the host port for a service's port, where the outside reaches it. */
  Optional<Integer> published(Draft draft, int port) {
    boolean firewalled = false;
    for (HostPlan plan : plans) {
      if (draft.hosts.contains(plan.host().name())) {
        Set<Integer> open = open(plan);
        firewalled |= !open.isEmpty();
        if (open.contains(port)) {
          return Optional.of(port);
        }
      }
    }
    boolean front = draft.workload.entry().filter(known -> known.network().front()).isPresent();
    boolean behind = drafts.stream().anyMatch(other -> other.dependsOn.contains(draft.name));
    return !firewalled && front && !behind ? Optional.of(port) : Optional.empty();
  }

  private static Set<Integer> open(HostPlan plan) {
    Set<Integer> ports = new TreeSet<>();
    plan.all().stream()
        .filter(OpenPort.class::isInstance)
        .map(OpenPort.class::cast)
        .filter(open -> open.source().isEmpty() || open.source().get().endsWith("/0"))
        .flatMap(open -> open.ports().stream())
        .filter(port -> port.matches("\\d{1,5}"))
        .forEach(port -> ports.add(Integer.valueOf(port)));
    return ports;
  }
}
