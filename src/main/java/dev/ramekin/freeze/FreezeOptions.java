package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.model.lock.Lock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How to freeze.
 *
 * @param strategy how packages will get into the images
 * @param offline whether only the caches and the catalogue are used
 * @param update names of packages and references of base images whose versions may change although
 *     the lock has them; {@code *} stands for all
 * @param recommends names of the stages in which recommended packages are installed too
 * @param mirrors archive address by archive name, as {@link #mirrors(List)} gives them
 * @param registryMirrors addresses of Docker Hub mirrors, best first
 * @param platforms the operating system releases
 * @param cache where fetched things are kept
 * @param machine root of the file system whose apt and docker settings count
 * @param environment environment variables
 * @param clock what time it is
 */
public record FreezeOptions(
    Lock.Strategy strategy,
    boolean offline,
    Set<String> update,
    Set<String> recommends,
    Map<String, URI> mirrors,
    List<String> registryMirrors,
    PlatformCatalogue platforms,
    CacheFolder cache,
    Path machine,
    Map<String, String> environment,
    Clock clock) {
  public FreezeOptions {
    update = Set.copyOf(update);
    recommends = Set.copyOf(recommends);
    mirrors = Map.copyOf(mirrors);
    registryMirrors = List.copyOf(registryMirrors);
    environment = Map.copyOf(environment);
  }

  /** Returns the defaults on this machine. */
  public static FreezeOptions defaults() {
    Map<String, String> environment = System.getenv();
    return new FreezeOptions(
        Lock.Strategy.PANTRY,
        false,
        Set.of(),
        Set.of(),
        Map.of(),
        List.of(),
        PlatformCatalogue.bundled(),
        CacheFolder.ofUser(environment),
        Path.of("/"),
        environment,
        Clock.systemUTC());
  }

  /**
   * Reads {@code --mirror} words: {@code debian=http://mirror/debian}, or {@code http://mirror} for
   * a server that holds every archive below its name.
   *
   * @throws IllegalArgumentException when a word is no address
   */
  public static Map<String, URI> mirrors(List<String> words) {
    Map<String, URI> mirrors = new TreeMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      boolean named = equals > 0 && word.substring(0, equals).matches("[a-z0-9-]+");
      URI uri = URI.create(named ? word.substring(equals + 1) : word);
      if (uri.getScheme() == null) {
        throw new IllegalArgumentException("'" + word + "' is no address of a mirror");
      }
      mirrors.put(named ? word.substring(0, equals) : "", uri);
    }
    return mirrors;
  }

  /** Returns the same with another strategy. */
  public FreezeOptions withStrategy(Lock.Strategy other) {
    return new FreezeOptions(
        other,
        offline,
        update,
        recommends,
        mirrors,
        registryMirrors,
        platforms,
        cache,
        machine,
        environment,
        clock);
  }

  /** Returns the same, offline or not. */
  public FreezeOptions withOffline(boolean value) {
    return new FreezeOptions(
        strategy,
        value,
        update,
        recommends,
        mirrors,
        registryMirrors,
        platforms,
        cache,
        machine,
        environment,
        clock);
  }

  /** Returns the same with other things to update. */
  public FreezeOptions withUpdate(Set<String> names) {
    return new FreezeOptions(
        strategy,
        offline,
        names,
        recommends,
        mirrors,
        registryMirrors,
        platforms,
        cache,
        machine,
        environment,
        clock);
  }

  /** Returns the same with other stages that install recommended packages. */
  public FreezeOptions withRecommends(Set<String> stages) {
    return new FreezeOptions(
        strategy,
        offline,
        update,
        stages,
        mirrors,
        registryMirrors,
        platforms,
        cache,
        machine,
        environment,
        clock);
  }

  /** Returns the same with other mirrors. */
  public FreezeOptions withMirrors(Map<String, URI> archives, List<String> registries) {
    return new FreezeOptions(
        strategy,
        offline,
        update,
        recommends,
        archives,
        registries,
        platforms,
        cache,
        machine,
        environment,
        clock);
  }

  /** Returns the same with other places. */
  public FreezeOptions withPlaces(PlatformCatalogue catalogue, CacheFolder folder, Path root) {
    return new FreezeOptions(
        strategy,
        offline,
        update,
        recommends,
        mirrors,
        registryMirrors,
        catalogue,
        folder,
        root,
        environment,
        clock);
  }

  boolean mayUpdate(String name) {
    return update.contains("*") || update.contains(name);
  }
}
