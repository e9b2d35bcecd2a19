package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The order in which a converge carries resources out: one after the other, what an action declares
 * in the midst of them, and what waits to be notified when it is, so that it sees everything that
 * was changed before.
 */
final class Convergence {
  /** Where a statement stands. One that waits gets its statement late. */
  static final class Place {
    private final String id;
    private final List<Place> children = new ArrayList<>();
    private Optional<Statement> statement = Optional.empty();

    private Place(String id) {
      this.id = id;
    }

    /** Returns the statement's id. */
    String id() {
      return id;
    }

    /** Takes what a custom resource expanded to. */
    void addChildren(List<Place> places) {
      children.addAll(places);
    }

    /** Returns the statement with those below it. */
    Statement finished() {
      Statement own = statement.orElseThrow();
      List<Statement> below = children.stream().map(Place::finished).toList();
      return below.isEmpty() ? own : own.withChildren(below);
    }
  }

  /** Turns resources into statements. */
  interface Work {
    /** Returns an id for a statement. */
    String nextId();

    /** Returns the actions that a resource takes of its own accord. */
    List<String> actions(RubyObject resource);

    /** Returns what runs something in the surroundings of now: the collections around. */
    Consumer<Runnable> surroundings();

    /** Carries a resource out as far as finding what it does. */
    Statement carryOut(RubyObject resource, Place place);

    /** Makes a statement of what only another answer declares. */
    Statement open(Possible possible);
  }

  /**
   * A resource on its way.
   *
   * @param around runs something where the resource was declared
   */
  private record Waiting(RubyObject resource, Place place, Consumer<Runnable> around) {}

  private final Work work;
  private final Notifications notifications;
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private final List<Place> late = new ArrayList<>();

  Convergence(Work work, Notifications notifications) {
    this.work = work;
    this.notifications = notifications;
  }

  /** Carries out a collection, and what is added to it meanwhile. */
  List<Place> run(ResourceCollection collection) {
    notifications.collect(collection.all());
    List<Waiting> met = new ArrayList<>();
    for (Optional<RubyObject> next = collection.next();
        next.isPresent();
        next = collection.next()) {
      RubyObject resource = next.get();
      notifications.collect(List.of(resource));
      Waiting one = new Waiting(resource, new Place(work.nextId()), work.surroundings());
      boolean waits = waits(resource);
      if (waits) {
        waiting.add(one);
      }
      if (waits && !ChefObjects.state(resource).delayed().isEmpty()) {
        late.add(one.place());
      } else {
        met.add(one);
      }
      if (!waits) {
        carryOut(one);
      }
    }
    return withPossible(collection, met);
  }

  private boolean waits(RubyObject resource) {
    List<String> actions = work.actions(resource);
    return ChefObjects.state(resource).alreadyRun().isEmpty()
        && (actions.isEmpty() || actions.equals(List.of("nothing")));
  }

  /** Puts what only another answer declares behind the resource it would stand behind. */
  private List<Place> withPossible(ResourceCollection collection, List<Waiting> met) {
    Map<Optional<RubyObject>, List<Possible>> possible = collection.possibleByPlace();
    List<Place> places = new ArrayList<>();
    Function<Optional<RubyObject>, List<Place>> open =
        where -> possible.getOrDefault(where, List.of()).stream().map(this::open).toList();
    places.addAll(open.apply(Optional.empty()));
    for (Waiting one : met) {
      places.add(one.place());
      places.addAll(open.apply(Optional.of(one.resource())));
    }
    return places;
  }

  private Place open(Possible possible) {
    Statement statement = work.open(possible);
    Place place = new Place(statement.id());
    place.statement = Optional.of(statement);
    return place;
  }

  private void carryOut(Waiting one) {
    waiting.remove(one);
    Statement statement = work.carryOut(one.resource(), one.place());
    one.place().statement = Optional.of(statement);
    boolean happened = !statement.operations().isEmpty() || !one.place().children.isEmpty();
    if (happened) {
      for (Trigger trigger : notifications.triggers(one.resource())) {
        if (trigger.timing() != Trigger.Timing.DELAYED) {
          waitingFor(trigger).ifPresent(this::carryOut);
        }
      }
    }
  }

  /** Finds what waits under a name; of several the nearest, which was declared last. */
  private Optional<Waiting> waitingFor(Trigger trigger) {
    return waiting.stream()
        .filter(it -> ChefObjects.state(it.resource()).label().equals(trigger.target()))
        .reduce((first, last) -> last);
  }

  /**
   * Carries out what still waits: first what was notified, which may notify others.
   *
   * @return what stands at the end of the converge only
   */
  List<Place> rest() {
    while (!waiting.isEmpty()) {
      Waiting next =
          waiting.stream()
              .filter(it -> notifications.isNotified(it.resource()))
              .findFirst()
              .orElseGet(() -> waiting.iterator().next());
      next.around().accept(() -> carryOut(next));
    }
    return late;
  }
}
