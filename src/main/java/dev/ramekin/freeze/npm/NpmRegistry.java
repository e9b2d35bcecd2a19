package dev.ramekin.freeze.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks a registry for packages, several at a time. What it answered is kept with its entity tag, so
 * that it is asked again only whether it still holds.
 */
public final class NpmRegistry implements AutoCloseable {
  private static final int PARALLEL = 8;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  /** What an installation needs of every version, and no more. */
  private static final String ABBREVIATED =
      "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";

  private final NpmSettings settings;
  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final boolean offline;
  private final ExecutorService workers = Executors.newFixedThreadPool(PARALLEL);
  private final Map<String, CompletableFuture<Packument>> packuments = new ConcurrentHashMap<>();

  /**
   * Takes what it works with.
   *
   * @param settings which registry has which packages
   * @param offline whether only the cache is asked
   */
  public NpmRegistry(NpmSettings settings, Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.cache = cache;
    this.offline = offline;
  }

  /** Begins to ask for a package that will be needed. */
  void prefetch(String name) {
    packuments.computeIfAbsent(name, it -> CompletableFuture.supplyAsync(() -> load(it), workers));
  }

  /**
   * Returns all versions of a package.
   *
   * @throws FetchException when there is no such package or the registry cannot be asked
   */
  Packument packument(String name) throws FetchException {
    prefetch(name);
    try {
      return packuments.getOrDefault(name, new CompletableFuture<>()).join();
    } catch (CompletionException exception) {
      if (exception.getCause() instanceof Failure failure) {
        throw failure.problem();
      }
      throw exception;
    }
  }

  /** Carries a problem out of a worker. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FetchException problem;

    Failure(FetchException problem) {
      super(problem);
      this.problem = problem;
    }

    FetchException problem() {
      return problem;
    }
  }

  private Packument load(String name) {
    try {
      byte[] bytes = bytes(name);
      JsonNode json = new ObjectMapper().readTree(bytes);
      return new Packument(name, json);
    } catch (FetchException exception) {
      throw new Failure(exception);
    } catch (IOException exception) {
      throw new Failure(new FetchException(name + ": the registry's answer is no JSON"));
    }
  }

  private byte[] bytes(String name) throws FetchException, IOException {
    URI uri = settings.address(name);
    Path file =
        cache.file("npm", Hashes.of(uri.toString().getBytes(StandardCharsets.UTF_8)) + ".json");
    Path tagFile = file.resolveSibling(file.getFileName() + ".etag");
    boolean kept = Files.exists(file) && Files.exists(tagFile);
    if (offline) {
      if (!kept) {
        throw new FetchException(name + ": not in the cache, and --offline forbids to fetch it");
      }
      return Files.readAllBytes(file);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", ABBREVIATED);
    settings.authorization(uri).ifPresent(it -> request.header("Authorization", it));
    if (kept) {
      request.header("If-None-Match", Files.readString(tagFile));
    }
    HttpResponse<byte[]> response = fetcher.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() == NOT_MODIFIED) {
      return Files.readAllBytes(file);
    }
    if (response.statusCode() == NOT_FOUND) {
      throw FetchException.missing("npm has no package " + name);
    }
    if (response.statusCode() != OK) {
      throw new FetchException(name + ": the registry answers " + response.statusCode());
    }
    Optional<String> tag = response.headers().firstValue("ETag");
    Files.deleteIfExists(tagFile);
    CacheFolder.write(file, response.body());
    if (tag.isPresent()) {
      CacheFolder.write(tagFile, tag.get().getBytes(StandardCharsets.UTF_8));
    }
    return response.body();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
