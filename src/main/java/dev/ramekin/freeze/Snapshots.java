package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices.Seen;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Lock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the time stamp under which a snapshot archive holds a suite as it was seen: the first time
 * at or after the Release file's own date that shows the same Release file.
 */
final class Snapshots {
  private final FreezeOptions options;
  private final IndexStore store;
  private final List<Finding> findings;
  private final SnapshotTimes times;

  Snapshots(FreezeOptions options, IndexStore store, List<Finding> findings) {
    this.options = options;
    this.store = store;
    this.findings = findings;
    this.times = new SnapshotTimes(new Fetcher(options.places().environment()));
  }

  /** Returns the address of a suite's archive at a time. */
  static Optional<URI> address(AptSource source, Places places, String stamp) {
    return pattern(source.archive(), source.snapshot(), places)
        .map(pattern -> URI.create(pattern.replace("{timestamp}", stamp)));
  }

  /** A mirror named {@code snapshot} stands for the public snapshot archive. */
  static Optional<String> pattern(String archive, Optional<String> published, Places places) {
    URI mirror = places.mirrors().get("snapshot");
    return mirror == null || published.isEmpty()
        ? published
        : Optional.of(mirror.toString().replaceFirst("/+$", "") + "/" + archive + "/{timestamp}");
  }

  /** Returns the time stamp; empty where there is no snapshot archive. */
  Optional<String> stamp(Seen seen) {
    if (seen.source().snapshot().isEmpty()) {
      return Optional.empty();
    }
    boolean probe = options.strategy() == Lock.Strategy.SNAPSHOT && !options.places().offline();
    return Optional.of(probe ? probe(seen) : guess(seen));
  }

  private String probe(Seen seen) {
    String problem = "none of the times after its date shows this Release file";
    URI folder = address(seen.source(), options.places(), "").orElseThrow();
    Instant now = options.places().clock().instant();
    for (String stamp : times.after(folder, seen.date(), now)) {
      URI base = address(seen.source(), options.places(), stamp).orElseThrow();
      try {
        if (store.releaseSha256(seen.source().at(base)).equals(seen.releaseSha256())) {
          return stamp;
        }
      } catch (ArchiveException exception) {
        problem = exception.getMessage();
      }
    }
    findings.add(
        Finding.warning(
                "snapshot-not-checked",
                Origin.ofFile("ramekin.lock"),
                "the snapshot of %s %s was not found: %s"
                    .formatted(seen.source().archive(), seen.source().suite(), problem))
            .advise("a build from the snapshot archive may fail; the strategy pantry does not"));
    return guess(seen);
  }

  /** One step later, what the suite named at its date is in the snapshot archive for sure. */
  private static String guess(Seen seen) {
    return SnapshotTimes.STAMP.format(seen.date().plus(SnapshotTimes.STEP));
  }
}
