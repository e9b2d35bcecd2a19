package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A difference between two locks.
 *
 * @param kind what changes
 * @param name what it is known by
 * @param before version or digest in the old lock; empty for what is new
 * @param after the same in the new lock; empty for what is gone
 * @param stages the stages in which it changes
 * @param architectures for which it changes; none for what has none
 */
public record LockChange(
    Kind kind,
    String name,
    Optional<String> before,
    Optional<String> after,
    List<String> stages,
    List<Architecture> architectures) {
  /** What can change. */
  public enum Kind {
    BASE_IMAGE("base image"),
    PACKAGE("package"),
    DOWNLOAD("download"),
    GIT("git checkout"),
    LANGUAGE("language package");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns its name for people. */
    public String word() {
      return word;
    }
  }

  public LockChange {
    stages = List.copyOf(stages);
    architectures = List.copyOf(architectures);
  }

  /** Where a thing stands: what is compared between two locks. */
  private record Place(Kind kind, String name, String stage, Optional<Architecture> architecture) {
    static Place of(LockEntry entry) {
      return new Place(entry.kind(), entry.name(), entry.stage(), entry.architecture());
    }
  }

  /** What happens to a thing, wherever it happens. */
  private record Event(Kind kind, String name, Optional<String> before, Optional<String> after) {}

  /** Returns the differences by kind and name, the same change in several stages once. */
  public static List<LockChange> between(Lock old, Lock fresh) {
    Map<Place, LockEntry> before = places(old);
    Map<Place, LockEntry> after = places(fresh);
    Set<Place> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    Map<Event, List<Place>> events = new LinkedHashMap<>();
    for (Place place : all) {
      event(place, Optional.ofNullable(before.get(place)), Optional.ofNullable(after.get(place)))
          .ifPresent(it -> events.computeIfAbsent(it, key -> new ArrayList<>()).add(place));
    }
    List<LockChange> changes = new ArrayList<>();
    events.forEach((event, places) -> changes.add(of(event, places)));
    changes.sort(Comparator.comparing(LockChange::kind).thenComparing(LockChange::name));
    return changes;
  }

  private static Map<Place, LockEntry> places(Lock lock) {
    Map<Place, LockEntry> places = new LinkedHashMap<>();
    LockEntry.of(lock).forEach(it -> places.put(Place.of(it), it));
    return places;
  }

  private static Optional<Event> event(
      Place place, Optional<LockEntry> before, Optional<LockEntry> after) {
    Optional<String> digest = before.map(LockEntry::digest);
    if (digest.equals(after.map(LockEntry::digest))) {
      return Optional.empty();
    }
    // A file that changed under the same name shows by its hash alone.
    boolean rebuilt = before.map(LockEntry::version).equals(after.map(LockEntry::version));
    return Optional.of(
        new Event(
            place.kind(),
            place.name(),
            before.map(it -> words(it, rebuilt)),
            after.map(it -> words(it, rebuilt))));
  }

  private static String words(LockEntry entry, boolean withDigest) {
    return withDigest
        ? entry.version() + " (" + LockEntry.brief("sha256:" + entry.digest()) + ")"
        : entry.version();
  }

  private static LockChange of(Event event, List<Place> places) {
    return new LockChange(
        event.kind(),
        event.name(),
        event.before(),
        event.after(),
        places.stream().map(Place::stage).distinct().toList(),
        places.stream().flatMap(it -> it.architecture().stream()).distinct().toList());
  }
}
