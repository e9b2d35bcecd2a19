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

  boolean mayChange(Mode mode, int packageId, int depth, boolean fromUser) {
    if (depth > DEEPEST || universe.firstVersion.get(packageId) < 0) {
      return false;
    }
    if (fromUser || selection.mode(packageId) == mode) {
      return true;
    }
    if (selection.isGuarded(packageId) || (mode != Mode.KEEP && selection.isHeld(packageId))) {
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
    int target = selection.target(packageId);
    if (!fromUser && universe.isFlaggedVersion(target, Universe.METAPACKAGE)) {
      keepDependenciesManual(target);
    }
    boolean installed = selection.current(packageId) != Selection.NONE;
    selection.set(packageId, installed ? Mode.DELETE : Mode.KEEP, Selection.NONE);
    return true;
  }

  /** What a metapackage that goes has brought is no longer there only because of it. */
  private void keepDependenciesManual(int version) {
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = universe.dependencyNext.get(it)) {
      if (!universe.isNegative(it) && selection.matters(it)) {
        selection
            .fittingInstalled(it)
            .forEach(fit -> selection.automatic(universe.versionPackage.get(fit), false));
      }
    }
  }

  /** A package the user asked for and that is new is not taken back by the resolver. */
  boolean mayDelete(int packageId, boolean fromUser) {
    return fromUser
        || selection.current(packageId) != Selection.NONE
        || selection.target(packageId) == Selection.NONE
        || !selection.isNew(packageId)
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
    return new Installation(this, selection, packageId, depth, fromUser).run(withDependencies);
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
      if (!selection.anyCanHold(it) && universe.isCritical(it) && !universe.isNegative(it)) {
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

  void changeState(int packageId, boolean fromUser) {
    if (selection.isGuarded(packageId)
        && selection.target(packageId) == selection.candidate(packageId)) {
      return;
    }
    int candidate = selection.candidate(packageId);
    if (fromUser) {
      if (selection.isNew(packageId) || selection.current(packageId) != Selection.NONE) {
        selection.automatic(packageId, false);
      }
    } else if (selection.isNew(packageId)) {
      selection.automatic(packageId, true);
    }
    boolean same = candidate == selection.current(packageId);
    selection.set(packageId, same ? Mode.KEEP : Mode.INSTALL, candidate);
  }

  void discardInstall(int packageId) {
    int current = selection.current(packageId);
    if (selection.isKeep(packageId)
        && selection.target(packageId) == selection.candidate(packageId)
        && selection.candidate(packageId) == current) {
      return;
    }
    selection.set(packageId, Mode.KEEP, current);
    selection.discardCandidate(packageId, current);
  }

  /** Returns what could be taken for a group, in apt's order: what is installed comes first. */
  List<Integer> solutions(int start, boolean candidates) {
    List<Integer> installed = new ArrayList<>();
    List<Integer> fresh = new ArrayList<>();
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      List<Integer> versions =
          new ArrayList<>(
              candidates ? selection.fittingCandidates(it) : selection.fittingInstalled(it));
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
    return withoutRefused(start, withoutRepeats(installed));
  }

  /** Only what follows itself directly is left out. */
  private static List<Integer> withoutRepeats(List<Integer> versions) {
    List<Integer> kept = new ArrayList<>();
    for (int version : versions) {
      if (kept.isEmpty() || kept.get(kept.size() - 1) != version) {
        kept.add(version);
      }
    }
    return kept;
  }

  /** The user's "not this one" takes a package out of the choice. */
  List<Integer> withoutRefused(int start, List<Integer> versions) {
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
}
