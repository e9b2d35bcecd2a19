package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.AptSource;
import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.freeze.apt.IndexStore;
import dev.ramekin.freeze.apt.Indices;
import dev.ramekin.freeze.apt.InstalledSystem;
import dev.ramekin.freeze.apt.Resolution;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import dev.ramekin.freeze.apt.Resolution.ResolvedPackage;
import dev.ramekin.freeze.apt.SourceFinder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Freezes the packages of one stage after another, parents first. */
final class PackageFreezer {
  private final FreezeOptions options;
  private final Optional<Lock> old;
  private final BaseImages images;
  private final IndexStore store;
  private final Repositories repositories;
  private final SourceFinder finder;
  private final List<Finding> findings;

  private final Map<List<AptSource>, Indices> loaded = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Frozen> stages = new TreeMap<>();

  /**
   * A frozen stage.
   *
   * @param system what is installed in it; empty when that is not known
   * @param sources the archives its recipes add, with those of the stages below
   * @param kept whether everything is as the old lock has it
   */
  private record Frozen(
      List<String> requests,
      List<Lock.Package> packages,
      Optional<InstalledSystem> system,
      List<AptSource> sources,
      boolean kept) {}

  PackageFreezer(
      FreezeOptions options,
      Fetcher fetcher,
      Optional<Lock> old,
      BaseImages images,
      IndexStore store,
      List<Finding> findings) {
    this.options = options;
    this.old = old;
    this.images = images;
    this.store = store;
    this.repositories = new Repositories(options.places(), fetcher, findings);
    this.finder = new SourceFinder(options.places().mirrors(), options.places().machine());
    this.findings = findings;
  }

  /** Freezes a stage whose parent was frozen before. */
  void freeze(Stage stage) {
    Optional<PlatformDescription> platform =
        options.places().platforms().find(stage.platform().id());
    Optional<Frozen> parent = stage.parent().map(stages::get);
    Optional<BaseImages.Frozen> image = images.freeze(stage.baseImage(), platform);
    Optional<InstalledSystem> below =
        parent.isPresent() ? parent.get().system() : image.flatMap(BaseImages.Frozen::installed);
    StageRequest request =
        StageRequest.of(stage, options.recommends().contains(stage.name()), findings);
    List<AptSource> sources = new ArrayList<>(parent.map(Frozen::sources).orElse(List.of()));
    stage.operations().stream()
        .filter(AddRepository.class::isInstance)
        .map(AddRepository.class::cast)
        .forEach(it -> repositories.source(it, stage.platform()).ifPresent(sources::add));
    boolean same = parent.map(Frozen::kept).orElseGet(() -> isSameImage(stage, image));
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
            result.packages(),
            below.map(it -> after(it, result.packages())),
            sources,
            keep));
  }

  /** What of a request could be frozen, and as what. */
  private record Answer(List<String> requests, List<Lock.Package> packages) {}

  private Answer kept(Stage stage) {
    return new Answer(oldRequests(stage), oldPackages(stage));
  }

  private List<String> oldRequests(Stage stage) {
    return old.map(it -> it.requests().getOrDefault(stage.name(), List.of())).orElse(List.of());
  }

  private static InstalledSystem after(InstalledSystem system, List<Lock.Package> packages) {
    return system.with(
        new Closure(packages.stream().map(PackageFreezer::resolved).toList(), List.of()));
  }

  private static ResolvedPackage resolved(Lock.Package it) {
    return new ResolvedPackage(
        it.name(), it.version(), it.architecture(), it.size(), it.sha256(), it.filename(), -1);
  }

  private boolean isSameImage(Stage stage, Optional<BaseImages.Frozen> image) {
    return old.isPresent()
        && image.isPresent()
        && image.get().image().equals(old.get().baseImages().get(stage.baseImage()));
  }

  private boolean isStillGood(Stage stage) {
    return old.isPresent()
        && old.get().packages().containsKey(stage.name())
        && oldPackages(stage).stream().noneMatch(it -> options.mayUpdate(it.name()));
  }

  private List<Lock.Package> oldPackages(Stage stage) {
    return old.map(it -> it.packages().getOrDefault(stage.name(), List.of())).orElse(List.of());
  }

  /** Freezes nothing, and says so of every package. */
  private Answer nothing(StageRequest request, String why) {
    request.origins().forEach((it, origin) -> findings.add(notFrozen(it, origin, why)));
    return new Answer(List.of(), List.of());
  }

  /** Without an index, what the old lock has of the request is all there is. */
  private Answer withoutIndex(Stage stage, StageRequest request) {
    String why = "no index of " + stage.platform().id() + " is at hand";
    if (!request.words().containsAll(oldRequests(stage))) {
      return nothing(request, why);
    }
    request.origins().entrySet().stream()
        .filter(it -> !oldRequests(stage).contains(StageRequest.word(it.getKey())))
        .forEach(it -> findings.add(notFrozen(it.getKey(), it.getValue(), why)));
    return kept(stage);
  }

  private Answer resolve(
      Stage stage,
      StageRequest request,
      Optional<PlatformDescription> platform,
      InstalledSystem system,
      List<AptSource> added) {
    if (request.requests().isEmpty()) {
      return new Answer(List.of(), List.of());
    }
    Optional<Indices> indices = platform.flatMap(it -> indices(it, added));
    if (indices.isEmpty() || indices.get().seen().isEmpty()) {
      return withoutIndex(stage, request);
    }
    Map<String, String> preferred = new TreeMap<>();
    oldPackages(stage).stream()
        .filter(it -> !options.mayUpdate(it.name()))
        .forEach(it -> preferred.put(it.name(), it.version()));
    AptResolver resolver = indices.get().resolver(system);
    List<Request> good = new ArrayList<>();
    Closure closure = resolve(resolver, request, preferred, good);
    tellRemoved(stage, closure);
    return new Answer(
        request.words(good),
        closure.packages().stream().map(it -> locked(it, indices.get())).toList());
  }

  /** Resolves everything; where that is impossible, as much of it as there is a solution for. */
  private Closure resolve(
      AptResolver resolver,
      StageRequest request,
      Map<String, String> preferred,
      List<Request> good) {
    Resolution all = resolver.resolve(request.requests(), request.recommends(), preferred);
    if (all instanceof Closure closure) {
      good.addAll(request.requests());
      return closure;
    }
    Closure best = new Closure(List.of(), List.of());
    for (Map.Entry<Request, Origin> entry : request.origins().entrySet()) {
      List<Request> more = new ArrayList<>(good);
      more.add(entry.getKey());
      Resolution resolution = resolver.resolve(more, request.recommends(), preferred);
      if (resolution instanceof Closure closure) {
        best = closure;
        good.add(entry.getKey());
      } else if (resolution instanceof Impossible impossible) {
        String why = String.join("; ", impossible.reasons());
        findings.add(notFrozen(entry.getKey(), entry.getValue(), why));
      }
    }
    return best;
  }

  private static Finding notFrozen(Request request, Origin origin, String why) {
    String version = request.version().map(it -> " " + it).orElse("");
    return Finding.error(
            "package-not-frozen",
            origin,
            "%s%s is not frozen: %s".formatted(request.name(), version, why))
        .advise("the image will lack it until it can be frozen");
  }

  private void tellRemoved(Stage stage, Closure closure) {
    if (!closure.removed().isEmpty()) {
      findings.add(
          Finding.warning(
              "packages-removed",
              Origin.ofFile("ramekin.lock"),
              "installing the packages of stage %s removes %s from the base image"
                  .formatted(stage.name(), String.join(", ", closure.removed()))));
    }
  }

  private Optional<Indices> indices(PlatformDescription platform, List<AptSource> added) {
    if (!platform.packageManager().equals("apt")) {
      tell(
          "package-manager-unsupported",
          platform.packageManager() + " packages are not frozen yet");
      return Optional.empty();
    }
    try {
      List<AptSource> sources = new ArrayList<>(finder.find(platform));
      sources.addAll(added);
      Indices indices =
          loaded.computeIfAbsent(sources, it -> store.load(it, platform.platform().architecture()));
      indices.problems().forEach(it -> tell("archive-unusable", it));
      indices.warnings().forEach(it -> tell("archive-odd", it));
      return Optional.of(indices);
    } catch (ArchiveException exception) {
      tell("archive-unusable", exception.getMessage());
      return Optional.empty();
    }
  }

  private void tell(String code, String message) {
    if (told.add(message)) {
      findings.add(Finding.warning(code, Origin.ofFile("ramekin.lock"), message));
    }
  }

  private static Lock.Package locked(ResolvedPackage it, Indices indices) {
    return new Lock.Package(
        it.name(),
        it.version(),
        it.architecture(),
        it.size(),
        it.sha256(),
        it.filename(),
        indices.seen().get(it.index()).source().archive());
  }

  /** Returns the packages by stage. */
  Map<String, List<Lock.Package>> packages() {
    Map<String, List<Lock.Package>> packages = new TreeMap<>();
    stages.forEach((name, frozen) -> packages.put(name, frozen.packages()));
    return packages;
  }

  /** Returns what was asked for by stage. */
  Map<String, List<String>> requests() {
    Map<String, List<String>> requests = new TreeMap<>();
    stages.forEach((name, frozen) -> requests.put(name, frozen.requests()));
    return requests;
  }

  /** Returns whether the old lock's packages were good for every stage. */
  boolean isUnchanged() {
    return old.isPresent() && stages.values().stream().allMatch(Frozen::kept);
  }

  /** Returns the suites that were looked at. */
  List<Indices.Seen> seen() {
    return loaded.values().stream().flatMap(it -> it.seen().stream()).distinct().toList();
  }
}
