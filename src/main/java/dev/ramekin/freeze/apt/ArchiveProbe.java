package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
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
 * Finds the suites of an archive that a person names. Signatures are not checked unless a key is
 * given with it: who names an archive by hand trusts it.
 */
public final class ArchiveProbe {
  private static final String FLAT = "./";

  private final ReleaseFetcher releases;

  /** Takes what it works with. */
  public ArchiveProbe(Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.releases = new ReleaseFetcher(fetcher, cache, offline);
  }

  /**
   * Returns the suites, those of the platform in its order first.
   *
   * @param words an address or a folder alone, or with a suite and components behind it as in
   *     sources.list, perhaps with {@code deb} and options in brackets before it
   * @param platform tells the suites to look for; its components where a suite does not say
   * @throws ArchiveException when there is no archive
   */
  public List<AptSource> find(String words, PlatformDescription platform) throws ArchiveException {
    MachineSources.Entry entry = entry(words);
    URI uri = address(entry.uri());
    if (!entry.suite().isEmpty()) {
      return List.of(source(uri, entry.suite(), entry.components(), entry));
    }
    List<AptSource> found = suites(uri, platform, entry);
    for (ArchiveAddress archive :
        found.isEmpty() ? platform.archives() : List.<ArchiveAddress>of()) {
      found.addAll(suites(below(uri, archive.name()), platform, entry));
    }
    return found.isEmpty() ? List.of(source(uri, FLAT, List.of(), entry)) : found;
  }

  private static MachineSources.Entry entry(String words) {
    String line = words.strip().replaceFirst("^deb\\s+", "");
    // An address alone is no line of sources.list.
    boolean alone = !line.replaceFirst("^\\[[^\\]]*\\]\\s*", "").matches(".*\\s.*");
    List<MachineSources.Entry> entries =
        MachineSources.oneLine("deb " + line + (alone ? " suite" : ""));
    if (entries.isEmpty()) {
      return new MachineSources.Entry(line, "", List.of(), Optional.empty(), false, false);
    }
    return alone ? entries.get(0).withoutSuite() : entries.get(0);
  }

  private static URI address(String word) throws ArchiveException {
    try {
      return word.contains("://") || word.startsWith("file:")
          ? URI.create(word)
          : Path.of(word).toAbsolutePath().normalize().toUri();
    } catch (IllegalArgumentException exception) {
      throw new ArchiveException("'" + word + "' is no address of an archive");
    }
  }

  private static URI below(URI uri, String name) {
    return URI.create(uri.toString().replaceFirst("/*$", "/") + name);
  }

  private static AptSource source(
      URI uri, String suite, List<String> components, MachineSources.Entry entry)
      throws ArchiveException {
    Keyring keyring = Keyring.empty();
    if (entry.signedBy().isPresent()) {
      keyring = Keyring.read(Path.of(entry.signedBy().get()));
    }
    AptSource source =
        new AptSource(
            "archive",
            uri,
            suite,
            components,
            keyring,
            Optional.empty(),
            entry.signedBy().isEmpty() || entry.trusted());
    return source.expiring(entry.mayBeExpired());
  }

  private List<AptSource> suites(URI uri, PlatformDescription platform, MachineSources.Entry entry)
      throws ArchiveException {
    List<String> own = platform.archives().stream().flatMap(it -> it.suites().stream()).toList();
    List<AptSource> found = new ArrayList<>();
    for (String suite : own) {
      source(uri, suite, platform, entry).ifPresent(found::add);
    }
    if (found.isEmpty() && "file".equals(uri.getScheme())) {
      for (String suite : foldersBelow(Path.of(uri).resolve("dists"))) {
        source(uri, suite, platform, entry).ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<String> foldersBelow(Path folder) throws ArchiveException {
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
      throw new ArchiveException(folder + ": " + exception);
    }
  }

  /** Returns a suite with the components its Release file names; empty when it is not there. */
  private Optional<AptSource> source(
      URI uri, String suite, PlatformDescription platform, MachineSources.Entry entry)
      throws ArchiveException {
    List<String> usual =
        platform.archives().stream().flatMap(it -> it.components().stream()).distinct().toList();
    AptSource bare = source(uri, suite, usual, entry);
    try {
      Optional<ReleaseFile> release = releases.find(bare);
      if (release.isEmpty()) {
        return Optional.empty();
      }
      String named = release.get().fields().getOrDefault("Components", "");
      List<String> components =
          named.isEmpty()
              ? bare.components()
              : Stream.of(named.split("\\s+")).map(it -> it.replaceFirst(".*/", "")).toList();
      return Optional.of(source(uri, suite, components, entry));
    } catch (ArchiveException exception) {
      // What is wrong with it is said when it is loaded.
      return Optional.of(bare);
    }
  }
}
