package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What is installed, what is to be installed and what could be, for every package; and which
 * dependencies hold in each of these three states. Mirrors apt's dependency cache, but computes a
 * dependency's state when asked instead of keeping all of them.
 */
final class Selection {
  /** What is to happen to a package. */
  enum Mode {
    KEEP,
    INSTALL,
    DELETE
  }

  static final int NONE = -1;

  final Universe universe;
  final boolean recommends;
  private final int[] current;
  private final int[] target;
  private final int[] candidate;

  /**
   * The candidate that dependencies were last told of: apt does not recompute them when a candidate
   * is discarded.
   */
  private final int[] announced;

  private final Mode[] modes;
  private final boolean[] guarded;
  private final boolean[] automatic;
  private final int[] installedPackages;

  Selection(
      Universe universe,
      boolean recommends,
      int[] current,
      int[] candidate,
      int[] installedPackages) {
    this.universe = universe;
    this.recommends = recommends;
    this.current = current;
    this.target = current.clone();
    this.candidate = candidate.clone();
    this.announced = candidate.clone();
    this.modes = new Mode[current.length];
    Arrays.fill(modes, Mode.KEEP);
    this.guarded = new boolean[current.length];
    this.automatic = new boolean[current.length];
    this.installedPackages = installedPackages;
  }

  int[] installedPackages() {
    return installedPackages;
  }

  int current(int packageId) {
    return current[packageId];
  }

  /** Returns the version that will be there afterwards, or -1. */
  int target(int packageId) {
    return target[packageId];
  }

  int candidate(int packageId) {
    return candidate[packageId];
  }

  Mode mode(int packageId) {
    return modes[packageId];
  }

  boolean isInstall(int packageId) {
    return modes[packageId] == Mode.INSTALL;
  }

  boolean isKeep(int packageId) {
    return modes[packageId] == Mode.KEEP;
  }

  boolean isDelete(int packageId) {
    return modes[packageId] == Mode.DELETE;
  }

  /** Returns whether a user's wish holds the package where it is. */
  boolean isGuarded(int packageId) {
    return guarded[packageId];
  }

  void guard(int packageId, boolean value) {
    guarded[packageId] = value;
  }

  boolean isAutomatic(int packageId) {
    return automatic[packageId];
  }

  void automatic(int packageId, boolean value) {
    automatic[packageId] = value;
  }

  boolean isFlagged(int packageId, int flag) {
    return (universe.packageFlags.get(packageId) & flag) != 0;
  }

  /** Returns whether there is nothing yet to compare a candidate with. */
  boolean isNew(int packageId) {
    return current[packageId] == NONE || candidate[packageId] == NONE;
  }

  boolean isUpgradable(int packageId) {
    return candidate[packageId] != NONE
        && (current[packageId] == NONE
            || universe.strings.compareVersions(
                    universe.versionText.get(candidate[packageId]),
                    universe.versionText.get(current[packageId]))
                > 0);
  }

  /** Sets mode and target, and lets dependencies see the package's candidate. */
  void set(int packageId, Mode mode, int version) {
    modes[packageId] = mode;
    target[packageId] = version;
    announced[packageId] = candidate[packageId];
  }

  void keepMode(int packageId) {
    modes[packageId] = Mode.KEEP;
  }

  /** Makes a version the candidate, and what is to be installed where that was the old one. */
  void nominate(int packageId, int version) {
    if (candidate[packageId] == version) {
      return;
    }
    if (candidate[packageId] == target[packageId] && isInstall(packageId)) {
      target[packageId] = version;
    }
    candidate[packageId] = version;
    announced[packageId] = version;
  }

  /** Takes the candidate away without telling the dependencies. */
  void discardCandidate(int packageId, int version) {
    candidate[packageId] = version;
  }

  /** Returns whether a dependency counts: Recommends only where they are asked for. */
  boolean matters(int dependency) {
    return universe.isCritical(dependency)
        || (recommends && universe.type(dependency) == Universe.RECOMMENDS);
  }

  /** Returns whether the dependency by itself holds now; a negative one holds when nobody fits. */
  boolean holdsNow(int dependency) {
    return holds(dependency, this::current);
  }

  /** Returns whether it holds afterwards. */
  boolean holdsAfter(int dependency) {
    return holds(dependency, this::target);
  }

  /** Returns whether candidates would make it hold. */
  boolean candidateHolds(int dependency) {
    return holds(dependency, packageId -> announced[packageId]);
  }

  private boolean holds(int dependency, IntUnaryOperator state) {
    return matches(dependency, state) != universe.isNegative(dependency);
  }

  private boolean matches(int dependency, IntUnaryOperator state) {
    int wanted = universe.dependencyTarget.get(dependency);
    int version = state.applyAsInt(wanted);
    if (version != NONE
        && !universe.ignoresTarget(dependency)
        && universe.satisfiedByVersion(dependency, version)) {
      return true;
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      if (state.applyAsInt(universe.versionPackage.get(owner)) == owner
          && !universe.ignoresProvide(dependency, it)
          && universe.satisfiedByProvide(dependency, it)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the last alternative of the group a dependency opens. */
  int groupEnd(int start) {
    int end = start;
    while (universe.hasAlternative(end)) {
      end = universe.dependencyNext.get(end);
    }
    return end;
  }

  boolean groupHoldsAfter(int start) {
    return anyOfGroup(start, this::holdsAfter);
  }

  boolean groupHoldsNow(int start) {
    return anyOfGroup(start, this::holdsNow);
  }

  boolean groupCandidateHolds(int start) {
    return anyOfGroup(start, this::candidateHolds);
  }

  private boolean anyOfGroup(int start, IntPredicate test) {
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      if (test.test(it)) {
        return true;
      }
      if (!universe.hasAlternative(it)) {
        return false;
      }
    }
  }

  /** Returns whether what will be there lacks a dependency it cannot do without. */
  boolean isBroken(int packageId) {
    return lacks(target[packageId], false);
  }

  /** Returns whether it lacks a dependency or, where they count, a recommended package. */
  boolean isPolicyBroken(int packageId) {
    return lacks(target[packageId], recommends);
  }

  private boolean lacks(int version, boolean recommendsToo) {
    if (version == NONE) {
      return false;
    }
    for (int it = universe.versionDependency.get(version); it >= 0; it = afterGroup(it)) {
      boolean counts = universe.isCritical(it) || (recommendsToo && matters(it));
      if (counts && !groupHoldsAfter(it)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether what is installed lacks a dependency now. */
  boolean isBrokenNow(int packageId) {
    int version = current[packageId];
    if (version == NONE) {
      return false;
    }
    for (int it = universe.versionDependency.get(version); it >= 0; it = afterGroup(it)) {
      if (universe.isCritical(it) && !groupHoldsNow(it)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the dependency after the group that {@code start} opens, or -1. */
  int afterGroup(int start) {
    return universe.dependencyNext.get(groupEnd(start));
  }

  int brokenCount() {
    return broken().size();
  }

  /** Returns the packages that would be broken afterwards. */
  List<Integer> broken() {
    List<Integer> broken = new ArrayList<>();
    for (int it = 0; it < target.length; it++) {
      if (target[it] != NONE && isBroken(it)) {
        broken.add(it);
      }
    }
    return broken;
  }

  int packageCount() {
    return target.length;
  }

  /** Returns the candidates that fit one alternative. */
  List<Integer> fittingCandidates(int dependency) {
    return candidateHolds(dependency) == universe.isNegative(dependency)
        ? List.of()
        : fitting(dependency, this::candidate);
  }

  /** Returns the installed versions that fit one alternative. */
  List<Integer> fittingInstalled(int dependency) {
    return fitting(dependency, this::current);
  }

  private List<Integer> fitting(int dependency, IntUnaryOperator state) {
    List<Integer> versions = new ArrayList<>();
    int wanted = universe.dependencyTarget.get(dependency);
    int version = state.applyAsInt(wanted);
    if (version != NONE
        && !universe.ignoresTarget(dependency)
        && universe.satisfiedByVersion(dependency, version)) {
      versions.add(version);
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      if (state.applyAsInt(universe.versionPackage.get(owner)) == owner
          && !universe.ignoresProvide(dependency, it)
          && universe.satisfiedByProvide(dependency, it)
          && !versions.contains(owner)) {
        versions.add(owner);
      }
    }
    return versions;
  }
}
