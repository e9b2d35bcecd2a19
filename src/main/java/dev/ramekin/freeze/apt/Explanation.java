package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says in words why a selection cannot be completed. */
final class Explanation {
  private final Selection selection;
  private final Universe universe;

  Explanation(Selection selection) {
    this.selection = selection;
    this.universe = selection.universe;
  }

  /** Returns what is wrong with a system before anything is asked of it. */
  List<String> brokenSystem() {
    List<String> reasons = new ArrayList<>();
    reasons.add("the installed system lacks something already, so that apt does nothing else");
    selection.broken().forEach(packageId -> addUnmet(packageId, reasons));
    return reasons;
  }

  /** Returns for every version asked for that cannot be had the chain to what is in the way. */
  List<String> reasons(List<Integer> wanted) {
    List<String> reasons = new ArrayList<>();
    for (int version : wanted) {
      List<String> chain = new ArrayList<>();
      if (leadsToMissing(version, chain, new HashSet<>())) {
        reasons.addAll(chain);
      }
    }
    if (reasons.isEmpty()) {
      selection.broken().forEach(packageId -> addUnmet(packageId, reasons));
    }
    return reasons.isEmpty() ? List.of("no combination of versions fits") : reasons;
  }

  private boolean leadsToMissing(int version, List<String> chain, Set<Integer> seen) {
    if (!seen.add(version)) {
      return false;
    }
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = selection.afterGroup(it)) {
      if (!universe.isCritical(it) || universe.isNegative(it)) {
        continue;
      }
      List<Integer> choices = available(it);
      if (choices.isEmpty()) {
        chain.add(0, nameAndVersion(version) + " needs " + alternatives(it) + missing(it));
        return true;
      }
      if (choices.size() == 1 && leadsToMissing(choices.get(0), chain, seen)) {
        chain.add(0, nameAndVersion(version) + " needs " + alternatives(it));
        return true;
      }
    }
    return false;
  }

  private List<Integer> available(int start) {
    List<Integer> found = new ArrayList<>();
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      int wanted = universe.dependencyTarget.get(it);
      int version = universe.firstVersion.get(wanted);
      for (; version >= 0; version = universe.versionNext.get(version)) {
        if (universe.satisfiedByVersion(it, version)) {
          found.add(version);
        }
      }
      int provide = universe.firstProvide.get(wanted);
      for (; provide >= 0; provide = universe.provideNext.get(provide)) {
        if (universe.satisfiedByProvide(it, provide)) {
          found.add(universe.provideOwner.get(provide));
        }
      }
      if (!universe.hasAlternative(it)) {
        return found;
      }
    }
  }

  private String missing(int start) {
    int wanted = universe.dependencyTarget.get(start);
    int newest = universe.firstVersion.get(wanted);
    return newest < 0 ? ", which no archive has" : ", but the newest is " + nameAndVersion(newest);
  }

  private void addUnmet(int packageId, List<String> reasons) {
    int version = selection.target(packageId);
    int it = universe.versionDependency.get(version);
    for (; it >= 0; it = selection.afterGroup(it)) {
      if (!universe.isCritical(it) || selection.groupHoldsAfter(it)) {
        continue;
      }
      String verb = universe.isNegative(it) ? " cannot be together with " : " needs ";
      String rest = universe.isNegative(it) ? "" : ", which is not going to be installed";
      reasons.add(nameAndVersion(version) + verb + alternatives(it) + rest);
    }
  }

  private String alternatives(int start) {
    String text = universe.describe(start);
    return text.substring(text.indexOf(": ") + 2);
  }

  private String nameAndVersion(int version) {
    return universe.nameOf(universe.versionPackage.get(version)) + " " + universe.textOf(version);
  }
}
