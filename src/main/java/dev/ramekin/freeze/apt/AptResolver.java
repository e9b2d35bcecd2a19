package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;
import java.util.ArrayList;
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
  private final InitialState initial;
  private final Universe universe;
  private final String architecture;
  private final Optional<String> refusal;

  /**
   * A package asked for.
   *
   * @param name a word as on apt-get's command line, without {@code =version}: {@code nginx},
   *     {@code nginx/bookworm-backports}, {@code nginx:amd64}, {@code nginx-}, {@code web-server^}
   * @param version exact version, or its beginning and a star; empty for the candidate
   */
  public record Request(String name, Optional<String> version) {
    String word() {
      return name + version.map(it -> "=" + it).orElse("");
    }
  }

  /**
   * Takes what it works on.
   *
   * @param refusal why nothing can be resolved at all
   */
  AptResolver(InitialState initial, String architecture, Optional<String> refusal) {
    this.initial = initial;
    this.universe = initial.universe();
    this.architecture = architecture;
    this.refusal = refusal;
  }

  /** Returns the installed packages with their versions. */
  public SortedMap<String, String> installed() {
    SortedMap<String, String> versions = new TreeMap<>();
    for (int packageId : initial.installedPackages()) {
      versions.put(universe.nameOf(packageId), universe.textOf(initial.current()[packageId]));
    }
    return versions;
  }

  /** Returns whether an archive is of a release: a suite, a codename or a version number. */
  public boolean hasRelease(String release) {
    VersionMatch match = VersionMatch.of(VersionMatch.Kind.RELEASE, release);
    return initial.files().stream().anyMatch(match::matchesFile);
  }

  /** Returns whether an archive has a version. */
  public boolean isAvailable(String name, String text) {
    return sha256(name, text).isPresent();
  }

  /** Returns the hash of a version's package file, in hex; empty when no archive has it. */
  public Optional<String> sha256(String name, String text) {
    int version = version(name, text);
    return version >= 0 && universe.isDownloadable(version)
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
    return refusal.isPresent()
        ? new Impossible(List.of(refusal.get()))
        : DeepStack.call(() -> resolveHere(requests, recommends, preferred));
  }

  private Resolution resolveHere(
      List<Request> requests, boolean recommends, Map<String, String> preferred) {
    Selection selection = new Selection(initial, recommends);
    preferred.forEach((name, version) -> prefer(selection, name, version));
    PackageWords words = new PackageWords(selection, architecture);
    requests.forEach(it -> words.add(it.word()));
    return words.problems().isEmpty()
        ? resolve(selection, words)
        : new Impossible(words.problems());
  }

  private Resolution resolve(Selection selection, PackageWords words) {
    Marker marker = new Marker(selection);
    Repairs repairs = new Repairs(selection.packageCount());
    boolean brokenBefore = selection.brokenCount() != 0;
    for (int version : words.removals()) {
      remove(selection, marker, repairs, universe.versionPackage.get(version));
    }
    for (int version : words.installs()) {
      int packageId = universe.versionPackage.get(version);
      selection.nominate(packageId, version);
      ask(selection, repairs, packageId);
      marker.install(packageId, false, 0, true);
    }
    new ReleaseSwitch(selection).run(words.switches());
    if (!brokenBefore) {
      for (int version : words.installs()) {
        marker.install(universe.versionPackage.get(version), true, 0, true);
      }
    } else if (selection.brokenCount() != 0) {
      return new Impossible(new Explanation(selection).brokenSystem());
    }
    boolean solved = new ProblemResolver(selection, marker, repairs).resolve();
    if (solved) {
      new Sweep(selection, marker).run();
      solved = selection.brokenCount() == 0;
    }
    return solved
        ? closure(selection)
        : new Impossible(new Explanation(selection).reasons(words.installs()));
  }

  private static void ask(Selection selection, Repairs repairs, int packageId) {
    repairs.clear(packageId, Repairs.TO_REMOVE);
    repairs.set(packageId, Repairs.ASKED);
    selection.guard(packageId, true);
  }

  private static void remove(Selection selection, Marker marker, Repairs repairs, int packageId) {
    ask(selection, repairs, packageId);
    repairs.set(packageId, Repairs.TO_REMOVE);
    if (selection.current(packageId) == Selection.NONE) {
      selection.hold(packageId);
    } else {
      marker.delete(packageId, 0, true);
    }
  }

  private void prefer(Selection selection, String name, String text) {
    if (isAvailable(name, text)) {
      selection.nominate(universe.findPackage(name), version(name, text));
    }
  }

  private Closure closure(Selection selection) {
    List<ResolvedPackage> packages = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (int it = 0; it < selection.packageCount(); it++) {
      int version = selection.target(it);
      int current = selection.current(it);
      if (version != Selection.NONE && version != current) {
        packages.add(resolved(version));
      } else if (version == Selection.NONE && current != Selection.NONE) {
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
        size(strings.text(universe.versionSize.get(version))),
        HexFormat.of().formatHex(strings.copy(universe.versionSha256.get(version))),
        strings.text(universe.versionFilename.get(version)),
        initial.files().get(universe.archiveFile(version)).suite());
  }

  private static long size(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
