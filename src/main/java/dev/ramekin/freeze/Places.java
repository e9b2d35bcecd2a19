package dev.ramekin.freeze;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.http.CacheFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where packages, images and files are looked for.
 *
 * @param offline whether only the caches and the catalogue are used
 * @param mirrors archive address by archive name, as {@link #mirrors(List)} gives them
 * @param registryMirrors addresses of Docker Hub mirrors, best first
 * @param platforms the operating system releases
 * @param cache where fetched things are kept
 * @param pantry the folder of the packages themselves, where there is one yet
 * @param machine root of the file system whose apt and docker settings count
 * @param environment environment variables
 * @param clock what time it is
 */
public record Places(
    boolean offline,
    Map<String, URI> mirrors,
    List<String> registryMirrors,
    PlatformCatalogue platforms,
    CacheFolder cache,
    Optional<Path> pantry,
    Path machine,
    Map<String, String> environment,
    Clock clock) {
  public Places {
    mirrors = Map.copyOf(mirrors);
    registryMirrors = List.copyOf(registryMirrors);
    environment = Map.copyOf(environment);
  }

  /** Returns what this machine and its user are set to. */
  public static Places ofMachine() {
    Map<String, String> environment = System.getenv();
    return new Places(
        false,
        Map.of(),
        List.of(),
        PlatformCatalogue.bundled(),
        CacheFolder.ofUser(environment),
        Optional.empty(),
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

  /** Returns the same, offline or not. */
  public Places withOffline(boolean value) {
    return new Places(
        value, mirrors, registryMirrors, platforms, cache, pantry, machine, environment, clock);
  }

  /** Returns the same with other operating system releases. */
  public Places withPlatforms(PlatformCatalogue others) {
    return new Places(
        offline, mirrors, registryMirrors, others, cache, pantry, machine, environment, clock);
  }
}
