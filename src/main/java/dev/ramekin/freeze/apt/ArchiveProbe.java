package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the suites of an archive of which no more than the address is given: a folder or a server
 * with {@code dists/} or with a Packages file right there. Signatures of such an archive are not
 * checked; who names it by hand trusts it.
 */
public final class ArchiveProbe {
  private final ReleaseFetcher releases;

  /** Takes what it works with. */
  public ArchiveProbe(Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.releases = new ReleaseFetcher(fetcher, cache, offline);
  }

  /**
   * Returns the suites.
   *
   * @param words the address alone, or {@code ADDRESS SUITE COMPONENT…}
   * @param platform tells the suites to look for where they cannot be listed
   * @throws ArchiveException when there is no archive
   */
  public List<AptSource> find(String words, PlatformDescription platform) throws ArchiveException {
    List<String> parts = Stream.of(words.strip().split("\\s+")).toList();
    URI uri = address(parts.get(0));
    if (parts.size() > 1) {
      return List.of(source(uri, parts.get(1), parts.subList(2, parts.size())));
    }
    List<AptSource> found = new ArrayList<>();
    for (String suite : suites(uri, platform)) {
      components(uri, suite).ifPresent(it -> found.add(source(uri, suite, it)));
    }
    return found.isEmpty() ? List.of(source(uri, "./", List.of())) : found;
  }

  private static URI address(String word) {
    return word.contains("://") || word.startsWith("file:")
        ? URI.create(word)
        : Path.of(word).toAbsolutePath().toUri();
  }

  private static AptSource source(URI uri, String suite, List<String> components) {
    return new AptSource(
        "archive", uri, suite, components, Keyring.empty(), Optional.empty(), true);
  }

  private static List<String> suites(URI uri, PlatformDescription platform)
      throws ArchiveException {
    if (!"file".equals(uri.getScheme())) {
      return platform.archives().stream().flatMap(it -> it.suites().stream()).toList();
    }
    Path folder = Path.of(uri).resolve("dists");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> List.of("InRelease", "Release").contains(String.valueOf(it.getFileName())))
          .filter(it -> !it.toString().contains("/binary-"))
          .map(it -> folder.relativize(it.resolveSibling("")).toString())
          .distinct()
          .sorted()
          .toList();
    } catch (IOException exception) {
      throw new ArchiveException(uri + ": " + exception);
    }
  }

  private Optional<List<String>> components(URI uri, String suite) {
    try {
      String text =
          releases.fetch(source(uri, suite, List.of())).fields().getOrDefault("Components", "main");
      return Optional.of(
          Stream.of(text.split("\\s+")).map(it -> it.replaceFirst(".*/", "")).toList());
    } catch (ArchiveException exception) {
      // A suite the server does not have is simply not there.
      return Optional.empty();
    }
  }
}
