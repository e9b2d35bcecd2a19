package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets what a version needs come from the release it was chosen from, where the candidates do not
 * suffice: apt's {@code SetCandidateRelease}, for words such as {@code name/release}.
 */
final class ReleaseSwitch {
  private final Selection selection;
  private final Universe universe;
  private final List<PackageFile> files;
  private final List<Integer> changed = new ArrayList<>();

  ReleaseSwitch(Selection selection) {
    this.selection = selection;
    this.universe = selection.universe;
    this.files = selection.initial.files();
  }

  void run(List<PackageWords.Switch> switches) {
    switches.forEach(it -> nominate(it.version()));
    for (PackageWords.Switch it : switches) {
      changed.add(it.version());
      follow(it.version(), it.release());
    }
  }

  private void nominate(int version) {
    selection.nominate(universe.versionPackage.get(version), version);
  }

  private boolean follow(int version, String release) {
    nominate(version);
    if (release.equals("installed") || release.equals("candidate")) {
      return true;
    }
    int before = changed.size() - 1;
    VersionMatch match = VersionMatch.of(VersionMatch.Kind.RELEASE, release);
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = selection.afterGroup(it)) {
      boolean counts = !universe.isNegative(it) && selection.matters(it);
      if (counts && !isFine(it) && !change(it, release, match) && universe.isCritical(it)) {
        undo(before);
        return false;
      }
    }
    return true;
  }

  private void undo(int before) {
    for (int index = before + 1; index < changed.size(); index++) {
      nominate(changed.get(index));
    }
    while (changed.size() > before + 1) {
      changed.remove(changed.size() - 1);
    }
  }

  /** Returns whether one alternative is installed or its candidate can be. */
  private boolean isFine(int start) {
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      if (isFineByItself(it)) {
        return true;
      }
      if (!universe.hasAlternative(it)) {
        return false;
      }
    }
  }

  private boolean isFineByItself(int dependency) {
    int wanted = universe.dependencyTarget.get(dependency);
    int provide = universe.firstProvide.get(wanted);
    if (provide < 0 && universe.firstVersion.get(wanted) < 0) {
      return false;
    }
    int now = selection.current(wanted);
    if (now != Selection.NONE && universe.satisfiedByVersion(dependency, now)) {
      return true;
    }
    int candidate = selection.candidate(wanted);
    if (universe.operator(dependency) == Universe.ANY_VERSION && provide >= 0) {
      for (; provide >= 0; provide = universe.provideNext.get(provide)) {
        int owner = universe.provideOwner.get(provide);
        if (selection.candidate(universe.versionPackage.get(owner)) == owner
            && !selection.isUnmet(owner)) {
          return true;
        }
      }
      return false;
    }
    return candidate != Selection.NONE
        && universe.satisfiedByVersion(dependency, candidate)
        && !selection.isUnmet(candidate);
  }

  private boolean change(int start, String release, VersionMatch match) {
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      if (changeFor(it, release, match)) {
        return true;
      }
      if (!universe.hasAlternative(it)) {
        return false;
      }
    }
  }

  private boolean changeFor(int dependency, String release, VersionMatch match) {
    if (universe.operator(dependency) == Universe.ANY_VERSION) {
      return false;
    }
    int wanted = universe.dependencyTarget.get(dependency);
    int version =
        release.equals("newest")
            ? universe.firstVersion.get(wanted)
            : match.find(universe, files, wanted);
    if (version == Selection.NONE || !universe.satisfiedByVersion(dependency, version)) {
      return false;
    }
    int old = selection.candidate(wanted);
    boolean touched =
        version == old
            && changed.stream().anyMatch(it -> universe.versionPackage.get(it) == wanted);
    if (touched) {
      return true;
    }
    changed.add(version);
    if (follow(version, release)) {
      return true;
    }
    if (universe.hasAlternative(dependency)) {
      if (old != Selection.NONE) {
        nominate(old);
      }
      if (!changed.isEmpty()) {
        changed.remove(changed.size() - 1);
      }
    }
    return false;
  }
}
