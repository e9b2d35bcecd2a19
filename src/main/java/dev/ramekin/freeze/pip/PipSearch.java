package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.pip.Wish.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for candidates that fit each other as pip does (resolvelib): one is pinned a round; when
 * none is left, the last pin is taken back and remembered as unfit.
 */
final class PipSearch {
  private static final int MOST_ROUNDS = 20_000;

  private final Candidates candidates;
  private final PipOrder order;
  private final List<State> states = new ArrayList<>();

  PipSearch(Candidates candidates, List<PyRequirement> wanted) {
    this.candidates = candidates;
    this.order = new PipOrder(wanted);
  }

  /** What is known of an identifier: who wants it how, what would do, and what does not. */
  record Criterion(List<Candidate> matches, List<Cause> causes, List<Candidate> unfit) {}

  /** One pin after another. */
  private record State(
      LinkedHashMap<String, Candidate> pins,
      LinkedHashMap<String, Criterion> criteria,
      List<Cause> conflict) {
    State copy() {
      return new State(
          new LinkedHashMap<>(pins), new LinkedHashMap<>(criteria), new ArrayList<>(conflict));
    }
  }

  /** No candidate is left for an identifier. */
  private static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Cause> causes;

    ConflictException(List<Cause> causes) {
      this.causes = causes;
    }
  }

  /**
   * Returns what is pinned in the end and needed by the recipe.
   *
   * @throws FetchException when nothing fits, or something cannot be had
   */
  List<Candidate> solve(List<PyRequirement> wanted) throws FetchException {
    State root = new State(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    states.add(root);
    try {
      for (PyRequirement it : wanted) {
        add(root.criteria(), new Cause(new Wish.Fitting(it), Optional.empty()));
      }
    } catch (ConflictException exception) {
      throw impossible(exception.causes);
    }
    states.add(root.copy());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      State state = top();
      List<String> open =
          state.criteria().keySet().stream().filter(it -> !isSatisfied(state, it)).toList();
      if (open.isEmpty()) {
        return connected(state);
      }
      String name = order.first(open, state.criteria(), state.conflict());
      List<Cause> conflict = pin(state, name);
      if (conflict.isEmpty()) {
        states.add(state.copy());
      } else {
        boolean further = backtrack();
        top().conflict().clear();
        top().conflict().addAll(conflict);
        if (!further) {
          throw impossible(conflict);
        }
      }
    }
    throw new FetchException("the search for Python packages that fit each other takes too long");
  }

  private State top() {
    return states.get(states.size() - 1);
  }

  private static FetchException impossible(List<Cause> causes) {
    List<String> words = causes.stream().map(Cause::toString).distinct().toList();
    return new FetchException("nothing fits: " + String.join(", ", words));
  }

  private static boolean isSatisfied(State state, String name) {
    Candidate pin = state.pins().get(name);
    Criterion criterion = state.criteria().get(name);
    return pin != null
        && criterion != null
        && criterion.causes().stream().allMatch(it -> it.wish().isFulfilledBy(pin));
  }

  private void add(Map<String, Criterion> criteria, Cause cause)
      throws FetchException, ConflictException {
    String name = cause.wish().identifier();
    Criterion before = criteria.getOrDefault(name, new Criterion(List.of(), List.of(), List.of()));
    List<Cause> causes = new ArrayList<>(before.causes());
    causes.add(cause);
    List<Candidate> matches = matches(name, causes, criteria, before.unfit());
    if (matches.isEmpty()) {
      throw new ConflictException(causes);
    }
    criteria.put(name, new Criterion(matches, causes, before.unfit()));
  }

  private List<Candidate> matches(
      String name, List<Cause> causes, Map<String, Criterion> criteria, List<Candidate> unfit)
      throws FetchException {
    List<PyRequirement> requirements = new ArrayList<>();
    Set<Candidate> exact = new LinkedHashSet<>();
    for (Cause it : causes) {
      if (it.wish() instanceof Wish.Fitting fitting) {
        requirements.add(fitting.requirement());
      } else if (it.wish() instanceof Wish.Exactly exactly) {
        exact.add(exactly.candidate());
      } else {
        return List.of();
      }
    }
    if (!requirements.isEmpty() && !requirements.get(0).extras().isEmpty()) {
      exactBases(requirements.get(0), criteria).forEach(exact::add);
    }
    List<Candidate> all = exact.isEmpty() ? candidates.fitting(requirements) : List.copyOf(exact);
    return all.stream()
        .filter(it -> !unfit.contains(it))
        .filter(it -> causes.stream().allMatch(cause -> cause.wish().isFulfilledBy(it)))
        .toList();
  }

  /** Where the distribution itself is settled, only its own extras will do. */
  private static Stream<Candidate> exactBases(
      PyRequirement requirement, Map<String, Criterion> criteria) {
    Criterion base = criteria.get(requirement.name());
    return base == null
        ? Stream.empty()
        : base.causes().stream()
            .filter(it -> it.wish() instanceof Wish.Exactly)
            .map(it -> ((Wish.Exactly) it.wish()).candidate())
            .map(it -> new Candidate(it.name(), it.version(), it.file(), requirement.extras()));
  }

  /** Pins the first candidate that contradicts nothing; returns why there is none. */
  private List<Cause> pin(State state, String name) throws FetchException {
    List<Cause> conflict = new ArrayList<>();
    Criterion criterion = state.criteria().get(name);
    for (Candidate candidate : criterion == null ? List.<Candidate>of() : criterion.matches()) {
      LinkedHashMap<String, Criterion> criteria = new LinkedHashMap<>(state.criteria());
      try {
        for (Wish it : candidates.needs(candidate)) {
          add(criteria, new Cause(it, Optional.of(candidate)));
        }
      } catch (ConflictException exception) {
        conflict.addAll(exception.causes);
        continue;
      }
      state.criteria().putAll(criteria);
      state.pins().remove(name);
      state.pins().put(name, candidate);
      return List.of();
    }
    return conflict;
  }

  private boolean backtrack() throws FetchException {
    while (states.size() >= 3) {
      states.remove(states.size() - 1);
      State broken = states.remove(states.size() - 1);
      String name = last(broken.pins());
      Map<String, List<Candidate>> unfit = new LinkedHashMap<>();
      broken.criteria().forEach((it, criterion) -> unfit.put(it, criterion.unfit()));
      State fresh = top().copy();
      states.add(fresh);
      Candidate taken = broken.pins().get(name);
      if (patch(fresh, unfit) && taken != null && patch(fresh, Map.of(name, List.of(taken)))) {
        return true;
      }
    }
    return false;
  }

  private static String last(LinkedHashMap<String, Candidate> pins) {
    return List.copyOf(pins.keySet()).get(pins.size() - 1);
  }

  private boolean patch(State state, Map<String, List<Candidate>> unfit) throws FetchException {
    for (Map.Entry<String, List<Candidate>> it : unfit.entrySet()) {
      Criterion criterion = state.criteria().get(it.getKey());
      if (criterion == null || it.getValue().isEmpty()) {
        continue;
      }
      List<Candidate> all = new ArrayList<>(it.getValue());
      criterion.unfit().stream().filter(old -> !all.contains(old)).forEach(all::add);
      List<Candidate> matches = matches(it.getKey(), criterion.causes(), state.criteria(), all);
      if (matches.isEmpty()) {
        return false;
      }
      state.criteria().put(it.getKey(), new Criterion(matches, criterion.causes(), all));
    }
    return true;
  }

  /** Leaves out what only candidates needed that were taken back. */
  private static List<Candidate> connected(State state) {
    Map<String, Boolean> known = new HashMap<>();
    List<Candidate> connected = new ArrayList<>();
    state
        .pins()
        .forEach(
            (name, pin) -> {
              if (isConnected(state, name, known, new HashSet<>())) {
                connected.add(pin);
              }
            });
    return connected;
  }

  private static boolean isConnected(
      State state, String name, Map<String, Boolean> known, Set<String> above) {
    Criterion criterion = state.criteria().get(name);
    if (known.getOrDefault(name, false)) {
      return true;
    }
    if (criterion == null || !above.add(name)) {
      return false;
    }
    for (Cause cause : criterion.causes()) {
      boolean route =
          cause.parent().isEmpty()
              || cause
                  .parent()
                  .filter(it -> it.equals(state.pins().get(it.identifier())))
                  .filter(it -> isConnected(state, it.identifier(), known, above))
                  .isPresent();
      if (route) {
        known.put(name, true);
        return true;
      }
    }
    return false;
  }
}
