package dev.ramekin.freeze;

import dev.ramekin.model.lock.Lock;
import java.util.Set;

/**
 * How to freeze.
 *
 * @param strategy how packages will get into the images
 * @param update names of packages and references of base images whose versions may change although
 *     the lock has them; {@code *} stands for all
 * @param recommends names of the stages in which recommended packages are installed too
 * @param places where things are looked for
 */
public record FreezeOptions(
    Lock.Strategy strategy, Set<String> update, Set<String> recommends, Places places) {
  public FreezeOptions {
    update = Set.copyOf(update);
    recommends = Set.copyOf(recommends);
  }

  /** Returns the usual way: a pantry, and nothing the lock has is updated. */
  public static FreezeOptions of(Places places) {
    return new FreezeOptions(Lock.Strategy.PANTRY, Set.of(), Set.of(), places);
  }

  /** Returns the same with another strategy. */
  public FreezeOptions withStrategy(Lock.Strategy other) {
    return new FreezeOptions(other, update, recommends, places);
  }

  /** Returns the same with other things to update. */
  public FreezeOptions withUpdate(Set<String> names) {
    return new FreezeOptions(strategy, names, recommends, places);
  }

  /** Returns the same with other places. */
  public FreezeOptions withPlaces(Places others) {
    return new FreezeOptions(strategy, update, recommends, others);
  }

  boolean mayUpdate(String name) {
    return update.contains("*") || update.contains(name);
  }
}
