package dev.ramekin.generate;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.AddRepository;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the pantry, and where they can be had. */
final class FetchList {
  /** An archive's addresses, best first, quoted for a shell. */
  public record Mirror(String name, String uris) {}

  /** The public registries of languages, as a lock's paths are below them. */
  private static final Map<LanguageManager, String> REGISTRIES =
      Map.of(
          LanguageManager.NPM, "https://registry.npmjs.org",
          LanguageManager.GEM, "https://rubygems.org",
          LanguageManager.PIP, "https://files.pythonhosted.org");

  private final Deployment deployment;
  private final Lock lock;
  private final PlatformCatalogue platforms;

  FetchList(Deployment deployment, Lock lock, PlatformCatalogue platforms) {
    this.deployment = deployment;
    this.lock = lock;
    this.platforms = platforms;
  }

  /**
   * Returns lines of hash, path in the pantry, archive, and path there. Instead of an archive there
   * is a dash before an address, and {@code git} before a repository with its commit.
   */
  String text() {
    SortedSet<String> lines = new TreeSet<>();
    lock.files().forEach(it -> lines.add(line(it)));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String line(Frozen file) {
    String start = file.digest().hex() + " " + file.pantryPath() + " ";
    if (file instanceof Lock.Package it) {
      return start + it.archive() + " " + it.filename();
    }
    if (file instanceof Lock.Download it) {
      return start
          + "- "
          + Stream.concat(Stream.of(it.url()), it.mirrors().stream())
              .map(url -> url.replace(" ", "%20"))
              .collect(Collectors.joining(" "));
    }
    if (file instanceof LanguagePackage it) {
      return start + it.manager().registry() + " " + it.filename();
    }
    GitTree it = (GitTree) file;
    return start + "git " + it.commit() + " " + it.repository();
  }

  Map<String, Object> model() {
    Map<String, List<String>> uris = live();
    snapshots()
        .forEach((name, more) -> uris.computeIfAbsent(name, it -> new ArrayList<>()).addAll(more));
    addresses()
        .forEach(
            it ->
                it.archived()
                    .filter(uri -> !uris.getOrDefault(it.name(), List.of()).contains(uri))
                    .ifPresent(
                        uri -> uris.computeIfAbsent(it.name(), key -> new ArrayList<>()).add(uri)));
    managers().forEach(it -> uris.put(it.registry(), List.of(REGISTRIES.getOrDefault(it, ""))));
    return Map.of(
        "archives",
        uris.entrySet().stream()
            .map(
                it ->
                    new Mirror(
                        ShellWords.quote(it.getKey()),
                        ShellWords.quote(String.join(" ", it.getValue()))))
            .toList());
  }

  private Set<LanguageManager> managers() {
    return lock.languages().values().stream()
        .flatMap(List::stream)
        .map(LanguageSet::manager)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns where builds take packages from, one archive and address a line, best first: the
   * snapshot archive, or for the strategy {@code version} the live one.
   */
  String archives() {
    Map<String, List<String>> uris = live();
    if (lock.strategy() == Lock.Strategy.SNAPSHOT) {
      uris.putAll(snapshots());
    }
    StringBuilder lines = new StringBuilder();
    uris.forEach((name, own) -> own.forEach(uri -> lines.append(name + " " + uri + "\n")));
    return lines.toString();
  }

  /** Returns the public addresses of the archives, those the source adds included. */
  private Map<String, List<String>> live() {
    Map<String, List<String>> uris = new TreeMap<>();
    addresses().forEach(it -> uris.put(it.name(), new ArrayList<>(List.of(it.uri()))));
    repositories().forEach(it -> uris.put(it.name(), new ArrayList<>(List.of(it.uri()))));
    return uris;
  }

  /** Returns the addresses in the snapshot archive at the lock's times, the latest first. */
  private Map<String, List<String>> snapshots() {
    Map<String, List<String>> uris = new TreeMap<>();
    for (ArchiveAddress address : addresses()) {
      List<String> own =
          lock.archives().stream()
              .filter(it -> it.name().equals(address.name()))
              .flatMap(it -> it.snapshot().stream())
              .distinct()
              .sorted(Comparator.reverseOrder())
              .flatMap(
                  time -> address.snapshot().stream().map(it -> it.replace("{timestamp}", time)))
              .toList();
      if (!own.isEmpty()) {
        uris.put(address.name(), own);
      }
    }
    return uris;
  }

  private List<ArchiveAddress> addresses() {
    return deployment.stages().stream()
        .map(stage -> stage.platform().id())
        .distinct()
        .flatMap(id -> platforms.find(id).stream())
        .map(PlatformDescription::archives)
        .flatMap(List::stream)
        .toList();
  }

  private List<AddRepository> repositories() {
    List<AddRepository> repositories = new ArrayList<>();
    for (Stage stage : deployment.stages()) {
      for (Operation operation : stage.operations()) {
        if (operation instanceof AddRepository repository) {
          repositories.add(repository);
        }
      }
    }
    return repositories;
  }
}
