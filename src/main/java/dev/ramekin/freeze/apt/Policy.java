package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Preferences.Pin;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * apt's priorities (apt_preferences(5)): of files by the general pins, of versions by the pins that
 * name their package; and the candidates that follow.
 */
final class Policy {
  /** From here on a version is taken even if that is a downgrade. */
  private static final int DOWNGRADE = 1000;

  private static final int INSTALLED = 100;
  private static final int TARGET_RELEASE = 990;
  private static final int UNPINNED = Integer.MIN_VALUE;

  private final Universe universe;
  private final List<PackageFile> files;
  private final String architecture;
  private final int[] filePriorities;
  private int installedPriority;
  private final int[] versionPins;

  Policy(Universe universe, List<PackageFile> files, String architecture, Preferences preferences) {
    this.universe = universe;
    this.files = List.copyOf(files);
    this.architecture = architecture;
    this.filePriorities = files.stream().mapToInt(PackageFile::priority).toArray();
    this.installedPriority = INSTALLED;
    this.versionPins = new int[universe.versionPackage.size()];
    Arrays.fill(versionPins, UNPINNED);
    general(preferences);
    preferences.pins().stream().filter(it -> !it.name().isEmpty()).forEach(this::specific);
  }

  private void general(Preferences preferences) {
    boolean[] fixed = new boolean[files.size() + 1];
    preferences
        .targetRelease()
        .map(it -> VersionMatch.of(VersionMatch.Kind.RELEASE, it))
        .ifPresent(it -> general(it, TARGET_RELEASE, fixed));
    preferences.pins().stream()
        .filter(it -> it.name().isEmpty())
        .forEach(it -> general(it.match(), it.priority(), fixed));
  }

  private void general(VersionMatch match, int priority, boolean[] fixed) {
    for (int file = 0; file < files.size(); file++) {
      boolean open =
          (!fixed[file] || priority == Preferences.NEVER)
              && filePriorities[file] != Preferences.NEVER;
      if (open && match.matchesFile(files.get(file))) {
        filePriorities[file] = priority;
        fixed[file] = true;
      }
    }
    if (!fixed[files.size()] && match.matchesInstalled()) {
      installedPriority = priority;
      fixed[files.size()] = true;
    }
  }

  private void specific(Pin pin) {
    boolean bySource = pin.name().startsWith("src:");
    String name = bySource ? pin.name().substring("src:".length()) : pin.name();
    int colon = name.lastIndexOf(':');
    if (colon >= 0) {
      String wanted = name.substring(colon + 1);
      if (!wanted.equals("any") && !wanted.equals("native") && !wanted.equals(architecture)) {
        return;
      }
      name = name.substring(0, colon);
    }
    if (isPattern(name)) {
      pinMatching(pin, name, bySource);
    } else if (bySource) {
      pinSource(pin, name::equals);
    } else {
      int packageId = universe.findPackage(name);
      if (packageId >= 0) {
        pinPackage(pin, packageId);
      }
    }
  }

  private static boolean isPattern(String name) {
    return (name.startsWith("/") && name.endsWith("/"))
        || name.chars().anyMatch(it -> "*[?".indexOf(it) >= 0);
  }

  private void pinMatching(Pin pin, String pattern, boolean bySource) {
    Predicate<String> test = PosixPattern.expression(pattern);
    if (bySource) {
      pinSource(pin, test);
      return;
    }
    for (int it = 0; it < universe.packageCount(); it++) {
      if (universe.firstVersion.get(it) >= 0 && test.test(universe.nameOf(it))) {
        pinPackage(pin, it);
      }
    }
  }

  private void pinPackage(Pin pin, int packageId) {
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      pinVersion(pin, it);
    }
  }

  private void pinSource(Pin pin, Predicate<String> name) {
    for (int it = 0; it < versionPins.length; it++) {
      if (name.test(universe.strings.text(universe.versionSource.get(it)))) {
        pinVersion(pin, it);
      }
    }
  }

  private void pinVersion(Pin pin, int version) {
    if (versionPins[version] == UNPINNED && pin.match().matches(universe, files, version)) {
      versionPins[version] = pin.priority();
    }
  }

  /** Returns a version's priority, 0 for one that is never to be taken. */
  int priority(int version, int installed) {
    int[] numbers = universe.files(version);
    if (versionPins[version] != UNPINNED) {
      for (int number : numbers) {
        if (priorityOf(number) != Preferences.NEVER) {
          return versionPins[version];
        }
      }
    }
    int priority = numbers.length == 0 ? 0 : Integer.MIN_VALUE;
    for (int number : numbers) {
      boolean leftOver = number == Universe.STATUS_FILE && version != installed;
      priority = Math.max(priority, leftOver ? -1 : priorityOf(number));
    }
    return priority;
  }

  private int priorityOf(int file) {
    return file == Universe.STATUS_FILE ? installedPriority : filePriorities[file];
  }

  /**
   * Returns the candidate: the newest version of the highest priority, never older than the
   * installed one unless its priority allows a downgrade; or -1.
   */
  int candidate(int packageId, int installed) {
    int best = Selection.NONE;
    int bestPriority = -1;
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      int priority = priority(it, installed);
      boolean older =
          installed != Selection.NONE
              && priority < DOWNGRADE
              && universe.strings.compareVersions(
                      universe.versionText.get(it), universe.versionText.get(installed))
                  < 0;
      if (priority != 0 && priority > bestPriority && !older) {
        best = it;
        bestPriority = priority;
      }
    }
    return best;
  }
}
