package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.Resolution;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the closure of a request that changes as little as it can: versions that are preferred
 * stay, as long as there is a solution with them; what has no solution is left out and named.
 */
final class ClosureFinder {
  private final AptResolver resolver;
  private final boolean recommends;
  private final Map<String, String> preferred;

  /**
   * What was found.
   *
   * @param good the requests that are fulfilled
   * @param refused why the others are not
   */
  record Found(Closure closure, List<Request> good, Map<Request, String> refused) {}

  /**
   * Takes what it works with.
   *
   * @param preferred version by package name
   */
  ClosureFinder(AptResolver resolver, boolean recommends, Map<String, String> preferred) {
    this.resolver = resolver;
    this.recommends = recommends;
    this.preferred = Map.copyOf(preferred);
  }

  /** Resolves everything; where that is impossible, as much of it as there is a solution for. */
  Found find(List<Request> requests) {
    Resolution all = resolve(requests);
    if (all instanceof Closure closure) {
      return new Found(closure, requests, Map.of());
    }
    Closure best = new Closure(List.of(), List.of());
    List<Request> good = new ArrayList<>();
    Map<Request, String> refused =
        new TreeMap<>((left, right) -> requests.indexOf(left) - requests.indexOf(right));
    for (Request request : requests) {
      List<Request> more = new ArrayList<>(good);
      more.add(request);
      Resolution resolution = resolve(more);
      if (resolution instanceof Closure closure) {
        best = closure;
        good.add(request);
      } else if (resolution instanceof Impossible impossible) {
        refused.put(request, String.join("; ", impossible.reasons()));
      }
    }
    return new Found(best, good, refused);
  }

  /**
   * Versions that are in the way of a solution give way, no more of them than necessary: first all
   * that would change anyway, then each of these is tried again.
   */
  private Resolution resolve(List<Request> requests) {
    Resolution first = resolver.resolve(requests, recommends, preferred);
    if (first instanceof Closure || preferred.isEmpty()) {
      return first;
    }
    Resolution free = resolver.resolve(requests, recommends);
    if (!(free instanceof Closure newest)) {
      return first;
    }
    Map<String, String> kept = new TreeMap<>(preferred);
    List<String> changing = changing(newest);
    changing.forEach(kept::remove);
    Resolution best = resolver.resolve(requests, recommends, kept);
    if (!(best instanceof Closure)) {
      return free;
    }
    for (String name : changing) {
      Map<String, String> more = new TreeMap<>(kept);
      more.put(name, Objects.requireNonNull(preferred.get(name)));
      Resolution better = resolver.resolve(requests, recommends, more);
      if (better instanceof Closure) {
        best = better;
        kept = more;
      }
    }
    return best;
  }

  private List<String> changing(Closure newest) {
    return newest.packages().stream()
        .filter(
            it ->
                Optional.ofNullable(preferred.get(it.name()))
                    .filter(version -> !version.equals(it.version()))
                    .isPresent())
        .map(ResolvedPackage::name)
        .toList();
  }
}
