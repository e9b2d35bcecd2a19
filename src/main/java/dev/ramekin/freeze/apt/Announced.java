package dev.ramekin.freeze.apt;

/**
 * What dependencies were last told of the packages they name. apt computes a dependency's state
 * when a package it names, or the provider of one, is marked; a candidate that is discarded in
 * between is not noticed until then. So for every package the state is kept that was true at its
 * last marking, and with every provide whether its owner was chosen then.
 */
final class Announced {
  private static final byte TARGET = 1;
  private static final byte CANDIDATE = 2;

  private final Universe universe;
  private final int[] initialCandidate;
  private final int[] initialTarget;
  private final int[] targets;
  private final int[] candidates;

  /** Which packages' provides were looked at since the beginning. */
  private final boolean[] told;

  private final byte[] provides;

  Announced(Universe universe, int[] current, int[] candidate) {
    this.universe = universe;
    this.initialTarget = current;
    this.initialCandidate = candidate;
    this.targets = current.clone();
    this.candidates = initialCandidate.clone();
    this.told = new boolean[current.length];
    this.provides = new byte[universe.provideOwner.size()];
  }

  /** Tells those that depend on a package, or on what it provides, how things stand. */
  void update(int packageId, int[] target, int[] candidate) {
    tell(packageId, target, candidate);
    int installed = initialTarget[packageId];
    tellOfProvides(installed, target, candidate);
    if (candidate[packageId] != installed) {
      tellOfProvides(candidate[packageId], target, candidate);
    }
  }

  private void tellOfProvides(int version, int[] target, int[] candidate) {
    if (version == Selection.NONE) {
      return;
    }
    int it = universe.versionProvide.get(version);
    for (; it >= 0; it = universe.provideNextOfOwner.get(it)) {
      tell(universe.provideTarget.get(it), target, candidate);
    }
  }

  private void tell(int packageId, int[] target, int[] candidate) {
    targets[packageId] = target[packageId];
    candidates[packageId] = candidate[packageId];
    told[packageId] = true;
    int it = universe.firstProvide.get(packageId);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      int provider = universe.versionPackage.get(owner);
      provides[it] =
          (byte)
              ((target[provider] == owner ? TARGET : 0)
                  | (candidate[provider] == owner ? CANDIDATE : 0));
    }
  }

  boolean matchesTarget(int dependency) {
    int wanted = universe.dependencyTarget.get(dependency);
    return fits(dependency, targets[wanted]) || provided(dependency, wanted, TARGET);
  }

  boolean matchesCandidate(int dependency) {
    int wanted = universe.dependencyTarget.get(dependency);
    return fits(dependency, candidates[wanted]) || provided(dependency, wanted, CANDIDATE);
  }

  boolean matchesCurrent(int dependency, int[] current) {
    int wanted = universe.dependencyTarget.get(dependency);
    if (fits(dependency, current[wanted])) {
      return true;
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      if (current[universe.versionPackage.get(owner)] == owner && providesIt(dependency, it)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(int dependency, int version) {
    return version != Selection.NONE
        && !universe.ignoresTarget(dependency)
        && universe.satisfiedByVersion(dependency, version);
  }

  private boolean provided(int dependency, int wanted, byte which) {
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      if (isChosen(it, wanted, which) && providesIt(dependency, it)) {
        return true;
      }
    }
    return false;
  }

  private boolean isChosen(int provide, int wanted, byte which) {
    if (told[wanted]) {
      return (provides[provide] & which) != 0;
    }
    int owner = universe.provideOwner.get(provide);
    int provider = universe.versionPackage.get(owner);
    int[] state = which == TARGET ? initialTarget : initialCandidate;
    return state[provider] == owner;
  }

  private boolean providesIt(int dependency, int provide) {
    return !universe.ignoresProvide(dependency, provide)
        && universe.satisfiedByProvide(dependency, provide);
  }
}
