package dev.ramekin.freeze.apt;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How hard apt holds on to each package: by priority, by how many need it, and far above all what
 * the user asked for and what is essential.
 */
final class Scores {
  private static final int[] BY_PRIORITY = {0, 3, 2, 1, -1, -2};
  private static final int EXTRA = 5;
  private static final int ESSENTIAL_BASE = 100;
  private static final int ESSENTIAL = 5000;
  private static final int ASKED = 10_000;

  private final Selection selection;
  private final Universe universe;
  private final int[] scores;

  private Scores(Selection selection, int[] scores) {
    this.selection = selection;
    this.universe = selection.universe;
    this.scores = scores;
  }

  static Scores of(Selection selection, Repairs repairs) {
    Scores scores = new Scores(selection, new int[selection.packageCount()]);
    scores.compute(repairs);
    return scores;
  }

  /** Returns scores of nothing yet. */
  static Scores none(Selection selection) {
    return new Scores(selection, new int[0]);
  }

  private void compute(Repairs repairs) {
    addOwn();
    int[] own = scores.clone();
    addDependents(own);
    addProvided(own);
    for (int it = 0; it < scores.length; it++) {
      scores[it] += repairs.is(it, Repairs.ASKED) ? ASKED : 0;
      scores[it] += isVital(it) ? ESSENTIAL : 0;
    }
  }

  int[] all() {
    return scores;
  }

  int get(int packageId) {
    return scores[packageId];
  }

  void set(int packageId, int score) {
    scores[packageId] = score;
  }

  private boolean isVital(int packageId) {
    return selection.isFlagged(packageId, Universe.ESSENTIAL | Universe.IMPORTANT);
  }

  private void addOwn() {
    for (int it = 0; it < scores.length; it++) {
      int version = selection.target(it);
      if (version == Selection.NONE) {
        continue;
      }
      boolean available = universe.isDownloadable(version);
      scores[it] += isVital(it) ? ESSENTIAL_BASE : 0;
      scores[it] += BY_PRIORITY[available ? universe.versionPriority.get(version) : EXTRA];
      int candidate = selection.candidate(it);
      if (selection.current(it) != Selection.NONE
          && candidate != Selection.NONE
          && universe.isDownloadable(candidate)) {
        scores[it]++;
      }
      addToTargets(version);
    }
  }

  private void addToTargets(int version) {
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = universe.dependencyNext.get(it)) {
      if (universe.type(it) == Universe.SUGGESTS) {
        continue;
      }
      int weight = universe.isNegative(it) ? -1 : 1;
      int wanted = universe.dependencyTarget.get(it);
      if (!universe.ignoresTarget(it)) {
        int target = selection.target(wanted);
        boolean versioned = universe.operator(it) != Universe.ANY_VERSION;
        if (versioned && (target == Selection.NONE || !universe.satisfiedByVersion(it, target))) {
          continue;
        }
        scores[wanted] += weight;
      }
      for (int provider : providers(wanted, it)) {
        scores[provider] += weight;
      }
    }
  }

  /**
   * Returns the providers that will be there; with a dependency only those that fit it, without one
   * only those that say so themselves.
   */
  private SortedSet<Integer> providers(int wanted, int dependency) {
    SortedSet<Integer> found = new TreeSet<>();
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      int provider = universe.versionPackage.get(owner);
      boolean fits =
          dependency < 0
              ? universe.provideImplicit.get(it) == 0
              : (!universe.ignoresProvide(dependency, it)
                  && universe.satisfiedByProvide(dependency, it));
      if (fits && selection.target(provider) == owner) {
        found.add(provider);
      }
    }
    return found;
  }

  private void addDependents(int[] own) {
    for (int it = 0; it < scores.length; it++) {
      if (selection.target(it) == Selection.NONE) {
        continue;
      }
      int reverse = universe.firstReverse.get(it);
      for (; reverse >= 0; reverse = universe.dependencyNextReverse.get(reverse)) {
        int owner = universe.dependencyOwner.get(reverse);
        int dependent = universe.versionPackage.get(owner);
        if (!universe.isNegative(reverse)
            && universe.type(reverse) != Universe.SUGGESTS
            && selection.target(dependent) == owner
            && own[dependent] > 0) {
          scores[it] += own[dependent];
        }
      }
    }
  }

  private void addProvided(int[] own) {
    for (int it = 0; it < scores.length; it++) {
      int transfer = Math.abs(scores[it] - own[it]);
      if (transfer != 0) {
        for (int provider : providers(it, -1)) {
          scores[provider] += transfer;
        }
      }
    }
  }
}
