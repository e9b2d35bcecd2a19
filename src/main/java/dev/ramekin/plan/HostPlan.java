package dev.ramekin.plan;

import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.plan.Place.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One host, split.
 *
 * @param host the host
 * @param workloads its services, in the order they were found
 * @param placed every operation with its place, in the order they are carried out
 */
record HostPlan(Host host, List<Workload> workloads, List<Placed> placed) {
  /** An item and one of the places its parts go to. */
  record Placed(Item item, Place place) {}

  HostPlan {
    workloads = List.copyOf(workloads);
    placed = List.copyOf(placed);
  }

  /** Returns the steps of a service's stage; of the shared base stage when none is named. */
  List<Operation> steps(Optional<String> workload) {
    return operations(workload, Kind.STAGE, Kind.UNSUPPORTED);
  }

  /** Returns the steps of the image that holds what no container needs. */
  List<Operation> heldSteps() {
    List<Operation> held = heldSteps(Optional.empty());
    return held.stream().allMatch(RemovePath.class::isInstance) ? List.of() : held;
  }

  /** Returns the steps that put into a service's image what no container needs. */
  List<Operation> heldSteps(Optional<String> workload) {
    return placed.stream()
        .map(Placed::place)
        .filter(place -> place.isHeld() && place.workload().equals(workload))
        .map(Place::operation)
        .toList();
  }

  /** Returns the operations of a kind that go to a service, or to all of the host. */
  List<Operation> operations(Optional<String> workload, Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return placed.stream()
        .map(Placed::place)
        .filter(place -> wanted.contains(place.kind()) && place.workload().equals(workload))
        .map(Place::operation)
        .toList();
  }

  /** Returns every operation, whatever its place. */
  List<Operation> all() {
    return placed.stream().map(it -> it.place().operation()).toList();
  }
}
