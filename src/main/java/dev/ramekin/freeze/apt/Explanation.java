package dev.ramekin.freeze.apt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in words why a selection cannot be completed: from what was asked for along the needs that
 * leave no choice, to what is missing or in the way.
 */
final class Explanation {
  private static final String NOT_WANTED = ", yet %s must not be there";

  private final Selection selection;
  private final Universe universe;
  private final int[] candidates;

  /** What must be there, by package, in the order in which that became clear. */
  private final Map<Integer, Forced> forced = new LinkedHashMap<>();

  private final Deque<Forced> open = new ArrayDeque<>();

  /**
   * A version that must be there.
   *
   * @param by the version that needs it; itself for one that was asked for
   * @param dependency what that one says, or -1
   */
  private record Forced(int version, int by, int dependency) {}

  Explanation(Selection selection) {
    this.selection = selection;
    this.universe = selection.universe;
    this.candidates = selection.initial.candidates();
  }

  /** Returns what is wrong with a system before anything is asked of it. */
  List<String> brokenSystem() {
    List<String> reasons = new ArrayList<>();
    reasons.add("the installed system lacks something already, so that apt does nothing else");
    selection.broken().forEach(packageId -> addUnmet(packageId, reasons));
    return reasons;
  }

  /** Returns the chain to what is missing or in the way. */
  List<String> reasons(List<Integer> wanted) {
    Optional<List<String>> found = Optional.empty();
    for (int version : wanted) {
      found = found.or(() -> force(new Forced(version, version, -1)));
    }
    while (found.isEmpty() && !open.isEmpty()) {
      found = follow(open.removeFirst());
    }
    List<String> reasons = found.or(this::conflict).orElseGet(ArrayList::new);
    if (reasons.isEmpty()) {
      selection.broken().forEach(packageId -> addUnmet(packageId, reasons));
    }
    return reasons.isEmpty() ? List.of("no combination of versions fits") : reasons;
  }

  /** Takes note of what must be there; returns why it cannot be, when it cannot. */
  private Optional<List<String>> force(Forced one) {
    int packageId = universe.versionPackage.get(one.version());
    Forced before = forced.putIfAbsent(packageId, one);
    if (before == null) {
      open.add(one);
      return Optional.empty();
    }
    return before.version() == one.version()
        ? Optional.empty()
        : Optional.of(
            with(
                both(chain(before), chain(one)),
                name(before.version()) + " and " + name(one.version()) + " cannot both be there"));
  }

  private boolean isRefusedVersion(int version) {
    int packageId = universe.versionPackage.get(version);
    return selection.isGuarded(packageId)
        && (selection.isDelete(packageId)
            || (selection.isHeld(packageId) && selection.current(packageId) == Selection.NONE));
  }

  private Optional<List<String>> follow(Forced one) {
    int it = universe.versionDependency.get(one.version());
    for (; it >= 0; it = selection.afterGroup(it)) {
      if (!universe.isCritical(it) || universe.isNegative(it)) {
        continue;
      }
      List<Integer> choices = choices(it);
      Optional<List<String>> found = Optional.empty();
      if (choices.isEmpty()) {
        found = Optional.of(with(chain(one), needs(one.version(), it) + missing(it)));
      } else if (choices.stream().allMatch(this::isRefusedVersion)) {
        String all = choices.stream().map(this::name).collect(Collectors.joining(", "));
        found = Optional.of(with(chain(one), needs(one.version(), it) + NOT_WANTED.formatted(all)));
      } else if (choices.size() == 1) {
        found = force(new Forced(choices.get(0), one.version(), it));
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Returns the candidates, or what must be there anyway, that fit one of the alternatives. */
  private List<Integer> choices(int start) {
    List<Integer> found = new ArrayList<>();
    for (int it = start; ; it = universe.dependencyNext.get(it)) {
      int wanted = universe.dependencyTarget.get(it);
      int version = expected(wanted);
      if (version != Selection.NONE && universe.satisfiedByVersion(it, version)) {
        found.add(version);
      }
      int provide = universe.firstProvide.get(wanted);
      for (; provide >= 0; provide = universe.provideNext.get(provide)) {
        int owner = universe.provideOwner.get(provide);
        if (universe.satisfiedByProvide(it, provide)
            && expected(universe.versionPackage.get(owner)) == owner) {
          found.add(owner);
        }
      }
      if (!universe.hasAlternative(it)) {
        return found.stream().distinct().toList();
      }
    }
  }

  private int expected(int packageId) {
    Forced known = forced.get(packageId);
    return known == null ? candidates[packageId] : known.version();
  }

  /** Returns how two that must be there exclude each other, or one that must stay. */
  private Optional<List<String>> conflict() {
    for (Forced one : forced.values()) {
      int it = universe.versionDependency.get(one.version());
      for (; it >= 0; it = universe.dependencyNext.get(it)) {
        if (universe.isNegative(it)) {
          Optional<List<String>> found = conflict(one, it);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> conflict(Forced one, int dependency) {
    String sentence =
        name(one.version()) + " cannot be together with " + universe.describeTarget(dependency);
    for (Forced other : forced.values()) {
      if (excludes(dependency, other.version())) {
        String that = other.by() == other.version() ? ", which is asked for too" : "";
        String who =
            universe.versionPackage.get(other.version())
                    == universe.dependencyTarget.get(dependency)
                ? that
                : ", which " + name(other.version()) + " is";
        return Optional.of(with(both(chain(other), chain(one)), sentence + who));
      }
    }
    for (int installed : selection.initial.installedPackages()) {
      int version = selection.current(installed);
      if (excludes(dependency, version) && staysAnyway(installed)) {
        return Optional.of(
            with(chain(one), sentence + "; " + name(version) + " is installed and stays"));
      }
    }
    return Optional.empty();
  }

  private boolean staysAnyway(int packageId) {
    boolean vital = selection.isFlagged(packageId, Universe.ESSENTIAL | Universe.IMPORTANT);
    return candidates[packageId] == selection.current(packageId)
        && (vital || selection.isHeld(packageId));
  }

  private boolean excludes(int dependency, int version) {
    int packageId = universe.versionPackage.get(version);
    if (packageId == universe.dependencyTarget.get(dependency)) {
      return !universe.ignoresTarget(dependency)
          && universe.satisfiedByVersion(dependency, version);
    }
    int it = universe.versionProvide.get(version);
    for (; it >= 0; it = universe.provideNextOfOwner.get(it)) {
      if (universe.provideTarget.get(it) == universe.dependencyTarget.get(dependency)
          && !universe.ignoresProvide(dependency, it)
          && universe.satisfiedByProvide(dependency, it)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what leads to a version, outermost first. */
  private List<String> chain(Forced one) {
    List<String> links = new ArrayList<>();
    Forced it = one;
    while (it.by() != it.version()) {
      links.add(0, needs(it.by(), it.dependency()));
      it = forced.getOrDefault(universe.versionPackage.get(it.by()), new Forced(0, 0, -1));
    }
    return links;
  }

  private static List<String> both(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    others.stream().filter(it -> !some.contains(it)).forEach(all::add);
    return all;
  }

  private static List<String> with(List<String> links, String last) {
    List<String> all = new ArrayList<>(links);
    all.add(last);
    return all;
  }

  private String needs(int version, int dependency) {
    return name(version) + " needs " + alternatives(dependency);
  }

  private String missing(int start) {
    int wanted = universe.dependencyTarget.get(start);
    if (universe.firstVersion.get(wanted) < 0) {
      return universe.firstProvide.get(wanted) < 0
          ? ", which no archive has"
          : ", which nothing provides that may be installed" + versionsOfProviders(start);
    }
    int candidate = expected(wanted);
    return candidate == Selection.NONE
        ? ", of which no version may be installed"
        : ", but " + name(candidate) + (isFixed(wanted) ? " is asked for" : " is to be taken");
  }

  private boolean isFixed(int packageId) {
    Forced known = forced.get(packageId);
    return known != null && known.by() == known.version();
  }

  private String versionsOfProviders(int dependency) {
    List<String> providers = new ArrayList<>();
    int it = universe.firstProvide.get(universe.dependencyTarget.get(dependency));
    for (; it >= 0 && providers.size() < 3; it = universe.provideNext.get(it)) {
      providers.add(name(universe.provideOwner.get(it)));
    }
    return providers.stream().collect(Collectors.joining(", ", " (", " would in part)"));
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
      reasons.add(name(version) + verb + alternatives(it) + rest);
    }
  }

  private String alternatives(int start) {
    String text = universe.describe(start);
    return text.substring(text.indexOf(": ") + 2);
  }

  private String name(int version) {
    return universe.nameOf(universe.versionPackage.get(version)) + " " + universe.textOf(version);
  }
}
