package dev.ramekin.freeze.gem;

import dev.ramekin.freeze.gem.GemRelease.GemDependency;
import dev.ramekin.freeze.http.FetchException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for releases that fit each other, in the order of RubyGems' resolver (Molinillo): the
 * dependency that leaves the least to choose first, its best release first. Neighbouring versions
 * with the same dependencies are one choice, of which the best is taken that fits all in the end.
 */
final class GemSearch {
  private static final int MOST_STEPS = 200_000;

  private final GemChoices choices;
  private int steps;

  GemSearch(GemChoices choices) {
    this.choices = choices;
  }

  /**
   * How far it has come.
   *
   * @param chosen by name: releases any of which would do, the best first
   * @param askedBy by name, the names that need it; empty for the recipe
   * @param waiting dependencies that are to be looked at, in order
   * @param done dependencies that have been
   * @param conflicts names that were in the way and are not chosen since
   */
  private record State(
      Map<String, List<GemRelease>> chosen,
      Map<String, Set<String>> askedBy,
      List<GemDependency> waiting,
      Set<GemDependency> done,
      Set<String> conflicts) {}

  /**
   * What came of a state: a solution, or none.
   *
   * @param culprits the names of which another choice could help
   * @param conflicts names in the way, for the order of what follows
   */
  private record Outcome(
      boolean solved,
      Map<String, List<GemRelease>> chosen,
      Set<String> culprits,
      Set<String> conflicts) {}

  /**
   * Returns the releases by name, those that others need before them.
   *
   * @throws FetchException when there is no solution, or a gem cannot be had
   */
  List<GemRelease> solve(GemDependency wanted) throws FetchException {
    Map<String, Set<String>> askedBy = Map.of(wanted.name(), Set.of());
    Outcome outcome = step(new State(Map.of(), askedBy, List.of(wanted), Set.of(), Set.of()));
    if (!outcome.solved()) {
      throw new FetchException(
          "no releases that %s needs fit each other: %s"
              .formatted(
                  wanted, String.join(", ", outcome.conflicts().stream().sorted().toList())));
    }
    Map<String, GemRelease> releases = new LinkedHashMap<>();
    outcome.chosen().forEach((name, group) -> releases.put(name, group.get(0)));
    Map<String, GemRelease> ordered = new LinkedHashMap<>();
    releases.values().forEach(it -> order(it, releases, ordered));
    return List.copyOf(ordered.values());
  }

  private static void order(
      GemRelease release, Map<String, GemRelease> all, Map<String, GemRelease> ordered) {
    for (GemDependency it : release.dependencies()) {
      GemRelease needed = all.get(it.name());
      if (needed != null && !ordered.containsKey(it.name())) {
        order(needed, all, ordered);
      }
    }
    ordered.put(release.name(), release);
  }

  private Outcome step(State state) throws FetchException {
    steps++;
    if (steps > MOST_STEPS) {
      throw new FetchException("the search for gems that fit each other takes too long");
    }
    List<GemDependency> waiting = new ArrayList<>(state.waiting());
    waiting.removeIf(state.done()::contains);
    if (waiting.isEmpty()) {
      return new Outcome(true, state.chosen(), Set.of(), Set.of());
    }
    GemDependency next = waiting.remove(0);
    Set<GemDependency> done = new HashSet<>(state.done());
    done.add(next);
    State rest = new State(state.chosen(), state.askedBy(), waiting, done, state.conflicts());
    List<List<GemRelease>> groups = groups(choices.search(next));
    return state.chosen().containsKey(next.name())
        ? narrow(rest, next, groups)
        : choose(rest, next, groups);
  }

  /** Neighbours with equal dependencies. */
  private static List<List<GemRelease>> groups(List<GemRelease> releases) {
    List<List<GemRelease>> groups = new ArrayList<>();
    for (GemRelease release : releases) {
      List<GemRelease> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (last.isEmpty() || !last.get(0).dependencies().equals(release.dependencies())) {
        last = new ArrayList<>();
        groups.add(last);
      }
      last.add(release);
    }
    return groups;
  }

  /** A name that is chosen already: what is left must fit this dependency, too. */
  private Outcome narrow(State state, GemDependency next, List<List<GemRelease>> groups)
      throws FetchException {
    Set<String> conflicts = new HashSet<>(state.conflicts());
    Set<String> culprits = new HashSet<>(requirers(state, next.name()));
    culprits.add(next.name());
    for (List<GemRelease> group : groups) {
      List<GemRelease> both = new ArrayList<>(state.chosen().getOrDefault(next.name(), List.of()));
      both.retainAll(group);
      if (both.isEmpty()) {
        conflicts.add(next.name());
        continue;
      }
      Map<String, List<GemRelease>> chosen = new LinkedHashMap<>(state.chosen());
      chosen.put(next.name(), both);
      Outcome outcome =
          step(new State(chosen, state.askedBy(), state.waiting(), state.done(), conflicts));
      if (outcome.solved()) {
        return outcome;
      }
      conflicts = new HashSet<>(outcome.conflicts());
      culprits.addAll(outcome.culprits());
    }
    return new Outcome(false, Map.of(), culprits, conflicts);
  }

  private static Set<String> requirers(State state, String name) {
    return state.askedBy().getOrDefault(name, Set.of());
  }

  private Outcome choose(State state, GemDependency next, List<List<GemRelease>> groups)
      throws FetchException {
    String name = next.name();
    Set<String> conflicts = new HashSet<>(state.conflicts());
    Set<String> culprits = new HashSet<>(requirers(state, name));
    for (List<GemRelease> group : groups) {
      List<GemRelease> suitable = group.stream().filter(choices::suits).toList();
      if (suitable.isEmpty()) {
        conflicts.add(name);
        continue;
      }
      List<GemDependency> needs = suitable.get(0).dependencies();
      if (needs.stream().anyMatch(it -> reaches(state, it.name(), name))) {
        // A circle is a conflict for RubyGems.
        conflicts.add(name);
        culprits.addAll(state.chosen().keySet());
        continue;
      }
      Set<String> left = new HashSet<>(conflicts);
      left.remove(name);
      Outcome outcome = step(with(state, name, suitable, needs, left));
      if (outcome.solved() || !outcome.culprits().contains(name)) {
        return outcome;
      }
      conflicts = new HashSet<>(outcome.conflicts());
      Set<String> more = new HashSet<>(outcome.culprits());
      more.remove(name);
      culprits.addAll(more);
    }
    return new Outcome(false, Map.of(), culprits, conflicts);
  }

  private State with(
      State state,
      String name,
      List<GemRelease> group,
      List<GemDependency> needs,
      Set<String> conflicts)
      throws FetchException {
    Map<String, List<GemRelease>> chosen = new LinkedHashMap<>(state.chosen());
    chosen.put(name, group);
    Map<String, Set<String>> askedBy = new HashMap<>(state.askedBy());
    for (GemDependency it : needs) {
      Set<String> names = new HashSet<>(askedBy.getOrDefault(it.name(), Set.of()));
      names.add(name);
      askedBy.put(it.name(), names);
    }
    List<GemDependency> waiting = new ArrayList<>(state.waiting());
    // RubyGems goes through a gem's dependencies from the last to the first.
    for (int i = needs.size() - 1; i >= 0; i--) {
      waiting.add(needs.get(i));
    }
    State fresh = new State(chosen, askedBy, waiting, state.done(), conflicts);
    return needs.isEmpty()
        ? fresh
        : new State(chosen, askedBy, sorted(fresh), state.done(), conflicts);
  }

  /** What a dependency is sorted by. */
  private record Key(boolean fresh, int constrained, boolean calm, int choices) {}

  private List<GemDependency> sorted(State state) throws FetchException {
    Map<GemDependency, Key> keys = new HashMap<>();
    for (GemDependency it : state.waiting()) {
      boolean fresh = !state.chosen().containsKey(it.name());
      keys.put(
          it,
          new Key(
              fresh,
              choices.constrained(it),
              !state.conflicts().contains(it.name()),
              fresh ? choices.search(it).size() : 0));
    }
    Comparator<Key> order =
        Comparator.comparing(Key::fresh)
            .thenComparing(Key::constrained)
            .thenComparing(Key::calm)
            .thenComparing(Key::choices);
    List<GemDependency> sorted = new ArrayList<>(state.waiting());
    sorted.sort(
        Comparator.comparing(it -> keys.getOrDefault(it, new Key(true, 0, true, 0)), order));
    return sorted;
  }

  private static boolean reaches(State state, String from, String to) {
    List<String> names = new ArrayList<>(List.of(from));
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(to)) {
        return true;
      }
      for (GemRelease it : state.chosen().getOrDefault(names.get(i), List.of())) {
        it.dependencies().stream()
            .map(GemDependency::name)
            .filter(name -> !names.contains(name))
            .forEach(names::add);
      }
    }
    return false;
  }
}
