package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.ReleaseFile.FileEntry;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Fetches, checks and keeps the indices of package archives. What was parsed once is kept in a form
 * that loads in milliseconds, under the hash of everything it was made from.
 */
public final class IndexStore {
  /** Changes when the kept form does. */
  private static final String FORMAT = "ramekin-universe-3";

  private static final List<String> COMPRESSIONS = List.of(".xz", ".gz", "");

  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final boolean offline;
  private final Clock clock;

  /**
   * Takes what it works with.
   *
   * @param offline whether only what is in the cache (or in local folders) is used
   */
  public IndexStore(Fetcher fetcher, CacheFolder cache, boolean offline, Clock clock) {
    this.fetcher = fetcher;
    this.cache = cache;
    this.offline = offline;
    this.clock = clock;
  }

  /** A Packages file of a suite. */
  private record IndexFile(String component, String path, FileEntry entry) {}

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
    ReleaseFetcher releases = new ReleaseFetcher(fetcher, cache, offline);
    List<Suite> suites = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (AptSource source : sources) {
      try {
        ReleaseFile release = releases.fetch(source);
        suites.add(new Suite(source, release, indexFiles(source, release, architecture)));
        warnAboutAge(source, release, warnings);
      } catch (ArchiveException exception) {
        problems.add(exception.getMessage());
      }
    }
    Optional<byte[]> kept = kept(universeFile(suites, architecture), warnings);
    if (kept.isEmpty()) {
      suites = usable(suites, problems);
    }
    List<Indices.Seen> seen = suites.stream().map(Suite::seen).toList();
    byte[] content = kept.isPresent() ? kept.get() : make(suites, architecture, problems);
    return new Indices(
        content, architecture, seen, files(suites, architecture), problems, warnings);
  }

  private static List<PackageFile> files(List<Suite> suites, String architecture) {
    List<PackageFile> files = new ArrayList<>();
    for (int number = 0; number < suites.size(); number++) {
      Suite suite = suites.get(number);
      for (IndexFile file : suite.files()) {
        files.add(
            PackageFile.of(
                number, suite.source(), suite.release(), file.component(), architecture));
      }
    }
    return files;
  }

  /** Returns the suites whose every file is at hand. */
  private List<Suite> usable(List<Suite> suites, List<String> problems) {
    List<Suite> usable = new ArrayList<>();
    for (Suite suite : suites) {
      try {
        for (IndexFile file : suite.files()) {
          ensure(suite.source(), file);
        }
        usable.add(suite);
      } catch (ArchiveException exception) {
        problems.add(exception.getMessage());
      }
    }
    return usable;
  }

  private void warnAboutAge(AptSource source, ReleaseFile release, List<String> warnings) {
    release
        .validUntil()
        .filter(until -> until.isBefore(clock.instant()))
        .ifPresent(
            until ->
                warnings.add(
                    source.title() + ": the Release file was valid until " + until + " only"));
  }

  private static List<IndexFile> indexFiles(
      AptSource source, ReleaseFile release, String architecture) throws ArchiveException {
    List<IndexFile> found = new ArrayList<>();
    if (source.isFlat()) {
      found.add(indexFile(source, release, "", ""));
    }
    for (String component : source.components()) {
      found.add(indexFile(source, release, component, component + "/binary-" + architecture + "/"));
    }
    return found;
  }

  private static IndexFile indexFile(
      AptSource source, ReleaseFile release, String component, String folder)
      throws ArchiveException {
    // Old Release files name components with the suite's own prefix: updates/main.
    for (String compression : COMPRESSIONS) {
      for (String prefix : List.of("", "updates/", "./")) {
        String path = prefix + folder + "Packages" + compression;
        FileEntry entry = release.files().get(path);
        if (entry != null) {
          String real = prefix.equals("updates/") ? folder + "Packages" + compression : path;
          return new IndexFile(component, real, entry);
        }
      }
    }
    throw new ArchiveException(source.title() + ": there is no " + folder + "Packages in it");
  }

  private Path packed(IndexFile file) {
    return cache.file("indices", file.entry().sha256() + suffix(file));
  }

  private static String suffix(IndexFile file) {
    return file.path().substring(file.path().lastIndexOf("Packages") + "Packages".length());
  }

  private void ensure(AptSource source, IndexFile file) throws ArchiveException {
    Path packed = packed(file);
    try {
      if (Files.exists(packed) && Files.size(packed) == file.entry().size()) {
        return;
      }
      boolean local = "file".equals(source.uri().getScheme());
      if (offline && !local) {
        throw new ArchiveException(
            source.title()
                + " "
                + file.path()
                + ": not in the cache, and --offline forbids to fetch it");
      }
      URI uri = source.besideRelease(file.path());
      fetcher.file(uri, packed, file.entry().sha256());
    } catch (FetchException exception) {
      throw new ArchiveException(exception.getMessage());
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be used: " + exception);
    }
  }

  private Path universeFile(List<Suite> suites, String architecture) {
    StringBuilder key = new StringBuilder(FORMAT).append(' ').append(architecture);
    for (Suite suite : suites) {
      key.append(" suite");
      suite.files().forEach(file -> key.append(' ').append(file.entry().sha256()));
    }
    return cache.file("universes", Hashes.of(key.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<byte[]> kept(Path file, List<String> warnings) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      if (isWhole(content)) {
        return Optional.of(content);
      }
      warnings.add("the kept index " + file + " was damaged and is made anew");
    } catch (IOException exception) {
      warnings.add("the kept index " + file + " cannot be read: " + exception.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Returns the hash of a suite's Release text as its archive has it now.
   *
   * @throws ArchiveException when it cannot be had or is not rightly signed
   */
  public String releaseSha256(AptSource source) throws ArchiveException {
    return new ReleaseFetcher(fetcher, cache, offline).fetch(source).sha256();
  }

  /** Returns the text of a suite's Release file, checked. */
  String releaseText(AptSource source) throws ArchiveException {
    return new ReleaseFetcher(fetcher, cache, offline).fetch(source).text();
  }

  /** Returns the texts of a suite's indices by their paths, from the cache. */
  Map<String, byte[]> texts(AptSource source, String architecture)
      throws ArchiveException, IOException {
    ReleaseFile release = new ReleaseFetcher(fetcher, cache, offline).fetch(source);
    Map<String, byte[]> texts = new TreeMap<>();
    for (IndexFile file : indexFiles(source, release, architecture)) {
      ensure(source, file);
      texts.put(file.path(), unpack(packed(file)));
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
    try {
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
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be used: " + exception);
    }
    return found;
  }

  private byte[] make(List<Suite> suites, String architecture, List<String> problems) {
    Universe universe = new Universe();
    UniverseBuilder builder = new UniverseBuilder(universe, architecture);
    try {
      int number = 0;
      for (Suite suite : suites) {
        for (IndexFile file : suite.files()) {
          byte[] text = unpack(packed(file));
          builder.addIndex(text, text.length, number++);
        }
      }
      byte[] content = withChecksum(universe.write());
      CacheFolder.write(universeFile(suites, architecture), content);
      return content;
    } catch (IOException exception) {
      problems.add("the package indices cannot be read: " + exception.getMessage());
      return withChecksum(new Universe().write());
    }
  }

  private static byte[] unpack(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (name.endsWith(".xz")) {
        return new XZInputStream(raw).readAllBytes();
      }
      return name.endsWith(".gz") ? new GZIPInputStream(raw).readAllBytes() : raw.readAllBytes();
    }
  }

  private static byte[] withChecksum(ByteBuffer buffer) {
    byte[] content = Arrays.copyOf(buffer.array(), buffer.limit() + Integer.BYTES);
    ByteBuffer.wrap(content).putInt(buffer.limit(), checksum(content));
    return content;
  }

  private static boolean isWhole(byte[] content) {
    return content.length > Integer.BYTES
        && ByteBuffer.wrap(content).getInt(content.length - Integer.BYTES) == checksum(content);
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length - Integer.BYTES);
    return (int) checksum.getValue();
  }
}
