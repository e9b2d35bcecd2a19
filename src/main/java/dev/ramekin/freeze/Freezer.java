package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a plan into a lock: every base image a digest, every package set its closure, every
 * download a hash. What an old lock has is kept as long as it still fits what is asked for.
 */
public final class Freezer {
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
    private final IndexStore store;
    private final BaseImages images;
    private final ArchiveIndices archives;
    private final Map<Architecture, PackageFreezer> packages = new LinkedHashMap<>();
    private final DownloadFreezer downloads;
    private final GitFreezer git;
    private final List<LanguageResolver> resolvers;
    private final LanguageFreezer languages;

    Run(Deployment deployment, Optional<Lock> old, FreezeOptions wanted) {
      this.deployment = deployment;
      this.old = old;
      this.options = wanted.withArchitectures(architectures(wanted));
      Places places = options.places();
      Fetcher fetcher = new Fetcher(places.environment());
      this.store = new IndexStore(fetcher, places.cache(), places.offline(), places.clock());
      List<Lock.Archive> oldArchives = old.map(Lock::archives).orElse(List.of());
      this.archives = new ArchiveIndices(places, store, oldArchives, findings);
      Map<String, Lock.BaseImage> oldImages = old.map(Lock::baseImages).orElse(Map.of());
      this.images = new BaseImages(options, fetcher, oldImages, findings);
      Repositories repositories = new Repositories(places, fetcher, findings);
      DroppedPackages dropped = new DroppedPackages(places, store, oldArchives, findings);
      for (Architecture it : options.architectures()) {
        packages.put(
            it,
            new PackageFreezer(
                options, it, old, images, archives, dropped, repositories, findings));
      }
      Map<String, Lock.Download> oldDownloads = old.map(Lock::downloads).orElse(Map.of());
      this.downloads = new DownloadFreezer(options, fetcher, oldDownloads, findings);
      this.git = new GitFreezer(options, old.map(Lock::git).orElse(Map.of()), findings);
      this.resolvers =
          List.of(
              new NpmFreezer(places, fetcher),
              new GemFreezer(places, fetcher),
              new PipFreezer(places, fetcher));
      this.languages =
          new LanguageFreezer(
              options,
              resolvers,
              this::runtimes,
              old.map(Lock::languages).orElse(Map.of()),
              findings);
    }

    private List<Architecture> architectures(FreezeOptions wanted) {
      if (!wanted.architectures().isEmpty()) {
        return wanted.architectures();
      }
      return old.map(Lock::architectures)
          .filter(it -> !it.isEmpty())
          .orElseGet(
              () ->
                  deployment.stages().stream()
                      .flatMap(it -> Architecture.ofDebian(it.platform().architecture()).stream())
                      .distinct()
                      .toList());
    }

    /** By the packages of a stage and those below it, and what they download. */
    private Runtimes runtimes(Stage stage, Architecture architecture) {
      Map<String, String> installed =
          Optional.ofNullable(packages.get(architecture))
              .flatMap(it -> it.system(stage.name()))
              .map(InstalledSystem::versions)
              .orElseGet(TreeMap::new);
      List<String> addresses = new ArrayList<>();
      Optional<Stage> next = Optional.of(stage);
      while (next.isPresent()) {
        addresses.addAll(downloads.of(next.get().name()));
        Optional<String> parent = next.get().parent();
        next =
            deployment.stages().stream()
                .filter(it -> parent.equals(Optional.of(it.name())))
                .findFirst();
      }
      return Runtimes.of(installed, addresses);
    }

    FreezeResult run() {
      try {
        return freeze();
      } finally {
        resolvers.forEach(LanguageResolver::close);
      }
    }

    private FreezeResult freeze() {
      List<StageFreezer> freezers = new ArrayList<>(packages.values());
      freezers.add(downloads);
      freezers.add(git);
      freezers.add(languages);
      for (Stage stage : deployment.stages()) {
        images.freeze(stage.baseImage(), options.places().platforms().find(stage.platform().id()));
        freezers.forEach(it -> it.freeze(stage));
      }
      if (options.strategy() == Lock.Strategy.VERSION) {
        findings.add(liveArchive());
      }
      Map<String, List<Lock.Package>> closures = closures();
      StageClocks clocks =
          new StageClocks(
              deployment, old, options.places(), images.all(), archives.seen(), closures);
      deployment.stages().forEach(stage -> tellEndOfLife(stage, clocks.epoch(stage)));
      Lock lock =
          new Lock(
              options.strategy(),
              options.architectures(),
              images.all(),
              new ArchiveList(options, old, archives, store, findings)
                  .of(closures.values().stream().flatMap(List::stream).toList()),
              stages(clocks),
              closures,
              downloads.downloads(),
              git.checkouts(),
              languages.sets(),
              old.map(Lock::images).orElse(Map.of()));
      return new FreezeResult(
          lock, Unfrozen.without(deployment, lock), findings.stream().distinct().toList());
    }

    private static Finding liveArchive() {
      return Finding.warning(
              "packages-from-live-archive",
              Origin.ofFile(LockFile.NAME),
              "images take their packages from the live archives, which drop old versions: such a"
                  + " build fails as soon as one is gone")
          .advise("take the strategy pantry or snapshot for images that have to be built again");
    }

    /** By the lock's clock, so that the same lock says the same next year. */
    private void tellEndOfLife(Stage stage, long epoch) {
      Optional<PlatformDescription> platform =
          options.places().platforms().find(stage.platform().id());
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(epoch), ZoneOffset.UTC);
      platform
          .filter(it -> it.endOfLife().last().isBefore(day))
          .ifPresent(
              it ->
                  findings.add(
                      Finding.warning(
                              "release-end-of-life",
                              Origin.ofFile(stage.platform().id()),
                              "%s has had no public updates since %s; its packages are what was there then"
                                  .formatted(stage.platform().id(), it.endOfLife().last()))
                          .advise("plan for a newer release; --platform tries one")));
    }

    private Map<String, List<Lock.Package>> closures() {
      Map<String, List<Lock.Package>> closures = new TreeMap<>();
      for (Stage stage : deployment.stages()) {
        Map<Architecture, List<Lock.Package>> own = new LinkedHashMap<>();
        packages.forEach((it, freezer) -> own.put(it, freezer.packages(stage.name())));
        closures.put(stage.name(), Closures.merge(own));
      }
      return closures;
    }

    private Map<String, Lock.Stage> stages(StageClocks clocks) {
      Map<String, Lock.Stage> stages = new TreeMap<>();
      for (Stage stage : deployment.stages()) {
        String name = stage.name();
        Map<Architecture, List<String>> words = new LinkedHashMap<>();
        Map<Architecture, List<String>> missing = new LinkedHashMap<>();
        packages.forEach(
            (it, freezer) -> {
              words.put(it, freezer.requests(name));
              missing.put(it, freezer.missing(name));
            });
        stages.put(
            name,
            new Lock.Stage(
                stage.parent().orElse(stage.baseImage()),
                stage.platform().id(),
                deployment.images().contains(stage),
                clocks.epoch(stage),
                RequestWords.merge(words),
                RequestWords.merge(missing),
                downloads.of(name),
                git.of(name)));
      }
      return stages;
    }
  }
}
