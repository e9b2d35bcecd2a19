package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Selection.Mode;
import java.util.ArrayList;
import java.util.List;

/** One package's installation, with what has to be remembered between its steps. */
final class Installation {
  private final Marker marker;
  private final Selection selection;
  private final Universe universe;
  private final int packageId;
  private final int depth;
  private final boolean fromUser;
  private final boolean guarded;
  private final boolean failEarly;
  private final int candidate;
  private final List<Integer> toInstall = new ArrayList<>();
  private final List<Integer> toRemove = new ArrayList<>();
  private final List<Integer> toUpgrade = new ArrayList<>();
  private final List<Integer> removeLater = new ArrayList<>();
  private final List<Integer> newDependencies = new ArrayList<>();

  Installation(Marker marker, Selection selection, int packageId, int depth, boolean fromUser) {
    this.marker = marker;
    this.selection = selection;
    this.universe = selection.universe;
    this.packageId = packageId;
    this.depth = depth;
    this.fromUser = fromUser;
    this.guarded = selection.isGuarded(packageId);
    this.failEarly = !guarded && !fromUser;
    this.candidate = selection.candidate(packageId);
  }

  boolean run(boolean withDependencies) {
    if (fromUser) {
      marker.changeState(packageId, true);
    }
    if (!withDependencies) {
      if (!fromUser) {
        marker.changeState(packageId, false);
      }
      return true;
    }
    collect();
    boolean good = removeConflicts();
    if (!good && failEarly) {
      return false;
    }
    collectReverse();
    if (!fromUser) {
      marker.changeState(packageId, false);
    }
    selection.guard(packageId, true);
    try {
      return followUp(good);
    } finally {
      selection.guard(packageId, guarded);
    }
  }

  private boolean followUp(boolean goodSoFar) {
    upgradeSiblings();
    boolean good = upgradeOrRemove();
    if (!good && failEarly) {
      marker.discardInstall(packageId);
      return false;
    }
    boolean leadsOn = isTransition();
    boolean installed = installDependencies();
    if (!installed && failEarly) {
      marker.discardInstall(packageId);
      return false;
    }
    for (int removed : removeLater) {
      if (!marker.delete(removed, depth, false)) {
        if (failEarly) {
          marker.discardInstall(packageId);
          return false;
        }
        good = false;
      }
    }
    if (leadsOn) {
      selection.automatic(packageId, true);
      newDependencies.forEach(it -> selection.automatic(it, false));
    }
    return goodSoFar && good && installed;
  }

  /** A package that became transitional hands the user's wish on to what it now needs. */
  private boolean isTransition() {
    int target = selection.target(packageId);
    int current = selection.current(packageId);
    return target != Selection.NONE
        && current != Selection.NONE
        && !selection.isAutomatic(packageId)
        && universe.isFlaggedVersion(target, Universe.TRANSITIONAL)
        && universe.isFlaggedVersion(current, Universe.HAS_SECTION)
        && !universe.isFlaggedVersion(current, Universe.TRANSITIONAL);
  }

  private void collect() {
    int it = universe.versionDependency.get(candidate);
    for (; it >= 0; it = selection.afterGroup(it)) {
      if ((selection.anyHoldsAfter(it) && !guarded) || !selection.matters(it)) {
        continue;
      }
      (universe.isNegative(it) ? toRemove : toInstall).add(it);
    }
  }

  private boolean removeConflicts() {
    List<Integer> badCandidates = new ArrayList<>();
    boolean failed = false;
    for (int dependency : toRemove) {
      for (int version : marker.solutions(dependency, true)) {
        if (!removeCandidate(version, badCandidates)) {
          failed = true;
          if (failEarly) {
            return false;
          }
        }
      }
      for (int version : marker.solutions(dependency, false)) {
        if (!replaceInstalled(version, badCandidates)) {
          failed = true;
          if (failEarly) {
            return false;
          }
        }
      }
    }
    return !failed;
  }

  private boolean removeCandidate(int version, List<Integer> badCandidates) {
    int other = universe.versionPackage.get(version);
    if (selection.candidate(other) != version) {
      return true;
    }
    if (selection.current(other) == version) {
      return removeForGood(other);
    }
    if (selection.isInstall(other) && !marker.keep(other, false, depth)) {
      return false;
    }
    if (guarded) {
      selection.discardCandidate(other, selection.target(other));
      if (selection.current(other) == Selection.NONE) {
        selection.guard(other, true);
      }
    } else {
      badCandidates.add(other);
    }
    return true;
  }

  private boolean replaceInstalled(int version, List<Integer> badCandidates) {
    int other = universe.versionPackage.get(version);
    int otherCandidate = selection.candidate(other);
    if (otherCandidate != version
        && otherCandidate != Selection.NONE
        && !badCandidates.contains(other)) {
      toUpgrade.add(other);
      return true;
    }
    return otherCandidate == selection.current(other) || removeForGood(other);
  }

  private boolean removeForGood(int other) {
    if (!guarded) {
      if (selection.isDelete(other)) {
        return true;
      }
      if (!marker.mayChange(Mode.DELETE, other, depth, false) || !marker.mayDelete(other, false)) {
        return false;
      }
      removeLater.add(other);
      return true;
    }
    if (!selection.isDelete(other) && !marker.delete(other, depth + 1, false)) {
      return false;
    }
    selection.discardCandidate(other, selection.target(other));
    selection.guard(other, true);
    return true;
  }

  /** Installed packages that need the old version of this one are upgraded with it. */
  private void collectReverse() {
    int current = selection.current(packageId);
    if (current == Selection.NONE) {
      return;
    }
    int it = universe.firstReverse.get(packageId);
    for (; it >= 0; it = universe.dependencyNextReverse.get(it)) {
      int owner = universe.dependencyOwner.get(it);
      int other = universe.versionPackage.get(owner);
      if (selection.current(other) == owner
          && !selection.isInstall(other)
          && selection.matters(it)
          && !universe.isNegative(it)
          && universe.satisfiedByVersion(it, current)
          && !universe.satisfiedByVersion(it, candidate)
          && !toUpgrade.contains(other)) {
        toUpgrade.add(other);
      }
    }
  }

  /** Installed packages of the same source move to the same version. */
  private void upgradeSiblings() {
    List<Integer> siblings = new ArrayList<>();
    for (int other : selection.initial.installedPackages()) {
      int version = selection.candidate(other);
      if (other != packageId
          && version != Selection.NONE
          && version != selection.current(other)
          && !(selection.isInstall(other) && selection.target(other) == version)
          && universe.versionSource.get(version) == universe.versionSource.get(candidate)
          && universe.strings.equalBytes(
              universe.versionSourceVersion.get(version),
              universe.versionSourceVersion.get(candidate))) {
        siblings.add(other);
      }
    }
    siblings.forEach(other -> marker.install(other, false, depth + 1, false));
    siblings.forEach(other -> marker.install(other, true, depth + 1, false));
  }

  private boolean upgradeOrRemove() {
    boolean failed = false;
    for (int other : toUpgrade) {
      if (selection.isInstall(other) || marker.install(other, true, depth + 1, false)) {
        continue;
      }
      if (!marker.delete(other, depth + 1, false)) {
        failed = true;
        if (failEarly) {
          break;
        }
      } else if (guarded) {
        selection.guard(other, true);
      }
    }
    return !failed;
  }

  private boolean installDependencies() {
    boolean failed = false;
    for (int start : toInstall) {
      if (!installDependency(start)) {
        failed = true;
        if (failEarly) {
          break;
        }
      }
    }
    return !failed;
  }

  private boolean installDependency(int start) {
    boolean critical = universe.isCritical(start);
    if (selection.anyHoldsAfter(start)) {
      return !guarded || !critical || guardOnlySolution(start);
    }
    if (!critical && isOldUnmetRecommendation(start)) {
      return true;
    }
    List<Integer> choices = marker.solutions(start, true);
    for (int version : choices) {
      int chosen = universe.versionPackage.get(version);
      if (selection.candidate(chosen) == version
          && installChosen(chosen, guarded && critical && choices.size() == 1)) {
        if (selection.current(chosen) == Selection.NONE) {
          newDependencies.add(chosen);
        }
        return true;
      }
    }
    return !critical;
  }

  private boolean installChosen(int chosen, boolean only) {
    if (only) {
      if (!marker.install(chosen, false, depth + 1, false)) {
        return false;
      }
      selection.guard(chosen, true);
    }
    return marker.install(chosen, true, depth + 1, false);
  }

  /** What a guarded package cannot do without is guarded too, when there is no choice. */
  private boolean guardOnlySolution(int start) {
    List<Integer> all = new ArrayList<>();
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      all.addAll(selection.fittingCandidates(it));
      all.addAll(selection.fittingInstalled(it));
      if (!universe.hasAlternative(it)) {
        break;
      }
    }
    List<Integer> choices = marker.withoutRefused(start, all.stream().distinct().toList());
    if (choices.size() != 1) {
      return true;
    }
    int only = universe.versionPackage.get(choices.get(0));
    if (selection.isGuarded(only)) {
      return true;
    }
    selection.guard(only, true);
    return marker.install(only, true, depth + 1, false);
  }

  /** A recommendation the installed version already had, unmet, stays unmet. */
  private boolean isOldUnmetRecommendation(int start) {
    int current = selection.current(packageId);
    if (current == Selection.NONE) {
      return false;
    }
    boolean known = false;
    int it = universe.versionDependency.get(current);
    for (; it >= 0; it = universe.dependencyNext.get(it)) {
      if (universe.isCritical(it)
          || !selection.matters(it)
          || universe.dependencyTarget.get(it) != universe.dependencyTarget.get(start)) {
        continue;
      }
      known = true;
      if (selection.groupHoldsNow(it)) {
        return false;
      }
      it = selection.groupEnd(it);
    }
    return known;
  }
}
