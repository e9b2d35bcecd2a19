package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Freezes what package managers of languages install, statement by statement. An old answer stays
 * as long as the same is asked for in the same language.
 */
final class LanguageFreezer implements StageFreezer {
  private final FreezeOptions options;
  private final RuntimeFinder finder;
  private final Map<String, List<LanguageSet>> old;
  private final List<Finding> findings;
  private final Map<LanguageManager, LanguageResolver> resolvers =
      new EnumMap<>(LanguageManager.class);
  private final Map<String, List<LanguageSet>> sets = new TreeMap<>();
  private final Map<String, Optional<String>> parents = new TreeMap<>();

  /** Knows the languages of a stage's image. */
  interface RuntimeFinder {
    Runtimes find(Stage stage, Architecture architecture);
  }

  LanguageFreezer(
      FreezeOptions options,
      List<LanguageResolver> resolvers,
      RuntimeFinder finder,
      Map<String, List<LanguageSet>> old,
      List<Finding> findings) {
    this.options = options;
    this.finder = finder;
    this.old = old;
    this.findings = findings;
    resolvers.forEach(it -> this.resolvers.put(it.manager(), it));
  }

  /** Returns what was frozen, by stage. */
  Map<String, List<LanguageSet>> sets() {
    return sets;
  }

  @Override
  public void freeze(Stage stage) {
    parents.put(stage.name(), stage.parent());
    for (Operation operation : stage.operations()) {
      if (operation instanceof InstallPackages install) {
        LanguageManager.of(install.manager()).ifPresent(it -> freeze(stage, install, it));
      }
    }
  }

  private void freeze(Stage stage, InstallPackages install, LanguageManager manager) {
    LanguageResolver resolver = resolvers.get(manager);
    if (resolver == null) {
      findings.add(notFrozen(install, new FetchException("that is not done yet")));
      return;
    }
    Map<Architecture, Runtimes> runtimes = new LinkedHashMap<>();
    options.architectures().forEach(it -> runtimes.put(it, finder.find(stage, it)));
    String runtime = runtimes.values().stream().findFirst().map(resolver::runtime).orElse("");
    List<String> words = install.words();
    Optional<LanguageSet> before =
        old.getOrDefault(stage.name(), List.of()).stream()
            .filter(it -> it.answers(resolver.manager(), words) && it.runtime().equals(runtime))
            .findFirst();
    boolean kept =
        before.isPresent() && before.get().packages().stream().noneMatch(this::mayUpdate);
    try {
      LanguageSet set =
          kept
              ? before.orElseThrow()
              : new LanguageSet(
                  resolver.manager(), runtime, words, resolve(stage, install, resolver, runtimes));
      sets.computeIfAbsent(stage.name(), it -> new ArrayList<>()).add(set);
    } catch (FetchException exception) {
      findings.add(notFrozen(install, exception));
    }
  }

  private boolean mayUpdate(LanguagePackage it) {
    return options.mayUpdate(it.name());
  }

  private static Finding notFrozen(InstallPackages install, FetchException exception) {
    return Finding.error(
            "language-package-not-frozen",
            install.provenance().origin(),
            "%s packages are not frozen: %s".formatted(install.manager(), exception.getMessage()))
        .advise("name a registry that has them with --mirror, or ask for other versions");
  }

  private List<LanguagePackage> resolve(
      Stage stage,
      InstallPackages install,
      LanguageResolver resolver,
      Map<Architecture, Runtimes> runtimes)
      throws FetchException {
    Map<Architecture, List<LanguagePackage>> answers = new LinkedHashMap<>();
    for (Map.Entry<Architecture, Runtimes> it : runtimes.entrySet()) {
      List<LanguagePackage> earlier = earlier(stage.name(), resolver.manager(), it.getKey());
      answers.put(it.getKey(), resolver.resolve(install, it.getValue(), earlier, it.getKey()));
    }
    return merged(answers);
  }

  /** What is the same for all architectures stands once. */
  private static List<LanguagePackage> merged(Map<Architecture, List<LanguagePackage>> answers) {
    Map<LanguagePackage, Set<Architecture>> owners = new LinkedHashMap<>();
    answers.forEach(
        (architecture, packages) ->
            packages.forEach(
                it -> owners.computeIfAbsent(it, key -> new LinkedHashSet<>()).add(architecture)));
    List<LanguagePackage> merged = new ArrayList<>();
    owners.forEach(
        (it, own) ->
            merged.add(
                own.size() == answers.size()
                    ? it
                    : new LanguagePackage(
                        it.manager(),
                        it.name(),
                        it.version(),
                        it.location(),
                        it.digest(),
                        it.size(),
                        it.filename(),
                        List.copyOf(own))));
    return merged;
  }

  private List<LanguagePackage> earlier(
      String stage, LanguageManager manager, Architecture architecture) {
    List<LanguagePackage> earlier = new ArrayList<>();
    parents
        .getOrDefault(stage, Optional.empty())
        .ifPresent(it -> earlier.addAll(earlier(it, manager, architecture)));
    sets.getOrDefault(stage, List.of()).stream()
        .filter(it -> it.manager() == manager)
        .flatMap(it -> it.packages().stream())
        .filter(it -> it.isFor(architecture))
        .forEach(earlier::add);
    return earlier;
  }
}
