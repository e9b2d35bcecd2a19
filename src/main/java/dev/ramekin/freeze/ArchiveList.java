package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices.Seen;
import dev.ramekin.model.Finding;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.model.lock.Lock.Archive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The archives of a lock: those that were looked at now, and those of the old lock that still hold
 * packages of the new one, for only the old time stamp leads to them in the snapshot archive.
 */
final class ArchiveList {
  private final FreezeOptions options;
  private final Optional<Lock> old;
  private final ArchiveIndices indices;
  private final Snapshots snapshots;

  ArchiveList(
      FreezeOptions options,
      Optional<Lock> old,
      ArchiveIndices indices,
      IndexStore store,
      List<Finding> findings) {
    this.options = options;
    this.old = old;
    this.indices = indices;
    this.snapshots = new Snapshots(options, store, findings);
  }

  /** Returns the archives by name, for the packages of the new lock. */
  List<Archive> of(List<Lock.Package> packages) {
    List<Archive> archives = new ArrayList<>(indices.seen().stream().map(this::archive).toList());
    Set<String> past =
        packages.stream()
            .filter(it -> !indices.contains(it))
            .map(Lock.Package::archive)
            .collect(Collectors.toSet());
    old.stream()
        .flatMap(it -> it.archives().stream())
        .filter(it -> archives.isEmpty() || past.contains(it.name()))
        .filter(it -> !archives.contains(it))
        .toList()
        .forEach(archives::add);
    archives.sort(
        Comparator.comparing(Archive::name)
            .thenComparing(Archive::suite)
            .thenComparing(Archive::date)
            .thenComparing(Archive::releaseSha256));
    return archives;
  }

  /** What is in the lock already needs no second look at the snapshot archive. */
  private Archive archive(Seen seen) {
    return old.stream()
        .flatMap(it -> it.archives().stream())
        .filter(it -> it.name().equals(seen.source().archive()))
        .filter(it -> it.suite().equals(seen.source().suite()))
        .filter(it -> it.releaseSha256().equals(seen.releaseSha256()))
        .filter(it -> options.strategy() == old.orElseThrow().strategy())
        .findFirst()
        .orElseGet(() -> fresh(seen));
  }

  private Archive fresh(Seen seen) {
    return new Archive(
        seen.source().archive(),
        seen.source().suite(),
        seen.source().components(),
        seen.date().toString(),
        seen.releaseSha256(),
        snapshots.stamp(seen),
        Optional.of(seen.source()).filter(indices::isAdded).map(it -> it.uri().toString()));
  }
}
