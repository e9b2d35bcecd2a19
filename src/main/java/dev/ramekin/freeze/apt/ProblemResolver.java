package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.List;

/**
 * Mends a selection in which packages lack something, as apt's problem resolver does: from the
 * highest score down, each broken package is upgraded, held back or removed, or what stands in its
 * way is.
 */
final class ProblemResolver {
  private static final int MOST_ROUNDS = 20;

  private final Selection selection;
  private final Universe universe;
  private final Marker marker;
  private final Repairs repairs;
  private Scores scores;

  /**
   * Takes what it works on.
   *
   * @param repairs knows which packages the user asked for
   */
  ProblemResolver(Selection selection, Marker marker, Repairs repairs) {
    this.selection = selection;
    this.universe = selection.universe;
    this.marker = marker;
    this.repairs = repairs;
    this.scores = Scores.none(selection);
  }

  /** Returns whether nothing is broken in the end. */
  boolean resolve() {
    if (selection.brokenCount() == 0 && !isAnythingHeldBack()) {
      return true;
    }
    reinstallBroken();
    scores = Scores.of(selection, repairs);
    int[] order = selection.initial.iteration().clone();
    IntroSort.descending(order, scores.all());
    boolean changed = true;
    for (int round = 0; round < MOST_ROUNDS && changed; round++) {
      changed = false;
      for (int it : order) {
        reinstate(it);
        if (selection.target(it) != Selection.NONE && selection.isBroken(it)) {
          changed |= new Investigation(it, round).run();
        }
      }
    }
    markNewAsAutomatic(order);
    return selection.brokenCount() == 0;
  }

  /** Only what is to be upgraded and yet is not at its candidate could be reinstated. */
  private boolean isAnythingHeldBack() {
    for (int it : selection.initial.installedPackages()) {
      if (selection.isInstall(it) && selection.candidate(it) != selection.target(it)) {
        return true;
      }
    }
    return false;
  }

  private void reinstallBroken() {
    boolean again = true;
    while (again) {
      again = false;
      for (int it : selection.initial.iteration()) {
        if (selection.isInstall(it)) {
          repairs.set(it, Repairs.PRE_INSTALLED);
        } else {
          if (selection.isBroken(it)) {
            marker.install(it, false, 0, false);
            again |= selection.isInstall(it);
          }
          repairs.clear(it, Repairs.PRE_INSTALLED);
        }
        repairs.set(it, Repairs.UPGRADABLE);
      }
    }
  }

  /** Tries once more to bring an installed package to its candidate when that breaks nothing. */
  private void reinstate(int packageId) {
    if (selection.candidate(packageId) == selection.target(packageId)
        || selection.current(packageId) == Selection.NONE
        || selection.target(packageId) == Selection.NONE
        || !repairs.is(packageId, Repairs.PRE_INSTALLED)
        || selection.isGuarded(packageId)) {
      return;
    }
    int broken = selection.brokenCount();
    repairs.forget(packageId);
    marker.install(packageId, false, 0, false);
    if (selection.isBroken(packageId) || broken < selection.brokenCount()) {
      marker.keep(packageId, false, 0);
    }
  }

  private void markNewAsAutomatic(int[] packages) {
    for (int it : packages) {
      if (selection.isNewInstall(it) && !repairs.is(it, Repairs.PRE_INSTALLED)) {
        selection.automatic(it, true);
      }
    }
  }

  /** Tries to bring a package to its candidate together with what that needs. */
  private boolean upgrade(int packageId) {
    if (!repairs.is(packageId, Repairs.UPGRADABLE)
        || !selection.isUpgradable(packageId)
        || repairs.is(packageId, Repairs.ASKED)) {
      return false;
    }
    repairs.clear(packageId, Repairs.UPGRADABLE);
    boolean wasKept = selection.isKeep(packageId);
    if (!marker.install(packageId, false, 0, false)
        || selection.target(packageId) == Selection.NONE) {
      return false;
    }
    int it = universe.versionDependency.get(selection.target(packageId));
    for (; it >= 0; it = selection.afterGroup(it)) {
      if (universe.isCritical(it) && !upgradeForGroup(it)) {
        if (wasKept) {
          marker.keep(packageId, false, 0);
        } else {
          marker.delete(packageId, 0, false);
        }
        return false;
      }
    }
    return true;
  }

  private boolean upgradeForGroup(int start) {
    boolean good = true;
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      if (selection.groupHoldsAfter(start)) {
        return good;
      }
      int wanted = smartTarget(it);
      if (selection.isGuarded(wanted)) {
        good = false;
      } else if (selection.candidateHolds(it)) {
        if (upgrade(wanted)) {
          return true;
        }
        good = false;
      } else if (universe.isNegative(it)) {
        return good;
      } else {
        good = false;
      }
      if (!universe.hasAlternative(it)) {
        return good;
      }
    }
  }

  /** Returns the target, or for a purely virtual one its first provider. */
  private int smartTarget(int dependency) {
    int wanted = universe.dependencyTarget.get(dependency);
    int itself = universe.versionPackage.get(universe.dependencyOwner.get(dependency));
    if (universe.firstVersion.get(wanted) >= 0) {
      return wanted;
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int provider = universe.versionPackage.get(universe.provideOwner.get(it));
      if (provider != itself) {
        return provider;
      }
    }
    return wanted;
  }

  private List<Integer> allTargets(int dependency) {
    List<Integer> versions = new ArrayList<>();
    int wanted = universe.dependencyTarget.get(dependency);
    if (!universe.ignoresTarget(dependency)) {
      int version = universe.firstVersion.get(wanted);
      for (; version >= 0; version = universe.versionNext.get(version)) {
        if (universe.satisfiedByVersion(dependency, version)) {
          versions.add(version);
        }
      }
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      if (!universe.ignoresProvide(dependency, it) && universe.satisfiedByProvide(dependency, it)) {
        versions.add(universe.provideOwner.get(it));
      }
    }
    return versions;
  }

  /** What is to give way to a package, and for which dependency. */
  private record Kill(int packageId, int dependency) {}

  private enum OrAction {
    REMOVE,
    KEEP
  }

  /** One look at one broken package. */
  private final class Investigation {
    private final int packageId;
    private final int round;
    private final List<Kill> kills = new ArrayList<>();
    private OrAction orAction = OrAction.REMOVE;
    private boolean changed;

    Investigation(int packageId, int round) {
      this.packageId = packageId;
      this.round = round;
    }

    boolean run() {
      int it = universe.versionDependency.get(selection.target(packageId));
      while (it >= 0) {
        int next = selection.afterGroup(it);
        if (universe.isCritical(it) && !selection.groupHoldsAfter(it) && examineGroup(it)) {
          break;
        }
        it = next;
      }
      if (selection.target(packageId) != Selection.NONE) {
        kills.forEach(this::apply);
      }
      return changed;
    }

    /** Returns whether nothing more is to be done about this package. */
    private boolean examineGroup(int start) {
      boolean inOr = universe.hasAlternative(start);
      int killsBefore = kills.size();
      orAction = OrAction.REMOVE;
      for (int it = start; ; it = universe.dependencyNext.get(it)) {
        if (selection.groupHoldsAfter(start)) {
          return false;
        }
        boolean done = examine(it, start, inOr);
        if (done && !inOr) {
          return true;
        }
        if (!universe.hasAlternative(it)) {
          break;
        }
      }
      if (inOr && kills.size() == killsBefore) {
        finishOrGroup();
      }
      return false;
    }

    private void finishOrGroup() {
      if (orAction == OrAction.KEEP) {
        marker.keep(packageId, false, 0);
        changed = true;
      } else if (!selection.isGuarded(packageId)) {
        marker.delete(packageId, 0, false);
        changed = true;
      }
    }

    private boolean examine(int dependency, int start, boolean inOr) {
      List<Integer> targets = allTargets(dependency);
      boolean hopeless =
          targets.isEmpty() && !universe.isNegative(dependency) && !selection.isGuarded(packageId);
      if (hopeless) {
        return giveUp(inOr);
      }
      for (int version : targets) {
        int other = universe.versionPackage.get(version);
        if (selection.target(other) != version && universe.isNegative(dependency)) {
          continue;
        }
        boolean otherIsStronger =
            scores.get(packageId) <= scores.get(other)
                || (!selection.holdsNow(dependency) && !universe.isNegative(dependency));
        if (!otherIsStronger) {
          if (!pushAside(other, dependency, start)) {
            break;
          }
        } else if (selection.isGuarded(packageId)) {
          if (upgrade(other)) {
            scores.set(other, Math.min(scores.get(other), scores.get(packageId)));
            break;
          }
        } else {
          giveWay(other, dependency, inOr);
          changed = true;
          return true;
        }
      }
      return false;
    }

    /** Nothing anywhere fits the dependency. */
    private boolean giveUp(boolean inOr) {
      if (!selection.isBrokenNow(packageId)) {
        if (!inOr) {
          changed = true;
          marker.keep(packageId, false, 0);
          return true;
        }
        return false;
      }
      boolean wasInstall = selection.isInstall(packageId);
      marker.keep(packageId, true, 0);
      if (!selection.isBroken(packageId)) {
        holdBack(wasInstall, inOr);
      } else if (!inOr) {
        marker.delete(packageId, 0, false);
      }
      changed = true;
      return true;
    }

    private void holdBack(boolean wasInstall, boolean inOr) {
      orAction = OrAction.KEEP;
      if (inOr && wasInstall) {
        marker.install(packageId, false, 0, false);
      }
    }

    /** The broken package itself is kept as it was, upgraded or removed. */
    private void giveWay(int other, int dependency, boolean inOr) {
      boolean wasInstall = selection.isInstall(packageId);
      marker.keep(packageId, false, 0);
      if (!selection.isBroken(packageId)) {
        holdBack(wasInstall, inOr);
        return;
      }
      if (upgrade(packageId)) {
        return;
      }
      int wanted = universe.dependencyTarget.get(dependency);
      if (!inOr) {
        marker.delete(packageId, 0, false);
        if (round > 1 && scores.get(other) > scores.get(packageId)) {
          scores.set(packageId, scores.get(other));
        }
      } else if (selection.current(wanted) == Selection.NONE
          && !selection.isDelete(wanted)
          && !repairs.is(wanted, Repairs.TO_REMOVE)
          && selection.candidate(wanted) != Selection.NONE) {
        tryInstalling(wanted);
      }
    }

    private void tryInstalling(int wanted) {
      int broken = selection.brokenCount();
      marker.install(wanted, true, 1, false);
      if (selection.isBroken(wanted) || selection.brokenCount() > broken) {
        marker.delete(wanted, 1, false);
      }
    }

    /** The other one gives way; returns whether further targets are to be looked at. */
    private boolean pushAside(int other, int dependency, int start) {
      if (universe.type(dependency) == Universe.BREAKS && selection.groupCandidateHolds(start)) {
        marker.install(other, false, 0, false);
        return true;
      }
      if (selection.isGuarded(other) && !selection.isDelete(other)) {
        return true;
      }
      kills.add(new Kill(other, start));
      return universe.isNegative(dependency);
    }

    private void apply(Kill kill) {
      boolean done;
      if (!selection.groupHoldsNow(kill.dependency())) {
        done = universe.isNegative(kill.dependency()) && marker.delete(kill.packageId(), 0, false);
      } else {
        done = marker.keep(kill.packageId(), false, 0);
      }
      if ((!done || round > 1) && scores.get(packageId) > scores.get(kill.packageId())) {
        scores.set(kill.packageId(), scores.get(packageId));
        changed = true;
      }
      changed |= done;
    }
  }
}
