package dev.ramekin.freeze.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Gets files over http, https and {@code file:}. Server errors and broken connections are tried
 * again, a broken download is resumed, and a file appears at its place only when it is whole.
 */
public final class Fetcher {
  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;

  private final HttpClient client;
  private final HttpClient straight;

  /** Takes the proxies from {@code http_proxy} and {@code https_proxy}, as curl and apt do. */
  public Fetcher() {
    this(System.getenv());
  }

  /** Takes the proxies from the given environment. */
  public Fetcher(Map<String, String> environment) {
    this.client = client(environment, HttpClient.Redirect.NORMAL);
    this.straight = client(environment, HttpClient.Redirect.NEVER);
  }

  private static HttpClient client(Map<String, String> environment, HttpClient.Redirect redirect) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().followRedirects(redirect).connectTimeout(CONNECT);
    proxy(environment).ifPresent(builder::proxy);
    return builder.build();
  }

  private static Optional<ProxySelector> proxy(Map<String, String> environment) {
    for (String name : new String[] {"https_proxy", "HTTPS_PROXY", "http_proxy"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        URI uri = URI.create(value.contains("://") ? value : "http://" + value);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return Optional.of(ProxySelector.of(new InetSocketAddress(uri.getHost(), port)));
      }
    }
    return Optional.empty();
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
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(uri).timeout(ANSWER).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    check(uri, response.statusCode());
    return response.body();
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
   * Brings a file to its place, once its hash is right. What is there of an earlier, broken
   * download is continued.
   *
   * @param target where it goes; its folder is made
   * @param sha256 what its hash must be, in hex
   * @throws FetchException when it is missing, cannot be had, or is not what it should be
   */
  public void file(URI uri, Path target, String sha256) throws FetchException {
    Path part =
        target.resolveSibling(target.getFileName() + ".part-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      adoptEarlierPart(target, part);
      if ("file".equals(uri.getScheme())) {
        Files.write(part, local(uri));
      } else {
        download(uri, part);
      }
      String actual = Hashes.of(part);
      if (!actual.equals(sha256)) {
        long size = Files.size(part);
        Files.delete(part);
        throw new FetchException(
            uri + ": expected SHA-256 " + sha256 + ", got " + actual + " (" + size + " bytes)");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException exception) {
      throw new FetchException(uri + " to " + target + ": " + exception);
    }
  }

  /**
   * Downloads a file whose hash nobody knows.
   *
   * @param target where it goes; whole or not at all
   * @throws FetchException when it is missing or cannot be had
   */
  public void toFile(URI uri, Path target) throws FetchException {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      if ("file".equals(uri.getScheme())) {
        Files.write(target, local(uri));
      } else {
        download(uri, target);
      }
    } catch (IOException exception) {
      throw new FetchException(uri + " to " + target + ": " + exception);
    }
  }

  /** Takes over what a process that is no longer there had begun. */
  private static void adoptEarlierPart(Path target, Path part) throws IOException {
    String prefix = target.getFileName() + ".part-";
    try (var parts = Files.newDirectoryStream(target.toAbsolutePath().getParent(), prefix + "*")) {
      for (Path earlier : parts) {
        long pid = Long.parseLong(String.valueOf(earlier.getFileName()).substring(prefix.length()));
        if (ProcessHandle.of(pid).isEmpty() && !Files.exists(part)) {
          Files.move(earlier, part, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  private void download(URI uri, Path part) throws FetchException, IOException {
    IOException last = new IOException("no answer");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long have = Files.exists(part) ? Files.size(part) : 0;
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-");
      }
      HttpResponse<InputStream> response =
          send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
          return;
        }
        check(uri, response.statusCode());
        append(body, part, response.statusCode() == PARTIAL);
        return;
      } catch (IOException exception) {
        last = exception;
      }
    }
    throw new FetchException(uri + ": the connection breaks off: " + last.getMessage());
  }

  private static void append(InputStream body, Path part, boolean keep) throws IOException {
    StandardOpenOption how =
        keep ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      body.transferTo(out);
    }
  }

  /**
   * Sends a request, again when the server fails or cannot be reached.
   *
   * @throws FetchException when there is no answer in the end
   */
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws FetchException {
    return send(client, request, handler);
  }

  /**
   * Sends a request whose redirections the caller follows, because its credentials are not meant
   * for where they lead.
   *
   * @throws FetchException when there is no answer in the end
   */
  public <T> HttpResponse<T> sendStraight(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws FetchException {
    return send(straight, request, handler);
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
        problem = describe(exception);
        if (exception instanceof java.net.ConnectException) {
          break;
        }
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new FetchException(request.uri() + ": interrupted");
      }
    }
    throw new FetchException(request.uri() + ": " + problem);
  }

  private static String describe(IOException exception) {
    if (exception instanceof java.net.ConnectException) {
      return "cannot connect";
    }
    if (exception instanceof java.net.http.HttpTimeoutException) {
      return "no answer in time";
    }
    return exception.getMessage() == null ? exception.toString() : exception.getMessage();
  }

  private static void check(URI uri, int status) throws FetchException {
    if (status == NOT_FOUND || status == GONE) {
      throw FetchException.missing(uri + ": " + status + ", there is no such file");
    }
    if (status != OK && status != PARTIAL) {
      throw new FetchException(uri + ": the server answers " + status);
    }
  }
}
