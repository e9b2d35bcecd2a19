package dev.ramekin.freeze.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Serves a folder over http on this machine, with ranges, and with bad days on request. */
public final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path root;
  private volatile boolean listing;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, Integer> cutOnce = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final Map<String, ThrowingAction> afterCut = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Starts serving. */
  public TestServer(Path root) throws IOException {
    this.root = root;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns the address of a path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Returns method, path and range of every request so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Returns the Authorization header of every request so far; {@code null} for none. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Makes a path answer with a status; 0 is none of its own again. */
  public void fail(String path, int status) {
    if (status == 0) {
      statuses.remove(path);
    } else {
      statuses.put(path, status);
    }
  }

  /** Breaks off the next answer for a path after some bytes. */
  public void cutOnce(String path, int bytes) {
    cutOnce.put(path, bytes);
  }

  /** Does something after {@link #cutOnce} has broken an answer off. */
  public void afterCut(String path, ThrowingAction action) {
    afterCut.put(path, action);
  }

  /** What may happen at the server while a client downloads. */
  public interface ThrowingAction {
    /** Does it. */
    void run() throws IOException;
  }

  /** Answers for a path with the file of another. */
  public void alias(String path, String file) {
    aliases.put(path, file);
  }

  /** Makes a path answer with a media type. */
  public void type(String path, String type) {
    types.put(path, type);
  }

  /** Leads a path to another address. */
  public void redirect(String path, String location) {
    redirects.put(path, location);
  }

  /** Makes a path take a request and answer nothing at all. */
  public void ignore(String path) {
    ignored.add(path);
  }

  /** Makes a path send half of its file and then nothing any more. */
  public void fallSilent(String path) {
    silent.add(path);
  }

  /** Ends the silence of all paths. */
  public void speakAgain() {
    silent.clear();
  }

  /** Lists folders from now on, as web servers do. */
  public void listFolders() {
    listing = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    asked.add(exchange.getRequestMethod() + " " + path + (range.equals("null") ? "" : " " + range));
    String name = aliases.getOrDefault(path, path);
    Path file = root.resolve(name.substring(1)).normalize();
    try (exchange) {
      if (ignored.contains(path)) {
        waitForTheEnd();
      } else if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", redirects.get(path));
        exchange.sendResponseHeaders(302, -1);
      } else if (statuses.containsKey(path)) {
        exchange.sendResponseHeaders(statuses.get(path), -1);
      } else if (listing && file.startsWith(root) && Files.isDirectory(file)) {
        send(exchange, path, range, list(file));
      } else if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, path, range, Files.readAllBytes(file));
      }
    }
  }

  private static byte[] list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(it -> "<a href=\"%1$s/\">%1$s/</a>\n".formatted(it.getFileName()))
          .sorted()
          .collect(Collectors.joining())
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private void send(HttpExchange exchange, String path, String range, byte[] content)
      throws IOException {
    int from = 0;
    int status = 200;
    String tag = "\"" + Hashes.of(content) + "\"";
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    exchange.getResponseHeaders().set("ETag", tag);
    if (types.containsKey(path)) {
      exchange.getResponseHeaders().set("Content-Type", types.get(path));
    }
    if (range.startsWith("bytes=") && (ifRange == null || ifRange.equals(tag))) {
      from = Integer.parseInt(range.substring("bytes=".length()).replace("-", ""));
      status = from < content.length ? 206 : 416;
    }
    if (status == 416) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (empty) {
      return;
    }
    Integer cut = cutOnce.remove(path);
    OutputStream out = exchange.getResponseBody();
    if (silent.contains(path)) {
      out.write(body, 0, body.length / 2);
      out.flush();
      waitForTheEnd();
      return;
    }
    out.write(body, 0, cut == null ? body.length : Math.min(cut, body.length));
    out.flush();
    if (cut != null && afterCut.containsKey(path)) {
      afterCut.get(path).run();
    }
  }

  private void waitForTheEnd() {
    try {
      closed.await();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
