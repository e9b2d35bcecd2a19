package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.SourceFinder;
import dev.ramekin.model.lock.Lock;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the archives of a lock are: the lock itself names no hosts. */
final class ArchiveAddresses {
  private final Places places;
  private final SourceFinder finder;

  ArchiveAddresses(Places places) {
    this.places = places;
    this.finder = new SourceFinder(places.mirrors(), places.machine());
  }

  /**
   * Returns the addresses of all archives by name, best first: the mirror, the snapshot archive at
   * the lock's times, where old releases are kept. The strategies {@code snapshot} and {@code
   * version} know only the one or the other; an archive without snapshots has its mirror alone.
   */
  Map<String, List<URI>> of(Lock lock) {
    Map<String, List<URI>> addresses = new TreeMap<>();
    for (Lock.Archive archive : lock.archives()) {
      addresses.computeIfAbsent(archive.name(), name -> addresses(lock, name));
    }
    return addresses;
  }

  private List<URI> addresses(Lock lock, String name) {
    List<URI> snapshots = snapshots(lock, name);
    if (lock.strategy() == Lock.Strategy.SNAPSHOT && !snapshots.isEmpty()) {
      return snapshots;
    }
    List<URI> known = new ArrayList<>();
    for (Lock.Archive archive : lock.archives()) {
      if (archive.name().equals(name)) {
        live(archive).map(AptSource::uri).ifPresent(known::add);
        Optional.ofNullable(places.mirrors().get(name)).ifPresent(known::add);
        archive.uri().map(URI::create).ifPresent(known::add);
      }
    }
    if (lock.strategy() == Lock.Strategy.PANTRY) {
      known.addAll(snapshots);
    }
    lock.archives().stream()
        .filter(it -> it.name().equals(name))
        .forEach(it -> known.addAll(archived(it)));
    return known.stream().distinct().toList();
  }

  /** Returns where the distribution keeps an archive after the end of the release's life. */
  private List<URI> archived(Lock.Archive archive) {
    return places.platforms().ids().stream()
        .flatMap(id -> places.platforms().find(id).stream())
        .flatMap(it -> it.archives().stream())
        .filter(it -> it.name().equals(archive.name()) && it.suites().contains(archive.suite()))
        .flatMap(it -> it.archived().stream())
        .map(URI::create)
        .toList();
  }

  /** Returns where an archive is in the snapshot archive at the lock's times, the latest first. */
  List<URI> snapshots(Lock lock, String name) {
    return lock.archives().stream()
        .filter(it -> it.name().equals(name))
        .sorted(Comparator.comparing((Lock.Archive it) -> it.snapshot().orElse("")).reversed())
        .flatMap(it -> snapshot(it).stream())
        .map(AptSource::uri)
        .distinct()
        .toList();
  }

  /** Returns a suite as its mirror has it now; empty when no release has it. */
  Optional<AptSource> live(Lock.Archive archive) {
    for (String id : places.platforms().ids()) {
      Optional<PlatformDescription> platform = places.platforms().find(id);
      if (platform.isPresent() && has(platform.get(), archive)) {
        try {
          return finder.find(platform.get()).stream()
              .filter(it -> it.archive().equals(archive.name()))
              .filter(it -> it.suite().equals(archive.suite()))
              .findFirst();
        } catch (ArchiveException exception) {
          // A damaged key does not matter here: the packages are checked by their hashes.
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Returns a suite as the snapshot archive holds it at the lock's time. */
  Optional<AptSource> snapshot(Lock.Archive archive) {
    return live(archive)
        .flatMap(
            it ->
                archive
                    .snapshot()
                    .flatMap(stamp -> Snapshots.address(it, places, stamp))
                    .map(it::at));
  }

  private static boolean has(PlatformDescription platform, Lock.Archive archive) {
    return platform.archives().stream()
        .filter(it -> it.name().equals(archive.name()))
        .map(ArchiveAddress::suites)
        .anyMatch(suites -> suites.contains(archive.suite()));
  }
}
