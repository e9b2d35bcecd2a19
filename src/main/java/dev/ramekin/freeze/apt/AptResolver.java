package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers what {@code apt-get install} would bring onto an installed system, from the archives'
 * indices alone. Follows the steps of apt 2.6, whose choices depend on their order.
 */
public final class AptResolver {
  /** apt's priority from which on a version is taken even if that is a downgrade. */
  private static final int DOWNGRADE_PIN = 1000;

  private final Universe universe;
  private final int[] current;
  private final int[] candidates;
  private final int[] installedPackages;

  /**
   * A package asked for.
   *
   * @param version exact version; empty for the candidate
   */
  public record Request(String name, Optional<String> version) {}

  AptResolver(Universe universe, List<Integer> installedVersions) {
    this.universe = universe;
    this.current = new int[universe.packageCount()];
    Arrays.fill(current, Selection.NONE);
    for (int version : installedVersions) {
      current[universe.versionPackage.get(version)] = version;
    }
    this.installedPackages =
        installedVersions.stream().mapToInt(universe.versionPackage::get).sorted().toArray();
    this.candidates = new int[universe.packageCount()];
    for (int it = 0; it < candidates.length; it++) {
      candidates[it] = candidate(it);
    }
  }

  /** The newest version of the highest priority, never older than the installed one. */
  private int candidate(int packageId) {
    int best = Selection.NONE;
    int bestPin = -1;
    int installed = current[packageId];
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      boolean available = universe.versionIndex.get(it) >= 0 || it == installed;
      int pin = available ? universe.versionPin.get(it) : 0;
      boolean older =
          installed != Selection.NONE
              && pin < DOWNGRADE_PIN
              && universe.strings.compareVersions(
                      universe.versionText.get(it), universe.versionText.get(installed))
                  < 0;
      if (pin > 0 && pin > bestPin && !older) {
        best = it;
        bestPin = pin;
      }
    }
    return best;
  }

  /** Returns the installed packages with their versions. */
  public SortedMap<String, String> installed() {
    SortedMap<String, String> versions = new TreeMap<>();
    for (int packageId : installedPackages) {
      versions.put(universe.nameOf(packageId), universe.textOf(current[packageId]));
    }
    return versions;
  }

  /** Returns whether an archive has a version. */
  public boolean isAvailable(String name, String text) {
    return sha256(name, text).isPresent();
  }

  /** Returns the hash of a version's package file, in hex; empty when no archive has it. */
  public Optional<String> sha256(String name, String text) {
    int version = version(name, text);
    return version >= 0 && universe.versionIndex.get(version) >= 0
        ? Optional.of(
            HexFormat.of().formatHex(universe.strings.copy(universe.versionSha256.get(version))))
        : Optional.empty();
  }

  private int version(String name, String text) {
    int packageId = universe.findPackage(name);
    int number = universe.strings.find(text);
    return packageId < 0 || number < 0 ? -1 : universe.findVersion(packageId, number);
  }

  /**
   * Returns what is to be installed, upgraded and removed so that the packages are there.
   *
   * @param requests in the order of the command line
   * @param recommends whether recommended packages are installed too
   */
  public Resolution resolve(List<Request> requests, boolean recommends) {
    return resolve(requests, recommends, Map.of());
  }

  /**
   * Does the same, taking some versions where they are still to be had instead of newer ones.
   *
   * @param preferred version by package name
   */
  public Resolution resolve(
      List<Request> requests, boolean recommends, Map<String, String> preferred) {
    Selection selection =
        new Selection(universe, recommends, current, candidates, installedPackages);
    preferred.forEach((name, version) -> prefer(selection, name, version));
    List<Integer> wanted = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Request request : requests) {
      Choice choice = choose(selection, request);
      if (choice.version() == Selection.NONE) {
        unknown.add(choice.problem());
      } else if (!wanted.contains(choice.version())) {
        wanted.add(choice.version());
      }
    }
    return unknown.isEmpty() ? resolve(selection, wanted) : new Impossible(unknown);
  }

  private Resolution resolve(Selection selection, List<Integer> wanted) {
    Marker marker = new Marker(selection);
    for (int version : wanted) {
      int packageId = universe.versionPackage.get(version);
      selection.nominate(packageId, version);
      selection.guard(packageId, true);
      marker.install(packageId, false, 0, true);
    }
    for (int version : wanted) {
      marker.install(universe.versionPackage.get(version), true, 0, true);
    }
    boolean solved =
        selection.brokenCount() == 0 || new ProblemResolver(selection, marker).resolve();
    if (solved) {
      new Sweep(selection, marker).run();
    }
    return solved ? closure(selection) : new Impossible(new Explanation(selection).reasons(wanted));
  }

  /** A version, or why there is none. */
  private record Choice(int version, String problem) {}

  private void prefer(Selection selection, String name, String text) {
    if (isAvailable(name, text)) {
      selection.nominate(universe.findPackage(name), version(name, text));
    }
  }

  private Choice choose(Selection selection, Request request) {
    int packageId = universe.findPackage(request.name());
    if (packageId < 0) {
      return new Choice(Selection.NONE, "there is no package " + request.name());
    }
    if (request.version().isPresent()) {
      return exact(packageId, request.version().get());
    }
    if (selection.candidate(packageId) != Selection.NONE) {
      return new Choice(selection.candidate(packageId), "");
    }
    return onlyProvider(packageId);
  }

  private Choice exact(int packageId, String text) {
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      if (isMatch(universe.textOf(it), text)) {
        return new Choice(it, "");
      }
    }
    List<String> known = versions(packageId);
    String name = universe.nameOf(packageId);
    String rest = known.isEmpty() ? "none" : String.join(", ", known);
    return new Choice(
        Selection.NONE, "there is no version " + text + " of " + name + "; available: " + rest);
  }

  /** As apt does: a star at the end stands for any rest. */
  private static boolean isMatch(String version, String wanted) {
    return wanted.endsWith("*")
        ? version.startsWith(wanted.substring(0, wanted.length() - 1))
        : version.equals(wanted);
  }

  private List<String> versions(int packageId) {
    List<String> known = new ArrayList<>();
    int it = universe.firstVersion.get(packageId);
    for (; it >= 0; it = universe.versionNext.get(it)) {
      known.add(universe.textOf(it));
    }
    return known;
  }

  private Choice onlyProvider(int packageId) {
    List<Integer> owners = new ArrayList<>();
    int it = universe.firstProvide.get(packageId);
    for (; it >= 0; it = universe.provideNext.get(it)) {
      int owner = universe.provideOwner.get(it);
      if (candidates[universe.versionPackage.get(owner)] == owner && !owners.contains(owner)) {
        owners.add(owner);
      }
    }
    if (owners.size() == 1) {
      return new Choice(owners.get(0), "");
    }
    String name = universe.nameOf(packageId);
    if (owners.isEmpty()) {
      return new Choice(
          Selection.NONE, "there is no package " + name + ", though others mention it");
    }
    List<String> names =
        owners.stream()
            .map(owner -> universe.nameOf(universe.versionPackage.get(owner)))
            .sorted()
            .toList();
    return new Choice(
        Selection.NONE, name + " is a virtual package; choose one of " + String.join(", ", names));
  }

  private Closure closure(Selection selection) {
    List<ResolvedPackage> packages = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (int it = 0; it < selection.packageCount(); it++) {
      int version = selection.target(it);
      if (version != Selection.NONE && version != current[it]) {
        packages.add(resolved(version));
      } else if (version == Selection.NONE && current[it] != Selection.NONE) {
        removed.add(universe.nameOf(it));
      }
    }
    packages.sort(Comparator.comparing(ResolvedPackage::name));
    removed.sort(Comparator.naturalOrder());
    return new Closure(packages, removed);
  }

  private ResolvedPackage resolved(int version) {
    StringTable strings = universe.strings;
    return new ResolvedPackage(
        universe.nameOf(universe.versionPackage.get(version)),
        universe.textOf(version),
        strings.text(universe.versionArchitecture.get(version)),
        Long.parseLong(strings.text(universe.versionSize.get(version))),
        HexFormat.of().formatHex(strings.copy(universe.versionSha256.get(version))),
        strings.text(universe.versionFilename.get(version)),
        universe.versionIndex.get(version));
  }
}
