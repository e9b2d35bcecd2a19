package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices.Seen;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.model.lock.Lock.Archive;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a plan into a lock: every base image a digest, every package set its closure, every
 * download a hash. What an old lock has is kept as long as it still fits what is asked for.
 */
public final class Freezer {
  private static final String COMMIT = "[0-9a-f]{40}";

  private Freezer() {}

  /**
   * Freezes a plan. Downloads indices where they are not at hand, and no packages.
   *
   * @param deployment the plan
   * @param old the lock of an earlier run
   * @param options how
   * @return a lock that may lack what the findings name; never a wrong one
   */
  public static FreezeResult freeze(
      Deployment deployment, Optional<Lock> old, FreezeOptions options) {
    return new Run(deployment, old, options).run();
  }

  /** One run with what it collects. */
  private static final class Run {
    private final Deployment deployment;
    private final Optional<Lock> old;
    private final FreezeOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> commits = new TreeMap<>();
    private final IndexStore store;
    private final BaseImages images;
    private final PackageFreezer packages;
    private final DownloadFreezer downloads;

    Run(Deployment deployment, Optional<Lock> old, FreezeOptions options) {
      this.deployment = deployment;
      this.old = old;
      this.options = options;
      Fetcher fetcher = new Fetcher(options.places().environment());
      this.store =
          new IndexStore(
              fetcher,
              options.places().cache(),
              options.places().offline(),
              options.places().clock());
      Map<String, Lock.BaseImage> oldImages = old.map(Lock::baseImages).orElse(Map.of());
      this.images = new BaseImages(options, fetcher, oldImages, findings);
      this.packages = new PackageFreezer(options, fetcher, old, images, store, findings);
      Map<String, Lock.Download> oldDownloads = old.map(Lock::downloads).orElse(Map.of());
      this.downloads = new DownloadFreezer(options, fetcher, oldDownloads, findings);
    }

    FreezeResult run() {
      for (Stage stage : deployment.stages()) {
        packages.freeze(stage);
        for (Operation operation : stage.operations()) {
          downloads.freeze(operation);
          freezeCommit(operation);
        }
      }
      List<Seen> seen = packages.seen();
      boolean unchanged = packages.isUnchanged();
      Lock lock =
          new Lock(
              options.strategy(),
              unchanged ? old.orElseThrow().epoch() : epoch(seen),
              images.all(),
              unchanged ? old.orElseThrow().archives() : archives(seen),
              packages.requests(),
              packages.packages(),
              downloads.downloads(),
              commits);
      return new FreezeResult(lock, findings);
    }

    private void freezeCommit(Operation operation) {
      if (!(operation instanceof CheckOutGit git)) {
        return;
      }
      String key = git.repository() + "#" + git.revision();
      Optional<String> before = old.map(it -> it.gitCommits().get(key));
      if (git.revision().matches(COMMIT)) {
        commits.put(key, git.revision());
      } else if (before.isPresent()) {
        commits.put(key, before.get());
      } else {
        findings.add(
            Finding.warning(
                    "git-not-frozen",
                    git.provenance().origin(),
                    "the commit behind %s of %s is not frozen yet"
                        .formatted(git.revision(), git.repository()))
                .advise("name a commit instead of a branch or tag"));
      }
    }

    private List<Archive> archives(List<Seen> seen) {
      Snapshots snapshots = new Snapshots(options, store, findings);
      List<Archive> archives = new ArrayList<>();
      for (Seen it : seen) {
        archives.add(
            new Archive(
                it.source().archive(),
                it.source().suite(),
                it.source().components(),
                it.date().toString(),
                it.releaseSha256(),
                snapshots.stamp(it)));
      }
      old.stream()
          .flatMap(it -> it.archives().stream())
          .filter(it -> archives.stream().noneMatch(other -> isSame(it, other)))
          .filter(it -> isNeeded(it.name()))
          .forEach(archives::add);
      archives.sort(
          Comparator.comparing(Archive::name)
              .thenComparing(Archive::suite)
              .thenComparing(Archive::releaseSha256));
      return archives;
    }

    private boolean isNeeded(String archive) {
      return packages.packages().values().stream()
          .flatMap(List::stream)
          .anyMatch(it -> it.archive().equals(archive));
    }

    private static boolean isSame(Archive left, Archive right) {
      return left.name().equals(right.name()) && left.suite().equals(right.suite());
    }

    /**
     * The date of the newest index; without one, that of the newest base image of the catalogue.
     */
    private long epoch(List<Seen> seen) {
      Optional<Instant> newest = seen.stream().map(Seen::date).max(Comparator.naturalOrder());
      return newest
          .or(this::imageDate)
          .or(() -> old.map(it -> Instant.ofEpochSecond(it.epoch())))
          .orElse(Instant.EPOCH)
          .getEpochSecond();
    }

    private Optional<Instant> imageDate() {
      return deployment.stages().stream()
          .flatMap(stage -> options.places().platforms().find(stage.platform().id()).stream())
          .flatMap(platform -> platform.records().stream().limit(1))
          .map(image -> LocalDate.parse(image.date()).atStartOfDay(ZoneOffset.UTC).toInstant())
          .max(Comparator.naturalOrder());
    }
  }
}
