package dev.ramekin.freeze.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What registries say of their packages. An answer is kept with its entity tag, so that the
 * registry is asked again only whether it still holds.
 */
public final class IndexCache {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final String kind;
  private final boolean offline;

  /**
   * Takes what it works with.
   *
   * @param kind folder of the cache: {@code npm}
   * @param offline whether only the cache is asked
   */
  public IndexCache(Fetcher fetcher, CacheFolder cache, String kind, boolean offline) {
    this.fetcher = fetcher;
    this.cache = cache;
    this.kind = kind;
    this.offline = offline;
  }

  /**
   * An answer.
   *
   * @param type its media type; empty when the server does not say
   */
  public record Answer(byte[] bytes, String type) {
    /** Returns the answer as text. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Returns what an address holds.
   *
   * @param title what is asked for, for messages
   * @param headers of the request
   * @throws FetchException when there is no such thing ({@link FetchException#isMissing()}) or the
   *     registry cannot be asked
   */
  public Answer get(URI uri, String title, Map<String, String> headers) throws FetchException {
    try {
      return ask(uri, title, headers);
    } catch (IOException exception) {
      throw new FetchException(title + ": " + exception);
    }
  }

  private Answer ask(URI uri, String title, Map<String, String> headers)
      throws FetchException, IOException {
    Path file = cache.file(kind, Hashes.of(uri.toString().getBytes(StandardCharsets.UTF_8)));
    Path tagFile = file.resolveSibling(file.getFileName() + ".etag");
    Path typeFile = file.resolveSibling(file.getFileName() + ".type");
    boolean kept = Files.exists(file) && Files.exists(typeFile);
    if (offline) {
      if (!kept) {
        throw new FetchException(title + ": not in the cache, and --offline forbids to fetch it");
      }
      return kept(file, typeFile);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    if (kept && Files.exists(tagFile)) {
      request.header("If-None-Match", Files.readString(tagFile));
    }
    HttpResponse<byte[]> response = fetcher.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() == NOT_MODIFIED) {
      return kept(file, typeFile);
    }
    if (response.statusCode() == NOT_FOUND) {
      throw FetchException.missing(title + ": the registry has no such package");
    }
    if (response.statusCode() != OK) {
      throw new FetchException(title + ": the registry answers " + response.statusCode());
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    Optional<String> tag = response.headers().firstValue("ETag");
    Files.deleteIfExists(tagFile);
    CacheFolder.write(file, response.body());
    CacheFolder.write(typeFile, type.getBytes(StandardCharsets.UTF_8));
    if (tag.isPresent()) {
      CacheFolder.write(tagFile, tag.get().getBytes(StandardCharsets.UTF_8));
    }
    return new Answer(response.body(), type);
  }

  private static Answer kept(Path file, Path typeFile) throws IOException {
    return new Answer(Files.readAllBytes(file), Files.readString(typeFile));
  }
}
