package dev.ramekin.freeze;

import dev.ramekin.freeze.git.GitClient;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.oci.Credentials;
import dev.ramekin.freeze.oci.DaemonSettings;
import dev.ramekin.freeze.oci.PantryRepository;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.Lock;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Knows for every kind of frozen thing where it can be had. */
final class Supplies {
  private final Places places;
  private final List<URI> stores;
  private final List<URI> repositories;
  private final Map<URI, PantryRepository> opened = new ConcurrentHashMap<>();
  private final Fetcher fetcher;
  private final GitClient git;
  private final LanguageRegistries registries;

  Supplies(Places places, List<URI> stores) {
    this.places = places;
    this.stores = stores.stream().filter(it -> !isRepository(it)).toList();
    this.repositories = stores.stream().filter(Supplies::isRepository).toList();
    this.fetcher = new Fetcher(places.environment());
    this.git = new GitClient(places.environment(), places.cache());
    this.registries = new LanguageRegistries(places);
  }

  /** Returns where the package archives of a lock are, by name. */
  Map<String, List<URI>> archives(Lock lock) {
    return new ArchiveAddresses(places).of(lock);
  }

  /**
   * Returns where a file can be had, best first: what this machine has, where it was found, stores
   * of the user's own.
   *
   * @param archives where the package archives of its lock are
   */
  List<Supply> of(Frozen file, Map<String, List<URI>> archives) {
    List<Supply> supplies = new ArrayList<>();
    Stream.concat(found(file, archives), stores.stream().map(it -> below(it, file.pantryPath())))
        .filter(it -> !places.offline() || "file".equals(it.getScheme()))
        .forEach(it -> supplies.add(at(it, file)));
    if (!places.offline()) {
      repositories.forEach(it -> supplies.add(target -> repository(it).bring(file, target)));
    }
    if (file instanceof GitTree tree && !places.offline()) {
      supplies.add(target -> git.archive(tree, target));
    }
    return supplies;
  }

  /** Returns whether a store is a repository of a registry. */
  static boolean isRepository(URI store) {
    return "oci".equals(store.getScheme());
  }

  /**
   * Opens a pantry in a registry.
   *
   * @throws FetchException when it cannot be reached
   */
  PantryRepository repository(URI store) throws FetchException {
    PantryRepository known = opened.get(store);
    if (known != null) {
      return known;
    }
    PantryRepository fresh =
        PantryRepository.open(
            store,
            fetcher,
            Credentials.ofUser(places.environment()),
            new DaemonSettings(places.machine().resolve("etc/docker")));
    opened.put(store, fresh);
    return fresh;
  }

  /**
   * Brings a file from one address.
   *
   * @throws FetchException when it is not there, or not what it should be
   */
  void copy(URI address, Path target, Frozen file) throws FetchException {
    at(address, file).bring(target);
  }

  private Supply at(URI address, Frozen file) {
    return target -> fetcher.file(address, target, file.digest(), file.size());
  }

  private Stream<URI> found(Frozen file, Map<String, List<URI>> archives) {
    if (file instanceof Lock.Package it) {
      return archives.getOrDefault(it.archive(), List.of()).stream()
          .map(base -> below(base, it.filename()));
    }
    if (file instanceof Lock.Download it) {
      Stream<String> addresses = Stream.concat(Stream.of(it.url()), it.mirrors().stream());
      URI kept = places.cache().file("downloads", it.sha256()).toUri();
      return Stream.concat(Stream.of(kept), addresses.flatMap(Addresses::read));
    }
    if (file instanceof LanguagePackage it) {
      return registries.address(it).stream();
    }
    GitTree it = (GitTree) file;
    return Stream.of(places.cache().file("git", it.sha256() + ".tar").toUri());
  }

  /** Returns an address below another; a plus in a pool path stands for itself. */
  private static URI below(URI base, String path) {
    String escaped = path.replace("%", "%25").replace("+", "%2b").replace("~", "%7e");
    return URI.create(base.toString().replaceFirst("/+$", "") + "/" + escaped);
  }
}
