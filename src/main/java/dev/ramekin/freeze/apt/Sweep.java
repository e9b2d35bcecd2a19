package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes back what was marked for installation on the way and turned out to be needed by nobody:
 * apt's automatic removal, as far as it concerns new packages, with the settings of Debian's
 * images: what is only suggested is not needed.
 */
final class Sweep {
  private static final int REQUIRED = 1;

  /** {@code APT::NeverAutoRemove} as Debian's apt brings it. */
  private static final Pattern NEVER_REMOVED =
      Pattern.compile(
          "^firmware-linux|^linux-firmware$|^linux-image-[a-z0-9]*$|^linux-image-[a-z0-9]*-[a-z0-9]*$");

  private final Selection selection;
  private final Universe universe;
  private final Marker marker;
  private final boolean[] needed;
  private final boolean[] explored;

  Sweep(Selection selection, Marker marker) {
    this.selection = selection;
    this.universe = selection.universe;
    this.marker = marker;
    this.needed = new boolean[selection.packageCount()];
    this.explored = new boolean[selection.packageCount()];
  }

  void run() {
    for (int it : selection.initial.iteration()) {
      if (!needed[it] && !isOut(it) && isRoot(it)) {
        mark(it, futureVersion(it));
      }
    }
    List<Integer> unneeded = new ArrayList<>();
    for (int it = 0; it < needed.length; it++) {
      boolean isNew = selection.isInstall(it) && selection.current(it) == Selection.NONE;
      if (isNew && !needed[it]) {
        unneeded.add(it);
      }
    }
    unneeded.forEach(it -> marker.delete(it, 0, false));
    if (!unneeded.isEmpty() && isSomethingAmiss()) {
      reinstate(unneeded);
    }
  }

  private boolean isRoot(int packageId) {
    int current = selection.current(packageId);
    return !selection.isAutomatic(packageId)
        || selection.isGuarded(packageId)
        || selection.isHeld(packageId)
        || selection.isFlagged(packageId, Universe.ESSENTIAL | Universe.IMPORTANT)
        || (current != Selection.NONE && universe.versionPriority.get(current) == REQUIRED)
        || NEVER_REMOVED.matcher(universe.nameOf(packageId)).find();
  }

  /** Neither there nor going to be. */
  private boolean isOut(int packageId) {
    return selection.current(packageId) == Selection.NONE
        ? selection.isKeep(packageId)
        : selection.isDelete(packageId);
  }

  private int futureVersion(int packageId) {
    return selection.isInstall(packageId)
        ? selection.target(packageId)
        : selection.current(packageId);
  }

  private void mark(int packageId, int version) {
    if (version == Selection.NONE || needed[packageId]) {
      return;
    }
    if (isOut(packageId)) {
      explored[packageId] = true;
      return;
    }
    needed[packageId] = true;
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = universe.dependencyNext.get(it)) {
      int wanted = universe.dependencyTarget.get(it);
      boolean leads = !universe.isNegative(it) && universe.type(it) != Universe.SUGGESTS;
      if (leads && !explored[wanted]) {
        follow(it, wanted);
      }
    }
  }

  private void follow(int dependency, int wanted) {
    Map<Integer, List<Integer>> bySource = new HashMap<>();
    boolean unsatisfied = false;
    int itself = isOut(wanted) ? Selection.NONE : futureVersion(wanted);
    if (itself != Selection.NONE) {
      if (universe.satisfiedByVersion(dependency, itself)) {
        add(bySource, itself);
      } else {
        unsatisfied = true;
      }
    }
    if (bySource.isEmpty() && !unsatisfied) {
      needed[wanted] = true;
    }
    for (int it = universe.firstProvide.get(wanted); it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      int provider = universe.versionPackage.get(owner);
      if (!isOut(provider) && futureVersion(provider) == owner) {
        if (universe.satisfiedByProvide(dependency, it)) {
          add(bySource, owner);
        } else {
          unsatisfied = true;
        }
      }
    }
    if (!unsatisfied) {
      explored[wanted] = true;
    }
    bySource.values().forEach(this::markNewest);
  }

  private void add(Map<Integer, List<Integer>> bySource, int version) {
    bySource
        .computeIfAbsent(universe.versionSource.get(version), it -> new ArrayList<>())
        .add(version);
  }

  /** Of several packages of one source, those of its newest version are followed. */
  private void markNewest(List<Integer> versions) {
    int newest = universe.versionSourceVersion.get(versions.get(0));
    for (int version : versions) {
      int source = universe.versionSourceVersion.get(version);
      newest = universe.strings.compareVersions(source, newest) > 0 ? source : newest;
    }
    for (int version : versions) {
      if (universe.strings.equalBytes(universe.versionSourceVersion.get(version), newest)) {
        mark(universe.versionPackage.get(version), version);
      }
    }
  }

  private boolean isSomethingAmiss() {
    for (int it = 0; it < selection.packageCount(); it++) {
      if (selection.target(it) != Selection.NONE && selection.isPolicyBroken(it)) {
        return true;
      }
    }
    return false;
  }

  /** What something that stays or comes depends on comes back, one after another. */
  private void reinstate(List<Integer> unneeded) {
    List<Integer> rest = new ArrayList<>(unneeded);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int number = 0; number < rest.size() && !changed; number++) {
        int packageId = rest.get(number);
        if (isWanted(packageId)) {
          marker.install(packageId, false, 0, false);
          rest.remove(number);
          changed = true;
        }
      }
    }
  }

  private boolean isWanted(int packageId) {
    if (hasDependent(packageId)) {
      return true;
    }
    int it = universe.versionProvide.get(selection.candidate(packageId));
    for (; it >= 0; it = universe.provideNextOfOwner.get(it)) {
      if (hasDependent(universe.provideTarget.get(it))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasDependent(int wanted) {
    int it = universe.firstReverse.get(wanted);
    for (; it >= 0; it = universe.dependencyNextReverse.get(it)) {
      int owner = universe.dependencyOwner.get(it);
      int dependent = universe.versionPackage.get(owner);
      boolean stays = selection.current(dependent) == owner && selection.isKeep(dependent);
      boolean comes =
          selection.current(dependent) != owner
              && selection.candidate(dependent) == owner
              && (selection.isNewInstall(dependent) || selection.isUpgrade(dependent));
      if ((stays || comes) && !universe.isNegative(it) && selection.matters(it)) {
        return true;
      }
    }
    return false;
  }
}
