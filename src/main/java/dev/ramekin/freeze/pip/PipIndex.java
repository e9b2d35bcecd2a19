package dev.ramekin.freeze.pip;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.IndexCache;
import dev.ramekin.model.lock.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simple index: the files of projects, and what distributions say of themselves. */
public final class PipIndex {
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01";

  private final URI index;
  private final IndexCache pages;
  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final boolean offline;
  private final Map<String, List<PipFile>> files = new HashMap<>();
  private final Map<URI, PipMetadata> known = new HashMap<>();

  /**
   * Takes what it works with.
   *
   * @param index address of the simple index, with a slash at the end
   * @param offline whether only the cache is asked
   */
  public PipIndex(URI index, Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.index = index;
    this.pages = new IndexCache(fetcher, cache, "pypi", offline);
    this.fetcher = fetcher;
    this.cache = cache;
    this.offline = offline;
  }

  /**
   * Returns the files of a project; none when there is no such project.
   *
   * @throws FetchException when the index cannot be asked
   */
  List<PipFile> files(String project) throws FetchException {
    List<PipFile> all = files.get(project);
    if (all == null) {
      all = load(project);
      files.put(project, all);
    }
    return all;
  }

  private List<PipFile> load(String project) throws FetchException {
    URI page = index.resolve(project + "/");
    try {
      return SimplePage.files(page, pages.get(page, project, Map.of("Accept", ACCEPT)));
    } catch (FetchException exception) {
      if (exception.isMissing()) {
        return List.of();
      }
      throw exception;
    }
  }

  /**
   * Returns what a distribution says of itself: from the index where it has that, else from the
   * file.
   *
   * @throws FetchException when it cannot be had or does not say what it needs
   */
  PipMetadata metadata(PipFile file) throws FetchException {
    PipMetadata metadata = known.get(file.uri());
    if (metadata == null) {
      metadata = file.described() ? described(file) : Distribution.metadata(archive(file), file);
      known.put(file.uri(), metadata);
    }
    return metadata;
  }

  private PipMetadata described(PipFile file) throws FetchException {
    URI uri = URI.create(file.uri() + ".metadata");
    return PipMetadata.parse(pages.get(uri, file.filename(), Map.of()).text());
  }

  private Path archive(PipFile file) throws FetchException {
    Digest digest =
        file.digest()
            .orElseThrow(
                () -> new FetchException("the index has no SHA-256 of " + file.filename()));
    Path place = cache.file("pypi-files", digest.hex() + "-" + file.filename());
    if (!Files.exists(place)) {
      if (offline) {
        throw new FetchException(
            file.filename() + ": not in the cache, and --offline forbids to fetch it");
      }
      fetcher.file(file.uri(), place, digest, 0);
    }
    return place;
  }

  /** Returns an exception for a file that cannot be read. */
  static FetchException unreadable(PipFile file, IOException exception) {
    return new FetchException(file.filename() + ": " + exception);
  }
}
