package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.IndexFiles.IndexFile;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Fetches, checks and keeps the indices of package archives. */
public final class IndexStore {
  private final ReleaseFetcher releases;
  private final IndexFiles files;
  private final UniverseCache universes;
  private final boolean offline;
  private final Clock clock;

  /**
   * Takes what it works with.
   *
   * @param offline whether only what is in the cache (or in local folders) is used
   */
  public IndexStore(Fetcher fetcher, CacheFolder cache, boolean offline, Clock clock) {
    this.releases = new ReleaseFetcher(fetcher, cache, offline);
    this.files = new IndexFiles(fetcher, cache, offline);
    this.universes = new UniverseCache(cache);
    this.offline = offline;
    this.clock = clock;
  }

  /** A suite with the files that matter of it. */
  private record Suite(AptSource source, ReleaseFile release, List<IndexFile> files) {
    Indices.Seen seen() {
      return new Indices.Seen(source, release.date().orElse(Instant.EPOCH), release.sha256());
    }
  }

  /**
   * Loads the indices of all sources; those that cannot be used are named in the result's problems
   * and left out.
   *
   * @param sources in apt's order, which decides ties
   * @param architecture Debian's name: {@code amd64}
   */
  public Indices load(List<AptSource> sources, String architecture) {
    List<Suite> suites = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (AptSource source : sources) {
      try {
        ReleaseFile release = releases.fetch(source);
        checkAge(source, release, warnings);
        suites.add(
            new Suite(source, release, IndexFiles.of(source, release, architecture, warnings)));
      } catch (ArchiveException exception) {
        problems.add(exception.getMessage());
      }
    }
    Optional<byte[]> kept = universes.read(indexFiles(suites), architecture, warnings);
    byte[] content;
    if (kept.isPresent()) {
      content = kept.get();
    } else {
      Universe universe = new Universe();
      suites = added(suites, new UniverseBuilder(universe, architecture), problems);
      content = universes.write(indexFiles(suites), architecture, universe, warnings);
    }
    return new Indices(
        content,
        architecture,
        suites.stream().map(Suite::seen).toList(),
        packageFiles(suites, architecture),
        problems,
        warnings);
  }

  private static List<IndexFile> indexFiles(List<Suite> suites) {
    return suites.stream().flatMap(it -> it.files().stream()).toList();
  }

  private static List<PackageFile> packageFiles(List<Suite> suites, String architecture) {
    List<PackageFile> found = new ArrayList<>();
    for (int number = 0; number < suites.size(); number++) {
      Suite suite = suites.get(number);
      for (IndexFile file : suite.files()) {
        found.add(
            PackageFile.of(
                number, suite.source(), suite.release(), file.component(), architecture));
      }
    }
    return found;
  }

  /** Adds the suites whose every file can be had, and returns them. */
  private List<Suite> added(List<Suite> suites, UniverseBuilder builder, List<String> problems) {
    List<Suite> usable = new ArrayList<>();
    int number = 0;
    for (Suite suite : suites) {
      try {
        List<byte[]> texts = new ArrayList<>();
        for (IndexFile file : suite.files()) {
          texts.add(files.text(suite.source(), suite.release(), file));
        }
        for (byte[] text : texts) {
          builder.addIndex(text, text.length, number++);
        }
        usable.add(suite);
      } catch (ArchiveException exception) {
        problems.add(exception.getMessage());
      }
    }
    return usable;
  }

  /**
   * A Release file out of date may be an old one that somebody passes off as today's. One that is
   * kept from an earlier run, and one that nobody renews any more, is used with a warning.
   */
  private void checkAge(AptSource source, ReleaseFile release, List<String> warnings)
      throws ArchiveException {
    Optional<Instant> end = release.validUntil().filter(it -> it.isBefore(clock.instant()));
    if (end.isEmpty()) {
      return;
    }
    String message = source.title() + ": the Release file was valid until " + end.get() + " only";
    if (!offline && !source.mayBeExpired()) {
      throw new ArchiveException(
          message
              + "; the mirror is out of date: take another, or [check-valid-until=no] in the source"
              + " to use it as it is");
    }
    warnings.add(message);
  }

  /**
   * Returns the hash of a suite's Release text as its archive has it now.
   *
   * @throws ArchiveException when it cannot be had or is not rightly signed
   */
  public String releaseSha256(AptSource source) throws ArchiveException {
    return releases.fetch(source).sha256();
  }

  /** Returns the text of a suite's Release file, checked. */
  String releaseText(AptSource source) throws ArchiveException {
    return releases.fetch(source).text();
  }

  /** Returns the texts of a suite's indices by their paths. */
  Map<String, byte[]> texts(AptSource source, String architecture) throws ArchiveException {
    ReleaseFile release = releases.fetch(source);
    Map<String, byte[]> texts = new TreeMap<>();
    for (IndexFile file : IndexFiles.of(source, release, architecture, new ArrayList<>())) {
      texts.put(file.path(), files.text(source, release, file));
    }
    return texts;
  }

  /**
   * Returns the stanzas of some package files in a suite's indices, by their hash.
   *
   * @param hashes SHA-256 in hex
   * @throws ArchiveException when the suite cannot be had or is not rightly signed
   */
  public Map<String, String> stanzas(AptSource source, String architecture, Set<String> hashes)
      throws ArchiveException {
    Map<String, String> found = new TreeMap<>();
    for (byte[] text : texts(source, architecture).values()) {
      Stanza stanza = new Stanza(text, text.length);
      int from = 0;
      while (stanza.next()) {
        Optional<String> sha256 = stanza.value(Stanza.Field.SHA256).filter(hashes::contains);
        if (sha256.isPresent()) {
          int length = stanza.position() - from;
          found.put(sha256.get(), new String(text, from, length, StandardCharsets.UTF_8));
        }
        from = stanza.position();
      }
    }
    return found;
  }
}
