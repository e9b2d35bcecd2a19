package dev.ramekin.freeze.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.IndexCache;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks a registry for packages, several at a time. */
public final class NpmRegistry implements AutoCloseable {
  private static final int PARALLEL = 8;

  /** What an installation needs of every version, and no more. */
  private static final String ABBREVIATED =
      "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";

  private final NpmSettings settings;
  private final IndexCache index;
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
    this.index = new IndexCache(fetcher, cache, "npm", offline);
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

  private byte[] bytes(String name) throws FetchException {
    URI uri = settings.address(name);
    Map<String, String> headers = new HashMap<>(Map.of("Accept", ABBREVIATED));
    settings.authorization(uri).ifPresent(it -> headers.put("Authorization", it));
    try {
      return index.get(uri, name, headers).bytes();
    } catch (FetchException exception) {
      throw exception.isMissing()
          ? FetchException.missing("npm has no package " + name)
          : exception;
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
