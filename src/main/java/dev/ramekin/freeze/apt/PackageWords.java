package dev.ramekin.freeze.apt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads words as apt-get's command line has them (apt-get(8), "install"): {@code name}, {@code
 * name=version}, {@code name/release}, {@code name:arch}, {@code task^}, globs, regular
 * expressions, and any of these with {@code +} or {@code -} at its end.
 */
final class PackageWords {
  private static final String GLOB = ".?*[]!";
  private static final String REGEX = ".?+*|[^$";

  private final Selection selection;
  private final Universe universe;
  private final String architecture;
  private final List<Integer> installs = new ArrayList<>();
  private final List<Integer> removals = new ArrayList<>();
  private final List<Switch> switches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** A version chosen by a release or a pattern, whose dependencies follow it there. */
  record Switch(int version, String release) {}

  PackageWords(Selection selection, String architecture) {
    this.selection = selection;
    this.universe = selection.universe;
    this.architecture = architecture;
  }

  /** Returns the versions to install, in order, each once. */
  List<Integer> installs() {
    return installs.stream().distinct().toList();
  }

  /** Returns the versions whose packages are to go, in order, each once. */
  List<Integer> removals() {
    return removals.stream().distinct().toList();
  }

  List<Switch> switches() {
    return List.copyOf(switches);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Takes one word in. */
  void add(String word) {
    boolean plus = word.length() > 1 && word.endsWith("+");
    boolean minus = word.length() > 1 && word.endsWith("-");
    if (plus || minus) {
      int known = named(beforeVersion(word));
      if (known >= 0) {
        // A package may well be called so: g++.
        select(word, minus ? Wanted.NEWEST : Wanted.CANDIDATE, List.of(known), installs, true);
        return;
      }
    }
    String name = plus || minus ? word.substring(0, word.length() - 1) : word;
    Wanted wanted = minus ? Wanted.NEWEST : Wanted.CANDIDATE;
    List<Integer> target = minus ? removals : installs;
    String before = beforeVersion(name);
    int known = named(before);
    if (known >= 0) {
      select(name, wanted, List.of(known), target, true);
      return;
    }
    List<Integer> matches = matching(before);
    if (matches.isEmpty()) {
      problems.add(problem(before));
    }
    select(name, wanted, matches, target, false);
  }

  /** Which version a word without one means. */
  private enum Wanted {
    CANDIDATE,
    NEWEST
  }

  private static int mark(String word) {
    return Math.max(word.lastIndexOf('/'), word.lastIndexOf('='));
  }

  private static String beforeVersion(String word) {
    return mark(word) < 0 ? word : word.substring(0, mark(word));
  }

  /** Returns the package of a name, perhaps with an architecture, or -1. */
  private int named(String name) {
    int colon = name.lastIndexOf(':');
    if (colon < 0) {
      return universe.findPackage(name);
    }
    String qualifier = name.substring(colon + 1);
    boolean own =
        Set.of(architecture, "native", "all", "any", "*", "any-" + architecture)
            .contains(qualifier);
    return own ? universe.findPackage(name.substring(0, colon)) : -1;
  }

  private String problem(String name) {
    int colon = name.lastIndexOf(':');
    if (colon > 0 && universe.findPackage(name.substring(0, colon)) >= 0) {
      return "there is no package " + name + "; only " + architecture + " is looked at";
    }
    return name.endsWith("^")
        ? "there is no task " + name.substring(0, name.length() - 1)
        : "there is no package " + name;
  }

  /** Returns the packages of a task, a glob or a regular expression, whichever first has any. */
  private List<Integer> matching(String text) {
    if (text.endsWith("^")) {
      List<Integer> task = task(text.substring(0, text.length() - 1));
      if (!task.isEmpty()) {
        return task;
      }
    }
    int colon = text.lastIndexOf(':');
    boolean qualified = colon > 0 && text.substring(colon + 1).matches("[a-z0-9-]+");
    String pattern = qualified ? text.substring(0, colon) : text;
    if (hasAny(pattern, GLOB)) {
      List<Integer> found = matching(PosixPattern.glob(pattern));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return hasAny(pattern, REGEX) && PosixPattern.isRegex(pattern)
        ? matching(PosixPattern.regex(pattern))
        : List.of();
  }

  private static boolean hasAny(String text, String characters) {
    return text.chars().anyMatch(it -> characters.indexOf(it) >= 0);
  }

  private List<Integer> matching(Predicate<String> test) {
    return IntStream.range(0, universe.packageCount())
        .filter(it -> universe.nameOf(it).indexOf(':') < 0 && universe.nameOf(it).indexOf('/') < 0)
        .filter(it -> test.test(universe.nameOf(it)))
        .boxed()
        .toList();
  }

  private List<Integer> task(String name) {
    Pattern pattern = Pattern.compile("(^|[, ])" + Pattern.quote(name) + "([, ]|$)");
    return IntStream.range(0, universe.packageCount())
        .filter(it -> selection.candidate(it) != Selection.NONE)
        .filter(it -> universe.versionTask.get(selection.candidate(it)) >= 0)
        .filter(
            it ->
                pattern
                    .matcher(
                        universe.strings.text(universe.versionTask.get(selection.candidate(it))))
                    .find())
        .boxed()
        .toList();
  }

  /**
   * Selects the version of each package that a word means.
   *
   * @param explicit whether it is a problem when there is none
   */
  private void select(
      String word, Wanted wanted, List<Integer> packages, List<Integer> target, boolean explicit) {
    int mark = mark(word);
    for (int packageId : packages) {
      int version =
          mark < 0
              ? plain(packageId, wanted, explicit)
              : exact(packageId, word.substring(mark + 1), word.charAt(mark) == '/', explicit);
      if (version != Selection.NONE) {
        target.add(version);
      }
    }
  }

  private int plain(int packageId, Wanted wanted, boolean explicit) {
    int version =
        wanted == Wanted.NEWEST
            ? universe.firstVersion.get(packageId)
            : selection.candidate(packageId);
    if (version != Selection.NONE) {
      return version;
    }
    int provider = onlyProvider(packageId, it -> isCandidate(universe.provideOwner.get(it)));
    // What is not there need not be removed.
    if (provider == Selection.NONE && explicit && wanted == Wanted.CANDIDATE) {
      problems.add(noCandidate(packageId));
    }
    return provider;
  }

  private boolean isCandidate(int version) {
    return selection.candidate(universe.versionPackage.get(version)) == version;
  }

  private int exact(int packageId, String text, boolean release, boolean explicit) {
    int version =
        switch (text) {
          case "installed" -> known(packageId, selection.current(packageId), text, explicit);
          case "candidate" -> plain(packageId, Wanted.CANDIDATE, explicit);
          case "newest" -> plain(packageId, Wanted.NEWEST, explicit);
          default -> matching(packageId, text, release, explicit);
        };
    if (version != Selection.NONE && (release || !universe.textOf(version).equals(text))) {
      switches.add(new Switch(version, text));
    }
    return version;
  }

  private int matching(int packageId, String text, boolean release, boolean explicit) {
    VersionMatch match =
        VersionMatch.of(release ? VersionMatch.Kind.RELEASE : VersionMatch.Kind.VERSION, text);
    int version = match.find(universe, selection.initial.files(), packageId);
    if (version == Selection.NONE) {
      version = providerOf(packageId, text, release);
    }
    if (version == Selection.NONE && explicit) {
      problems.add(noVersion(packageId, text, release));
    }
    return version;
  }

  private int known(int packageId, int version, String text, boolean explicit) {
    if (version == Selection.NONE && explicit) {
      problems.add(universe.nameOf(packageId) + " is not " + text);
    }
    return version;
  }

  /** Returns the only package that provides a virtual one in that version or release. */
  private int providerOf(int packageId, String text, boolean release) {
    VersionMatch suite = VersionMatch.of(VersionMatch.Kind.RELEASE, text);
    Predicate<Integer> fits =
        provide -> {
          int number = universe.provideVersion.get(provide);
          int owner = universe.provideOwner.get(provide);
          return release
              ? suite.matches(universe, selection.initial.files(), owner)
              : number >= 0 && universe.strings.text(number).equals(text);
        };
    int version = onlyProvider(packageId, fits);
    if (version != Selection.NONE) {
      selection.nominate(universe.versionPackage.get(version), version);
    }
    return version;
  }

  private int onlyProvider(int packageId, Predicate<Integer> fits) {
    Set<Integer> owners = new LinkedHashSet<>();
    int it = universe.firstProvide.get(packageId);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      if (fits.test(it)) {
        owners.add(universe.provideOwner.get(it));
      }
    }
    long different = owners.stream().map(universe.versionPackage::get).distinct().count();
    return different == 1 ? owners.iterator().next() : Selection.NONE;
  }

  private String noVersion(int packageId, String text, boolean release) {
    List<String> known = new ArrayList<>();
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      known.add(universe.textOf(it));
    }
    return "there is no version "
        + (release ? "in the release " : "")
        + text
        + " of "
        + universe.nameOf(packageId)
        + "; available: "
        + (known.isEmpty() ? "none" : String.join(", ", known));
  }

  private String noCandidate(int packageId) {
    String name = universe.nameOf(packageId);
    TreeSet<String> names = new TreeSet<>();
    int it = universe.firstProvide.get(packageId);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      if (isCandidate(universe.provideOwner.get(it))) {
        names.add(universe.nameOf(universe.versionPackage.get(universe.provideOwner.get(it))));
      }
    }
    if (!names.isEmpty()) {
      return name + " is a virtual package; choose one of " + String.join(", ", names);
    }
    int newest = universe.firstVersion.get(packageId);
    return newest < 0
        ? "there is no package " + name + ", though others mention it"
        : "no version of "
            + name
            + " may be installed: the priority of "
            + universe.textOf(newest)
            + " is not above zero";
  }
}
