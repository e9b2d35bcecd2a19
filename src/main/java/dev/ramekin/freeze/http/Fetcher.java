package dev.ramekin.freeze.http;

import dev.ramekin.model.lock.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Gets files over http, https and {@code file:}. Server errors and broken or silent connections are
 * tried again, a broken download is continued, and a file appears at its place only when it is
 * whole.
 */
public final class Fetcher {
  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int SERVER_ERROR = 500;

  /** The most bytes of a download whose size nobody knows: 16 GiB. */
  private static final long MOST_BYTES = 1L << 34;

  /** The most bytes of what is read into memory: 64 MiB. */
  private static final long MOST_BYTES_IN_MEMORY = 1L << 26;

  private final Clients clients;
  private final Duration silence;

  /** Takes the proxies from {@code http_proxy} and its like, as curl and apt do. */
  public Fetcher() {
    this(System.getenv());
  }

  /** Takes the proxies from the given environment. */
  public Fetcher(Map<String, String> environment) {
    this(environment, ANSWER);
  }

  /** Takes also how long a server may say nothing. */
  public Fetcher(Map<String, String> environment, Duration silence) {
    this(new Clients(environment, CONNECT, Optional.empty()), silence);
  }

  private Fetcher(Clients clients, Duration silence) {
    this.clients = clients;
    this.silence = silence;
  }

  /** Returns the same with other certificate authorities. */
  public Fetcher trusting(SSLContext trust) {
    return new Fetcher(clients.trusting(trust), silence);
  }

  /**
   * Returns a small file's content.
   *
   * @throws FetchException when it is missing or cannot be had
   */
  public byte[] bytes(URI uri) throws FetchException {
    if ("file".equals(uri.getScheme())) {
      return local(uri);
    }
    try {
      Path whole = Files.createTempFile("ramekin-", ".part");
      try {
        bring(uri, whole, MOST_BYTES_IN_MEMORY, false);
        return Files.readAllBytes(whole);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException exception) {
      throw new FetchException(uri + ": " + exception);
    }
  }

  private static byte[] local(URI uri) throws FetchException {
    try {
      return Files.readAllBytes(Path.of(uri));
    } catch (NoSuchFileException exception) {
      throw FetchException.missing(uri + ": there is no such file");
    } catch (IOException exception) {
      throw new FetchException(uri + ": " + exception.getMessage());
    }
  }

  /**
   * Brings a file to its place, once its SHA-256 is right.
   *
   * @param sha256 what its hash must be, in hex
   * @throws FetchException when it is missing, cannot be had, or is not what it should be
   */
  public void file(URI uri, Path target, String sha256) throws FetchException {
    file(uri, target, Digest.sha256(sha256), 0);
  }

  /**
   * Brings a file to its place, once its hash is right. What is there of an earlier, broken
   * download is continued.
   *
   * @param target where it goes; its folder is made
   * @param digest what its hash must be
   * @param size its size in bytes; 0 when nobody knows
   * @throws FetchException when it is missing, cannot be had, or is not what it should be
   */
  public void file(URI uri, Path target, Digest digest, long size) throws FetchException {
    String owner = ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
    Path part = target.resolveSibling(target.getFileName() + ".part-" + owner);
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      adoptEarlierPart(target, part);
      if (Files.exists(part) && !isRight(uri, part, digest, size)) {
        Files.delete(part);
      }
      if (!Files.exists(part) && !isRight(uri, part, digest, size)) {
        String actual = Hashes.of(part, digest.algorithm());
        long length = Files.size(part);
        Files.delete(part);
        throw new FetchException(
            "%s: expected %s %s, got %s (%d bytes)"
                .formatted(uri, digest.algorithm().javaName(), digest.hex(), actual, length));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException exception) {
      throw new FetchException(uri + " to " + target + ": " + exception);
    }
  }

  /** Downloads, or continues, and returns whether the hash is right. */
  private boolean isRight(URI uri, Path part, Digest digest, long size)
      throws FetchException, IOException {
    bring(uri, part, size > 0 ? size : MOST_BYTES, true);
    return Hashes.of(part, digest.algorithm()).equals(digest.hex());
  }

  /**
   * Downloads a file whose hash nobody knows.
   *
   * @param target where it goes; what is there is overwritten
   * @throws FetchException when it is missing or cannot be had
   */
  public void toFile(URI uri, Path target) throws FetchException {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      bring(uri, target, MOST_BYTES, false);
    } catch (IOException exception) {
      throw new FetchException(uri + " to " + target + ": " + exception);
    }
  }

  private void bring(URI uri, Path target, long limit, boolean resumable)
      throws FetchException, IOException {
    if ("file".equals(uri.getScheme())) {
      copy(uri, target);
    } else if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
      new Transfer(
              clients.following(HttpClient.Redirect.NEVER), uri, target, limit, silence, resumable)
          .run();
    } else {
      throw new FetchException(uri + ": only http, https and file addresses can be fetched");
    }
  }

  private static void copy(URI uri, Path target) throws FetchException, IOException {
    Path source = Path.of(uri);
    if (!Files.isRegularFile(source)) {
      throw FetchException.missing(uri + ": there is no such file");
    }
    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes over what a process that is no longer there had begun. */
  private static void adoptEarlierPart(Path target, Path part) throws IOException {
    String prefix = target.getFileName() + ".part-";
    try (var parts = Files.newDirectoryStream(target.toAbsolutePath().getParent(), prefix + "*")) {
      for (Path earlier : parts) {
        String owner = String.valueOf(earlier.getFileName()).substring(prefix.length());
        long pid = Long.parseLong(owner.replaceFirst("-.*", ""));
        if (ProcessHandle.of(pid).isEmpty() && !Files.exists(part)) {
          moveIfThere(earlier, part);
        }
      }
    }
  }

  private static void moveIfThere(Path earlier, Path part) throws IOException {
    try {
      Files.move(earlier, part, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException exception) {
      // Another one was quicker; everything is downloaded then.
      Files.deleteIfExists(part);
    }
  }

  /**
   * Sends a request, again when the server fails or cannot be reached.
   *
   * @throws FetchException when there is no answer in the end
   */
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws FetchException {
    return send(clients.following(HttpClient.Redirect.NORMAL), request, handler);
  }

  /**
   * Sends a request whose redirections the caller follows, because its credentials are not meant
   * for where they lead.
   *
   * @throws FetchException when there is no answer in the end
   */
  public <T> HttpResponse<T> sendStraight(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws FetchException {
    return send(clients.following(HttpClient.Redirect.NEVER), request, handler);
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws FetchException {
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        HttpResponse<T> response = client.send(request, handler);
        if (response.statusCode() < SERVER_ERROR) {
          return response;
        }
        problem = "the server answers " + response.statusCode();
      } catch (IOException exception) {
        problem = Answers.describe(exception);
        if (exception instanceof ConnectException) {
          break;
        }
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new FetchException(request.uri() + ": interrupted");
      }
    }
    throw new FetchException(request.uri() + ": " + problem);
  }
}
