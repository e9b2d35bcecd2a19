package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What is installed, what is to be installed and what could be, for every package; and which
 * dependencies hold in each of these three states. Mirrors apt's dependency cache.
 */
final class Selection {
  /** What is to happen to a package. */
  enum Mode {
    KEEP,
    INSTALL,
    DELETE
  }

  static final int NONE = -1;

  /** Compares as "there is nothing to compare with". */
  private static final byte NEW = 2;

  final Universe universe;
  final InitialState initial;
  final boolean recommends;
  private final int[] current;
  private final int[] target;
  private final int[] candidate;
  private final Announced announced;
  private final Mode[] modes;
  private final byte[] order;
  private final boolean[] guarded;
  private final boolean[] held;
  private final boolean[] automatic;

  Selection(InitialState initial, boolean recommends) {
    this.universe = initial.universe();
    this.initial = initial;
    this.recommends = recommends;
    this.current = initial.current();
    this.target = current.clone();
    this.candidate = initial.candidates().clone();
    this.announced = new Announced(universe, current, initial.candidates());
    this.modes = new Mode[current.length];
    Arrays.fill(modes, Mode.KEEP);
    this.order = initial.order().clone();
    this.guarded = new boolean[current.length];
    this.held = initial.held().clone();
    this.automatic = new boolean[current.length];
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

  /** Returns whether dpkg's status puts the package on hold. */
  boolean isHeld(int packageId) {
    return held[packageId];
  }

  void hold(int packageId) {
    held[packageId] = true;
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

  /** Returns whether there was nothing to compare a candidate with when it was last set. */
  boolean isNew(int packageId) {
    return order[packageId] == NEW;
  }

  boolean isNewInstall(int packageId) {
    return isNew(packageId) && isInstall(packageId);
  }

  boolean isUpgrade(int packageId) {
    return order[packageId] > 0 && isInstall(packageId);
  }

  boolean isUpgradable(int packageId) {
    return order[packageId] >= 1 && candidate[packageId] != NONE;
  }

  /** Returns how a candidate compares with what is installed: 2 when there is no such pair. */
  static byte order(Universe universe, int current, int candidate) {
    return current == NONE || candidate == NONE
        ? NEW
        : (byte)
            Integer.signum(
                universe.strings.compareVersions(
                    universe.versionText.get(candidate), universe.versionText.get(current)));
  }

  /** Sets mode and target, and lets dependencies see the package as it is now. */
  void set(int packageId, Mode mode, int version) {
    modes[packageId] = mode;
    target[packageId] = version;
    announce(packageId);
  }

  private void announce(int packageId) {
    announced.update(packageId, target, candidate);
  }

  void keepMode(int packageId) {
    modes[packageId] = Mode.KEEP;
    order[packageId] = order(universe, current[packageId], candidate[packageId]);
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
    order[packageId] = order(universe, current[packageId], version);
    announce(packageId);
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
    return announced.matchesCurrent(dependency, current) != universe.isNegative(dependency);
  }

  /** Returns whether it holds afterwards. */
  boolean holdsAfter(int dependency) {
    return announced.matchesTarget(dependency) != universe.isNegative(dependency);
  }

  /** Returns whether candidates would make it hold. */
  boolean candidateHolds(int dependency) {
    return announced.matchesCandidate(dependency) != universe.isNegative(dependency);
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
    return anyOfGroup(start, announced::matchesTarget) != universe.isNegative(start);
  }

  boolean groupHoldsNow(int start) {
    return anyOfGroup(start, it -> announced.matchesCurrent(it, current))
        != universe.isNegative(start);
  }

  boolean groupCandidateHolds(int start) {
    return anyOfGroup(start, announced::matchesCandidate) != universe.isNegative(start);
  }

  /** Returns whether one alternative by itself holds afterwards. */
  boolean anyHoldsAfter(int start) {
    return anyOfGroup(start, this::holdsAfter);
  }

  /** Returns whether one alternative by itself holds afterwards or would by candidates. */
  boolean anyCanHold(int start) {
    return anyOfGroup(start, it -> holdsAfter(it) || candidateHolds(it));
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

  /** Returns whether a version, were it there afterwards, would lack a dependency. */
  boolean isUnmet(int version) {
    return lacks(version, false);
  }

  private boolean lacks(int version, boolean recommendsToo) {
    if (version == NONE) {
      return false;
    }
    for (int it = universe.versionDependency.get(version); it >= 0; it = afterGroup(it)) {
      boolean counts = universe.isCritical(it) || (recommendsToo && matters(it));
      if (counts && !groupSettledAfter(it)) {
        return true;
      }
    }
    return false;
  }

  /** As apt has it, the last alternative of a group counts by itself or with all before it. */
  private boolean groupSettledAfter(int start) {
    return groupHoldsAfter(start) || holdsAfter(groupEnd(start));
  }

  /** Returns whether what is installed lacks a dependency now. */
  boolean isBrokenNow(int packageId) {
    int version = current[packageId];
    if (version == NONE) {
      return false;
    }
    for (int it = universe.versionDependency.get(version); it >= 0; it = afterGroup(it)) {
      if (universe.isCritical(it) && !groupHoldsNow(it) && !holdsNow(groupEnd(it))) {
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
          && universe.satisfiedByProvide(dependency, it)) {
        versions.add(owner);
      }
    }
    return versions;
  }
}
