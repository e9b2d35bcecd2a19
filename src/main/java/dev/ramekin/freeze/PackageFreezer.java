package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Freezes the apt packages of one stage after another for one architecture, parents first. */
final class PackageFreezer implements StageFreezer {
  private final FreezeOptions options;
  private final Architecture architecture;
  private final Optional<Lock> old;
  private final BaseImages images;
  private final ArchiveIndices archives;
  private final DroppedPackages dropped;
  private final Repositories repositories;
  private final List<Finding> findings;
  private final Map<String, Frozen> stages = new TreeMap<>();

  /**
   * A frozen stage.
   *
   * @param requests what of its requests could be frozen
   * @param missing what of them could not
   * @param packages its closure
   * @param system what is installed in it; empty when that is not known
   * @param sources the archives its recipes add, with those of the stages below
   * @param pins the preferences its recipes write, with those of the stages below
   * @param kept whether everything is as the old lock has it
   */
  private record Frozen(
      List<String> requests,
      List<String> missing,
      List<Lock.Package> packages,
      Optional<InstalledSystem> system,
      List<AptSource> sources,
      PreferenceFiles pins,
      boolean kept) {}

  PackageFreezer(
      FreezeOptions options,
      Architecture architecture,
      Optional<Lock> old,
      BaseImages images,
      ArchiveIndices archives,
      DroppedPackages dropped,
      Repositories repositories,
      List<Finding> findings) {
    this.options = options;
    this.architecture = architecture;
    this.old = old;
    this.images = images;
    this.archives = archives;
    this.dropped = dropped;
    this.repositories = repositories;
    this.findings = findings;
  }

  @Override
  public void freeze(Stage stage) {
    Optional<PlatformDescription> platform =
        options.places().platforms().find(stage.platform().id());
    Optional<Frozen> parent = stage.parent().map(stages::get);
    Optional<InstalledSystem> below =
        parent.isPresent()
            ? parent.get().system()
            : images.installed(stage.baseImage(), platform, architecture);
    PreferenceFiles pins =
        parent.map(Frozen::pins).orElse(PreferenceFiles.NONE).after(stage.operations(), findings);
    StageRequest request =
        StageRequest.of(
            stage,
            options.recommends().contains(stage.name()),
            pins.preferences(findings),
            findings);
    List<AptSource> sources = new ArrayList<>(parent.map(Frozen::sources).orElse(List.of()));
    stage.operations().stream()
        .filter(AddRepository.class::isInstance)
        .map(AddRepository.class::cast)
        .forEach(it -> repositories.source(it, stage.platform()).ifPresent(sources::add));
    boolean same = parent.map(Frozen::kept).orElseGet(() -> isSameImage(stage, platform));
    boolean keepable = same && isStillGood(stage);
    Answer answer =
        keepable && request.words().equals(oldRequests(stage))
            ? kept(stage)
            : below
                .map(system -> resolve(stage, request, platform, system, sources))
                .orElseGet(() -> nothing(request, "the packages of the base image are not known"));
    // What could not be frozen is asked for again in every run; the rest does not change by that.
    boolean keep = keepable && answer.requests().equals(oldRequests(stage));
    Answer result = keep ? kept(stage) : answer;
    stages.put(
        stage.name(),
        new Frozen(
            result.requests(),
            answer.missing(),
            result.packages(),
            below.map(it -> after(it, result.packages())),
            sources,
            pins,
            keep));
  }

  /** Returns what is installed in a stage that was frozen; empty when that is not known. */
  Optional<InstalledSystem> system(String stage) {
    return Optional.ofNullable(stages.get(stage)).flatMap(Frozen::system);
  }

  /** What of a request could be frozen, and as what; and what could not. */
  private record Answer(List<String> requests, List<String> missing, List<Lock.Package> packages) {}

  private Answer kept(Stage stage) {
    return kept(stage, List.of());
  }

  private Answer kept(Stage stage, List<String> missing) {
    return new Answer(oldRequests(stage), missing, oldPackages(stage));
  }

  private List<String> oldRequests(Stage stage) {
    return old.map(it -> it.stages().get(stage.name()))
        .map(it -> RequestWords.of(architecture, it.requests()))
        .orElse(List.of());
  }

  private static InstalledSystem after(InstalledSystem system, List<Lock.Package> packages) {
    return system.with(
        new Closure(packages.stream().map(PackageFreezer::resolved).toList(), List.of()));
  }

  private static ResolvedPackage resolved(Lock.Package it) {
    return new ResolvedPackage(
        it.name(), it.version(), it.architecture(), it.size(), it.sha256(), it.filename(), -1);
  }

  private boolean isSameImage(Stage stage, Optional<PlatformDescription> platform) {
    return old.flatMap(it -> Optional.ofNullable(it.baseImages().get(stage.baseImage())))
        .equals(images.freeze(stage.baseImage(), platform));
  }

  private boolean isStillGood(Stage stage) {
    return old.isPresent()
        && old.get().architectures().contains(architecture)
        && old.get().packages().containsKey(stage.name())
        && oldPackages(stage).stream().noneMatch(it -> options.mayUpdate(it.name()));
  }

  private List<Lock.Package> oldPackages(Stage stage) {
    return old.map(it -> it.packages(stage.name(), architecture)).orElse(List.of());
  }

  /** Freezes nothing, and says so of every package. */
  private Answer nothing(StageRequest request, String why) {
    request.origins().forEach((it, origin) -> findings.add(notFrozen(it, origin, why)));
    return new Answer(List.of(), StageRequest.plainWords(request.requests()), List.of());
  }

  /** Without an index, what the old lock has of the request is all there is. */
  private Answer withoutIndex(Stage stage, StageRequest request) {
    String why = "no index of " + stage.platform().id() + " is at hand";
    if (!request.words().containsAll(oldRequests(stage))) {
      return nothing(request, why);
    }
    List<Request> missing =
        request.requests().stream()
            .filter(it -> !oldRequests(stage).contains(StageRequest.word(it)))
            .toList();
    missing.forEach(it -> findings.add(notFrozen(it, request.origin(it), why)));
    return kept(stage, StageRequest.plainWords(missing));
  }

  private Answer resolve(
      Stage stage,
      StageRequest asked,
      Optional<PlatformDescription> platform,
      InstalledSystem system,
      List<AptSource> added) {
    if (asked.requests().isEmpty()) {
      return new Answer(List.of(), List.of(), List.of());
    }
    Optional<Indices> indices = platform.flatMap(it -> archives.load(it, added, architecture));
    if (indices.isEmpty()) {
      return withoutIndex(stage, asked);
    }
    List<Lock.Package> keep = toKeep(stage);
    AptResolver resolver =
        dropped.resolver(indices.get(), system, asked.preferences(), keep, architecture);
    StageRequest request = asked.from(resolver, findings);
    Map<String, String> preferred = new TreeMap<>();
    keep.forEach(it -> preferred.put(it.name(), it.version()));
    ClosureFinder.Found found =
        new ClosureFinder(resolver, request.recommends(), preferred).find(request.requests());
    found.refused().forEach((it, why) -> findings.add(notFrozen(it, request.origin(it), why)));
    tellRemoved(stage, found.closure());
    return new Answer(
        request.words(found.good()),
        StageRequest.plainWords(List.copyOf(found.refused().keySet())),
        found.closure().packages().stream().map(it -> locked(it, indices.get(), keep)).toList());
  }

  /**
   * The versions that stay if they can: the old lock's own, else those it has for another
   * architecture.
   */
  private List<Lock.Package> toKeep(Stage stage) {
    List<Lock.Package> own = oldPackages(stage);
    List<Lock.Package> keep = new ArrayList<>(own);
    old.map(it -> it.packages(stage.name())).orElse(List.of()).stream()
        .filter(it -> own.stream().noneMatch(mine -> mine.name().equals(it.name())))
        .forEach(keep::add);
    keep.removeIf(it -> options.mayUpdate(it.name()));
    return keep;
  }

  private Finding notFrozen(Request request, Origin origin, String why) {
    String version = request.version().map(it -> " " + it).orElse("");
    String where = options.architectures().size() > 1 ? " for " + architecture.debian() : "";
    return Finding.error(
            "package-not-frozen",
            origin,
            "%s%s is not frozen%s: %s".formatted(request.name(), version, where, why))
        .advise("the image will lack it until it can be frozen");
  }

  private void tellRemoved(Stage stage, Closure closure) {
    if (!closure.removed().isEmpty()) {
      findings.add(
          Finding.warning(
              "packages-removed",
              Origin.ofFile(LockFile.NAME),
              "installing the packages of stage %s removes %s from the base image"
                  .formatted(stage.name(), String.join(", ", closure.removed()))));
    }
  }

  /** A package that no index has any more is the one the old lock had. */
  private static Lock.Package locked(ResolvedPackage it, Indices indices, List<Lock.Package> old) {
    String archive =
        it.index() < indices.seen().size()
            ? indices.seen().get(it.index()).source().archive()
            : old.stream()
                .filter(kept -> kept.sha256().equals(it.sha256()))
                .map(Lock.Package::archive)
                .findFirst()
                .orElseThrow();
    return new Lock.Package(
        it.name(),
        it.version(),
        it.architecture(),
        it.size(),
        it.sha256(),
        it.filename(),
        archive,
        List.of());
  }

  /** Returns the packages of a stage. */
  List<Lock.Package> packages(String stage) {
    return Optional.ofNullable(stages.get(stage)).map(Frozen::packages).orElse(List.of());
  }

  /** Returns what of a stage's requests is frozen. */
  List<String> requests(String stage) {
    return Optional.ofNullable(stages.get(stage)).map(Frozen::requests).orElse(List.of());
  }

  /** Returns what of a stage's requests could not be frozen. */
  List<String> missing(String stage) {
    return Optional.ofNullable(stages.get(stage)).map(Frozen::missing).orElse(List.of());
  }
}
