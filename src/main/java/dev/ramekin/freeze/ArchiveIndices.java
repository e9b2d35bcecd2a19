package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.SourceFinder;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The indices of a release's archives and of those its recipes add, loaded once each. */
final class ArchiveIndices {
  private final Clock clock;
  private final IndexStore store;
  private final SourceFinder finder;
  private final List<Lock.Archive> old;
  private final List<Finding> findings;
  private final Map<Key, Indices> loaded = new HashMap<>();
  private final Map<Indices, AptResolver> resolvers = new IdentityHashMap<>();
  private final Set<AptSource> added = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  private record Key(List<AptSource> sources, Architecture architecture) {}

  /**
   * Takes what it works with.
   *
   * @param old the archives of the old lock
   */
  ArchiveIndices(Places places, IndexStore store, List<Lock.Archive> old, List<Finding> findings) {
    this.clock = places.clock();
    this.store = store;
    this.old = List.copyOf(old);
    this.finder = new SourceFinder(places.mirrors(), places.machine());
    this.findings = findings;
  }

  /**
   * Returns the indices; empty, with a finding, when there are none. When a suite that the old lock
   * was resolved against cannot be used now, there are none either: a closure without security
   * updates is worse than the old one.
   *
   * @param more archives beyond the release's own
   */
  Optional<Indices> load(
      PlatformDescription platform, List<AptSource> more, Architecture architecture) {
    if (!platform.packageManager().equals("apt")) {
      tell(
          "package-manager-unsupported",
          platform.packageManager() + " packages are not frozen yet");
      return Optional.empty();
    }
    try {
      List<AptSource> sources = new ArrayList<>(finder.find(platform));
      sources.addAll(more);
      added.addAll(more);
      Indices indices = load(sources, architecture);
      if (indices.seen().size() < sources.size() && isOver(platform)) {
        indices = loadMoved(platform, sources, indices, architecture);
      }
      indices.problems().forEach(it -> tell("archive-unusable", it));
      indices.warnings().forEach(it -> tell("archive-odd", it));
      return lacks(indices, sources) || indices.seen().isEmpty()
          ? Optional.empty()
          : Optional.of(indices);
    } catch (ArchiveException exception) {
      tell("archive-unusable", exception.getMessage());
      return Optional.empty();
    }
  }

  private boolean lacks(Indices indices, List<AptSource> sources) {
    boolean lacking = false;
    for (AptSource source : sources) {
      boolean seen = indices.seen().stream().anyMatch(it -> isSame(it.source(), source));
      if (!seen && wasSeen(source)) {
        tell(
            FreezeResult.NOT_ASKED,
            "what was frozen with %s %s stays as the lock has it, since that archive cannot be used"
                .formatted(source.archive(), source.suite()));
        lacking = true;
      }
    }
    return lacking;
  }

  /** Wherever it was read: an old release may have moved. */
  private static boolean isSame(AptSource one, AptSource other) {
    return one.archive().equals(other.archive()) && one.suite().equals(other.suite());
  }

  private boolean wasSeen(AptSource source) {
    return old.stream()
        .anyMatch(it -> it.name().equals(source.archive()) && it.suite().equals(source.suite()));
  }

  private Indices load(List<AptSource> sources, Architecture architecture) {
    return loaded.computeIfAbsent(
        new Key(sources, architecture),
        key -> store.load(key.sources(), key.architecture().debian()));
  }

  private boolean isOver(PlatformDescription platform) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return platform.endOfLife().last().isBefore(today);
  }

  private Indices loadMoved(
      PlatformDescription platform,
      List<AptSource> sources,
      Indices indices,
      Architecture architecture) {
    Indices moved = load(moved(platform, sources, indices), architecture);
    return moved.seen().size() > indices.seen().size() ? moved : indices;
  }

  /**
   * Returns the sources, with those that could not be read taken from where the distribution keeps
   * its old releases.
   */
  private static List<AptSource> moved(
      PlatformDescription platform, List<AptSource> sources, Indices indices) {
    List<AptSource> read = indices.seen().stream().map(Indices.Seen::source).toList();
    return sources.stream()
        .map(
            it ->
                read.contains(it)
                    ? it
                    : platform.archives().stream()
                        .filter(archive -> archive.name().equals(it.archive()))
                        .filter(archive -> archive.suites().contains(it.suite()))
                        .flatMap(archive -> archive.archived().stream())
                        .map(address -> it.at(URI.create(address)))
                        .findFirst()
                        .orElse(it))
        .toList();
  }

  private void tell(String code, String message) {
    if (told.add(message)) {
      Finding finding = Finding.warning(code, Origin.ofFile(LockFile.NAME), message);
      findings.add(
          code.equals(FreezeResult.NOT_ASKED)
              ? finding.advise("if it is gone for good, convert without the old lock")
              : finding);
    }
  }

  /** Returns whether an archive that was looked at has exactly this package file. */
  boolean contains(Lock.Package wanted) {
    for (Indices indices : loaded.values()) {
      AptResolver resolver =
          resolvers.computeIfAbsent(
              indices, it -> it.resolver(InstalledSystem.ofVersions(new TreeMap<>())));
      if (resolver.sha256(wanted.name(), wanted.version()).equals(Optional.of(wanted.sha256()))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an archive is one that the sources add. */
  boolean isAdded(AptSource source) {
    return added.contains(source);
  }

  /** Returns the suites that were looked at. */
  List<Indices.Seen> seen() {
    return loaded.values().stream().flatMap(it -> it.seen().stream()).distinct().toList();
  }
}
