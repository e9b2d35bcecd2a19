package dev.ramekin.freeze.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves a folder over http on this machine, with ranges, and with bad days on request. */
public final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final Path root;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, Integer> cutOnce = new ConcurrentHashMap<>();

  /** Starts serving. */
  public TestServer(Path root) throws IOException {
    this.root = root;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
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

  /** Makes a path answer with a status. */
  public void fail(String path, int status) {
    statuses.put(path, status);
  }

  /** Breaks off the next answer for a path after some bytes. */
  public void cutOnce(String path, int bytes) {
    cutOnce.put(path, bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    asked.add(exchange.getRequestMethod() + " " + path + (range.equals("null") ? "" : " " + range));
    Path file = root.resolve(path.substring(1)).normalize();
    try (exchange) {
      if (statuses.containsKey(path)) {
        exchange.sendResponseHeaders(statuses.get(path), -1);
      } else if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, path, range, Files.readAllBytes(file));
      }
    }
  }

  private void send(HttpExchange exchange, String path, String range, byte[] content)
      throws IOException {
    int from = 0;
    int status = 200;
    if (range.startsWith("bytes=")) {
      from = Integer.parseInt(range.substring("bytes=".length()).replace("-", ""));
      status = from < content.length ? 206 : 416;
    }
    if (status == 416) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    Integer cut = cutOnce.remove(path);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, cut == null ? body.length : Math.min(cut, body.length));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
