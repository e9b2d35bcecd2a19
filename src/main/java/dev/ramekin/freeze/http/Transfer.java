package dev.ramekin.freeze.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One download into a file: tried again when the connection breaks or goes silent, continued where
 * it stopped, and never longer than allowed.
 */
final class Transfer {
  private static final int TRIES = 4;
  private static final int SILENT_TRIES = 2;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;
  private static final int MOST_REDIRECTS = 10;

  private final HttpClient client;
  private final URI uri;
  private Address address;
  private final Path part;
  private final long limit;
  private final Duration silence;
  private final AtomicLong lastHeard = new AtomicLong();

  /** Names the version of the file that the part belongs to; a server continues only that one. */
  private Optional<String> validator = Optional.empty();

  private boolean resumable;

  /**
   * Takes what to download.
   *
   * @param client one that follows no redirection, so that credentials stay with their host
   * @param part where it goes; what is there already is continued when {@code resumable}
   * @param limit the most bytes it may have
   * @param silence how long the server may say nothing
   * @param resumable whether the part is known to be of the file, or will be checked by its hash
   */
  Transfer(HttpClient client, URI uri, Path part, long limit, Duration silence, boolean resumable) {
    this.client = client;
    this.address = Address.of(uri);
    this.uri = address.uri();
    this.part = part;
    this.limit = limit;
    this.silence = silence;
    this.resumable = resumable;
  }

  /** A body that is longer than allowed; another try would give the same. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void run() throws FetchException {
    String problem = "no answer";
    int silent = 0;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        HttpResponse<Void> response = attempt();
        if (response.statusCode() < SERVER_ERROR) {
          check(response);
          return;
        }
        problem = "the server answers " + response.statusCode();
      } catch (ExecutionException exception) {
        Throwable cause = exception.getCause() == null ? exception : exception.getCause();
        problem = problem(cause);
        if (cause instanceof ConnectException) {
          break;
        }
      } catch (TimeoutException exception) {
        problem = "nothing arrived for " + silence.toSeconds() + " seconds";
        silent++;
        if (silent == SILENT_TRIES) {
          break;
        }
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new FetchException(uri + ": interrupted");
      } catch (IOException exception) {
        throw new FetchException(uri + " to " + part + ": " + exception);
      }
    }
    throw new FetchException(uri + ": " + problem);
  }

  private void check(HttpResponse<Void> response) throws FetchException {
    if (response.statusCode() != RANGE_NOT_SATISFIABLE) {
      Answers.check(uri, response);
    }
  }

  private String problem(Throwable cause) throws FetchException {
    Throwable root =
        cause instanceof IOException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof TooLong) {
      throw new FetchException(uri + ": it is longer than " + limit + " bytes");
    }
    if (root instanceof UncheckedIOException local) {
      throw cannotBeWritten(local);
    }
    return Answers.describe(cause);
  }

  /** What cannot be written is thrown away, so that a full disk gets its room back. */
  private FetchException cannotBeWritten(UncheckedIOException failure) {
    IOException cause = Objects.requireNonNullElseGet(failure.getCause(), IOException::new);
    try {
      Files.deleteIfExists(part);
    } catch (IOException exception) {
      cause.addSuppressed(exception);
    }
    return new FetchException(
        part + " cannot be written: " + Objects.requireNonNullElse(cause.getMessage(), "" + cause));
  }

  private HttpResponse<Void> attempt()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    HttpResponse<Void> response = ask();
    for (int count = 0; count < MOST_REDIRECTS; count++) {
      Optional<Address> next = address.redirected(response);
      if (next.isEmpty()) {
        return response;
      }
      address = next.get();
      response = ask();
    }
    return response;
  }

  private HttpResponse<Void> ask()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    long have = resumable && Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = address.request();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      validator.ifPresent(it -> request.header("If-Range", it));
    }
    lastHeard.set(System.nanoTime());
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), this::subscriber);
    while (true) {
      try {
        return answer.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException exception) {
        if (System.nanoTime() - lastHeard.get() > silence.toNanos()) {
          answer.cancel(true);
          throw exception;
        }
      }
    }
  }

  private BodySubscriber<Void> subscriber(ResponseInfo info) {
    if (info.statusCode() != OK && info.statusCode() != PARTIAL) {
      return BodySubscribers.discarding();
    }
    validator = validator(info.headers());
    resumable = resumable || validator.isPresent();
    try {
      boolean continued = info.statusCode() == PARTIAL;
      FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              continued ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
      AtomicLong length = new AtomicLong(continued ? channel.size() : 0);
      return BodySubscribers.ofByteArrayConsumer(chunk -> write(channel, length, chunk));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** A strong entity tag, else a date: what {@code If-Range} may name (RFC 9110, 13.1.5). */
  private static Optional<String> validator(HttpHeaders headers) {
    return headers
        .firstValue("ETag")
        .filter(it -> !it.startsWith("W/"))
        .or(() -> headers.firstValue("Last-Modified"));
  }

  private void write(FileChannel channel, AtomicLong length, Optional<byte[]> chunk) {
    lastHeard.set(System.nanoTime());
    try {
      if (chunk.isEmpty()) {
        channel.close();
        return;
      }
      if (length.addAndGet(chunk.get().length) > limit) {
        channel.close();
        throw new TooLong();
      }
      ByteBuffer buffer = ByteBuffer.wrap(chunk.get());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(closed(channel, exception));
    }
  }

  private static IOException closed(FileChannel channel, IOException cause) {
    try {
      channel.close();
    } catch (IOException exception) {
      cause.addSuppressed(exception);
    }
    return cause;
  }
}
