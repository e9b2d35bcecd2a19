package dev.ramekin.plan;

import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Placement.Elsewhere;
import dev.ramekin.plan.HostPlan.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down where every statement of a host ended: exactly one line for each leaf. */
final class PlacementBook {
  private final HostPlan plan;
  private final BiFunction<String, String, String> finalName;
  private final Map<String, String> baseNames;
  private final Map<String, String> hostImages;
  private final List<Changes.Change> changes;
  private final Map<String, List<Place>> placesByStatement;

  /**
   * @param finalName gives a service's final name for a host's name and its own
   * @param baseNames base stage by host name
   * @param hostImages image of what no container needs, by host name
   * @param changes what containers need otherwise than the host had it
   */
  PlacementBook(
      HostPlan plan,
      BiFunction<String, String, String> finalName,
      Map<String, String> baseNames,
      Map<String, String> hostImages,
      List<Changes.Change> changes) {
    this.plan = plan;
    this.finalName = finalName;
    this.baseNames = baseNames;
    this.hostImages = hostImages;
    this.changes = List.copyOf(changes);
    this.placesByStatement =
        plan.placed().stream()
            .collect(
                Collectors.groupingBy(
                    placed -> placed.item().statement().id(),
                    Collectors.mapping(Placed::place, Collectors.toList())));
  }

  List<Placement> placements() {
    return plan.host().leaves().map(this::placement).toList();
  }

  private Placement placement(Statement statement) {
    List<Place> places = placesByStatement.getOrDefault(statement.id(), List.of());
    if (places.isEmpty()) {
      return withoutPlace(statement);
    }
    Place main = main(places);
    Status status = statement.status() == Status.CONVERTED ? main.status() : statement.status();
    return new Placement(
        statement.id(),
        status,
        target(main),
        note(places, main, statement),
        elsewhere(statement, places));
  }

  private List<Elsewhere> elsewhere(Statement statement, List<Place> places) {
    Set<String> held =
        places.stream()
            .filter(Place::isHeld)
            .flatMap(place -> Claims.paths(place.operation()).stream())
            .collect(Collectors.toSet());
    return Stream.concat(
            places.stream().flatMap(place -> Subjects.elsewhere(place).stream()),
            changes.stream()
                .filter(change -> change.statement().equals(statement.id()))
                .map(Changes.Change::what))
        .filter(it -> !held.contains(it.subject().replaceFirst("/$", "")))
        .distinct()
        .toList();
  }

  private static Placement withoutPlace(Statement statement) {
    if (statement.status() != Status.CONVERTED) {
      return new Placement(statement.id(), statement.status(), "", statement.reason());
    }
    String note =
        NotifiedOrder.waits(statement)
            ? "It waits to be notified, and nothing that is carried out notifies it."
            : "It has no effect on the result.";
    return new Placement(statement.id(), Status.CONVERTED, "", note);
  }

  /**
   * The part that a person has to know of most: a TODO, else what is in an image, else the rest.
   */
  private static Place main(List<Place> places) {
    return first(places, Place.Kind.UNSUPPORTED)
        .or(() -> places.stream().filter(it -> it.status() == Status.CONVERTED).findFirst())
        .orElse(places.get(0));
  }

  private static Optional<Place> first(List<Place> places, Place.Kind kind) {
    return places.stream().filter(place -> place.kind() == kind).findFirst();
  }

  private String target(Place place) {
    String target = place.target();
    if (target.startsWith("service:")) {
      String name = target.substring("service:".length());
      return "service:" + finalName.apply(plan.host().name(), name);
    }
    return target.equals("stage:base") ? "stage:" + baseNames.get(plan.host().name()) : target;
  }

  private String note(List<Place> places, Place main, Statement statement) {
    List<String> notes = new ArrayList<>();
    if (main.operation() instanceof Unconverted todo && statement.status() != Status.CONVERTED) {
      notes.add(todo.reason());
    } else {
      notes.add(main.note());
    }
    places.stream()
        .filter(place -> !target(place).equals(target(main)) && !place.note().isEmpty())
        .map(place -> "Part of it: " + where(place) + place.note())
        .distinct()
        .forEach(notes::add);
    places.stream()
        .filter(place -> place.isHeld() && !(place.operation() instanceof RemovePath))
        .filter(place -> place.kind() == Place.Kind.HOST)
        .findFirst()
        .ifPresent(place -> notes.add("The image " + holder(place) + " holds it."));
    if (NotifiedOrder.waits(statement) && main.kind() != Place.Kind.UNSUPPORTED) {
      notes.add("It is notified, so it is carried out once, in its turn.");
    }
    return String.join(" ", notes);
  }

  private String holder(Place place) {
    String host = plan.host().name();
    return place
        .workload()
        .map(name -> finalName.apply(host, name))
        .orElseGet(() -> String.valueOf(hostImages.get(host)));
  }

  private String where(Place place) {
    return target(place).isEmpty() ? "" : target(place) + ", ";
  }
}
