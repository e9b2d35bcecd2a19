package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Set;

/**
 * How to freeze.
 *
 * @param strategy how packages will get into the images
 * @param architectures what to freeze for, the usual one first; none for what the old lock has,
 *     else the platforms' own
 * @param update names of packages and references of base images whose versions may change although
 *     the lock has them; {@code *} stands for all
 * @param recommends names of the stages in which recommended packages are installed too
 * @param places where things are looked for
 */
public record FreezeOptions(
    Lock.Strategy strategy,
    List<Architecture> architectures,
    Set<String> update,
    Set<String> recommends,
    Places places) {
  public FreezeOptions {
    architectures = List.copyOf(architectures);
    update = Set.copyOf(update);
    recommends = Set.copyOf(recommends);
  }

  /** Returns the usual way: a pantry, and nothing the lock has is updated. */
  public static FreezeOptions of(Places places) {
    return new FreezeOptions(Lock.Strategy.PANTRY, List.of(), Set.of(), Set.of(), places);
  }

  /** Returns the same with another strategy. */
  public FreezeOptions withStrategy(Lock.Strategy other) {
    return new FreezeOptions(other, architectures, update, recommends, places);
  }

  /** Returns the same with other things to update. */
  public FreezeOptions withUpdate(Set<String> names) {
    return new FreezeOptions(strategy, architectures, names, recommends, places);
  }

  /** Returns the same with other places. */
  public FreezeOptions withPlaces(Places others) {
    return new FreezeOptions(strategy, architectures, update, recommends, others);
  }

  /** Returns the same for other architectures. */
  public FreezeOptions withArchitectures(List<Architecture> others) {
    return new FreezeOptions(strategy, others, update, recommends, places);
  }

  boolean mayUpdate(String name) {
    return update.contains("*") || update.contains(name);
  }
}
