package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Selection.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks packages for installation with everything they need, for removal, or as they are: the steps
 * of apt's {@code MarkInstall}, {@code MarkDelete} and {@code MarkKeep}, in its order, since the
 * order decides what is chosen.
 */
final class Marker {
  /** Deeper than this, apt gives up. */
  private static final int DEEPEST = 3000;

  private final Selection selection;
  private final Universe universe;

  Marker(Selection selection) {
    this.selection = selection;
    this.universe = selection.universe;
  }

  private boolean mayChange(Mode mode, int packageId, int depth, boolean fromUser) {
    if (depth > DEEPEST || universe.firstVersion.get(packageId) < 0) {
      return false;
    }
    if (fromUser || selection.mode(packageId) == mode) {
      return true;
    }
    if (selection.isGuarded(packageId)) {
      return false;
    }
    return mode != Mode.DELETE
        || !selection.isFlagged(packageId, Universe.ESSENTIAL | Universe.IMPORTANT);
  }

  boolean keep(int packageId, boolean fromUser, int depth) {
    if (!mayChange(Mode.KEEP, packageId, depth, fromUser)) {
      return false;
    }
    if (!selection.isKeep(packageId)) {
      selection.set(packageId, Mode.KEEP, selection.current(packageId));
    }
    return true;
  }

  boolean delete(int packageId, int depth, boolean fromUser) {
    if (!mayChange(Mode.DELETE, packageId, depth, fromUser)) {
      return false;
    }
    if (selection.isDelete(packageId) || selection.target(packageId) == Selection.NONE) {
      return true;
    }
    if (!mayDelete(packageId, fromUser)) {
      return false;
    }
    boolean installed = selection.current(packageId) != Selection.NONE;
    selection.set(packageId, installed ? Mode.DELETE : Mode.KEEP, Selection.NONE);
    return true;
  }

  /** A package the user asked for and that is new is not taken back by the resolver. */
  private boolean mayDelete(int packageId, boolean fromUser) {
    return fromUser
        || selection.current(packageId) != Selection.NONE
        || selection.target(packageId) == Selection.NONE
        || selection.isAutomatic(packageId);
  }

  /**
   * Marks a package for installation.
   *
   * @param withDependencies whether what it needs is marked too
   * @return whether it worked; marks made on the way stay
   */
  boolean install(int packageId, boolean withDependencies, int depth, boolean fromUser) {
    boolean onlyGuards =
        selection.isGuarded(packageId)
            && selection.isKeep(packageId)
            && selection.candidate(packageId) != Selection.NONE
            && selection.candidate(packageId) == selection.current(packageId);
    if (!onlyGuards && !mayChange(Mode.INSTALL, packageId, depth, fromUser)) {
      return false;
    }
    if (selection.candidate(packageId) == Selection.NONE) {
      return false;
    }
    if (isSettled(packageId)) {
      boolean removed =
          selection.candidate(packageId) == selection.current(packageId)
              && selection.target(packageId) == Selection.NONE;
      return !removed || keep(packageId, fromUser, depth + 1);
    }
    if (withDependencies && !candidatesSuffice(packageId)) {
      return false;
    }
    return new Installation(packageId, depth, fromUser, selection.isGuarded(packageId))
        .run(withDependencies);
  }

  private boolean isSettled(int packageId) {
    if (selection.isGuarded(packageId) || selection.isPolicyBroken(packageId)) {
      return false;
    }
    return selection.candidate(packageId) == selection.current(packageId)
        || selection.isInstall(packageId);
  }

  /** Gives up a candidate that needs something no candidate can give. */
  private boolean candidatesSuffice(int packageId) {
    int candidate = selection.candidate(packageId);
    if (candidate == selection.current(packageId)) {
      return true;
    }
    int it = universe.versionDependency.get(candidate);
    for (; it >= 0; it = selection.afterGroup(it)) {
      boolean possible = selection.groupHoldsAfter(it) || selection.groupCandidateHolds(it);
      if (!possible && universe.isCritical(it) && !universe.isNegative(it)) {
        giveUpCandidate(packageId);
        return false;
      }
    }
    return true;
  }

  private void giveUpCandidate(int packageId) {
    if (selection.isGuarded(packageId)) {
      return;
    }
    if (selection.current(packageId) != Selection.NONE) {
      selection.nominate(packageId, selection.current(packageId));
    } else {
      selection.discardCandidate(packageId, Selection.NONE);
    }
    if (!selection.isDelete(packageId)) {
      selection.keepMode(packageId);
    }
  }

  private void changeState(int packageId, boolean fromUser) {
    if (selection.isGuarded(packageId)
        && selection.target(packageId) == selection.candidate(packageId)) {
      return;
    }
    int candidate = selection.candidate(packageId);
    if (fromUser) {
      selection.automatic(packageId, false);
    } else if (selection.isNew(packageId)) {
      selection.automatic(packageId, true);
    }
    boolean same = candidate == selection.current(packageId);
    selection.set(packageId, same ? Mode.KEEP : Mode.INSTALL, candidate);
  }

  private void discardInstall(int packageId) {
    int current = selection.current(packageId);
    if (selection.isKeep(packageId)
        && selection.target(packageId) == selection.candidate(packageId)
        && selection.candidate(packageId) == current) {
      return;
    }
    selection.set(packageId, Mode.KEEP, current);
    selection.discardCandidate(packageId, current);
  }

  private List<Integer> solutions(int start, boolean candidates) {
    List<Integer> installed = new ArrayList<>();
    List<Integer> fresh = new ArrayList<>();
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      List<Integer> versions =
          candidates ? selection.fittingCandidates(it) : selection.fittingInstalled(it);
      versions = new ArrayList<>(versions);
      versions.sort(new ProviderOrder(selection, it));
      for (int version : versions) {
        boolean isThere = selection.current(universe.versionPackage.get(version)) != Selection.NONE;
        (isThere ? installed : fresh).add(version);
      }
      if (!universe.hasAlternative(it)) {
        break;
      }
    }
    installed.addAll(fresh);
    return withoutRefused(start, installed.stream().distinct().toList());
  }

  /** The user's "not this one" takes a package out of the choice. */
  private List<Integer> withoutRefused(int start, List<Integer> versions) {
    return universe.isNegative(start)
        ? versions
        : versions.stream().filter(version -> !isRefused(version)).toList();
  }

  private boolean isRefused(int version) {
    int packageId = universe.versionPackage.get(version);
    return selection.isGuarded(packageId)
        && (selection.isDelete(packageId)
            || (selection.isKeep(packageId) && selection.current(packageId) == Selection.NONE));
  }

  /** One package's installation, with what has to be remembered between its steps. */
  private final class Installation {
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

    Installation(int packageId, int depth, boolean fromUser, boolean guarded) {
      this.packageId = packageId;
      this.depth = depth;
      this.fromUser = fromUser;
      this.guarded = guarded;
      this.failEarly = !guarded && !fromUser;
      this.candidate = selection.candidate(packageId);
    }

    boolean run(boolean withDependencies) {
      if (fromUser) {
        changeState(packageId, true);
      }
      if (!withDependencies) {
        if (!fromUser) {
          changeState(packageId, false);
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
        changeState(packageId, false);
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
        discardInstall(packageId);
        return false;
      }
      boolean installed = installDependencies();
      if (!installed && failEarly) {
        discardInstall(packageId);
        return false;
      }
      for (int removed : removeLater) {
        if (!delete(removed, depth, false)) {
          if (failEarly) {
            discardInstall(packageId);
            return false;
          }
          good = false;
        }
      }
      return goodSoFar && good && installed;
    }

    private void collect() {
      int it = universe.versionDependency.get(candidate);
      for (; it >= 0; it = selection.afterGroup(it)) {
        if ((selection.groupHoldsAfter(it) && !guarded) || !selection.matters(it)) {
          continue;
        }
        (universe.isNegative(it) ? toRemove : toInstall).add(it);
      }
    }

    private boolean removeConflicts() {
      List<Integer> badCandidates = new ArrayList<>();
      boolean failed = false;
      for (int dependency : toRemove) {
        for (int version : solutions(dependency, true)) {
          if (!removeCandidate(version, badCandidates)) {
            failed = true;
            if (failEarly) {
              return false;
            }
          }
        }
        for (int version : solutions(dependency, false)) {
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
      if (selection.isInstall(other) && !keep(other, false, depth)) {
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
        if (!mayChange(Mode.DELETE, other, depth, false) || !mayDelete(other, false)) {
          return false;
        }
        removeLater.add(other);
        return true;
      }
      if (!selection.isDelete(other) && !delete(other, depth + 1, false)) {
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
      for (int other : selection.installedPackages()) {
        int version = selection.candidate(other);
        if (other != packageId
            && version != Selection.NONE
            && version != selection.current(other)
            && !(selection.isInstall(other) && selection.target(other) == version)
            && universe.versionSource.get(version) == universe.versionSource.get(candidate)
            && universe.versionSourceVersion.get(version)
                == universe.versionSourceVersion.get(candidate)) {
          siblings.add(other);
        }
      }
      siblings.forEach(other -> install(other, false, depth + 1, false));
      siblings.forEach(other -> install(other, true, depth + 1, false));
    }

    private boolean upgradeOrRemove() {
      boolean failed = false;
      for (int other : toUpgrade) {
        if (selection.isInstall(other) || install(other, true, depth + 1, false)) {
          continue;
        }
        if (!delete(other, depth + 1, false)) {
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
      if (selection.groupHoldsAfter(start)) {
        return !guarded || !critical || guardOnlySolution(start);
      }
      if (!critical && isOldUnmetRecommendation(start)) {
        return true;
      }
      List<Integer> choices = solutions(start, true);
      for (int version : choices) {
        int chosen = universe.versionPackage.get(version);
        if (selection.candidate(chosen) == version
            && installChosen(chosen, guarded && critical && choices.size() == 1)) {
          return true;
        }
      }
      return !critical;
    }

    private boolean installChosen(int chosen, boolean only) {
      if (only) {
        if (!install(chosen, false, depth + 1, false)) {
          return false;
        }
        selection.guard(chosen, true);
      }
      return install(chosen, true, depth + 1, false);
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
      List<Integer> choices = withoutRefused(start, all.stream().distinct().toList());
      if (choices.size() != 1) {
        return true;
      }
      int only = universe.versionPackage.get(choices.get(0));
      if (selection.isGuarded(only)) {
        return true;
      }
      selection.guard(only, true);
      return install(only, true, depth + 1, false);
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
}
