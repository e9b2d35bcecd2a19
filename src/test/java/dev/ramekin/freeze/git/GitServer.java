package dev.ramekin.freeze.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Git's own servers on this machine: {@code git http-backend} behind a web server, and {@code git
 * daemon}.
 */
public final class GitServer implements AutoCloseable {
  private final Path root;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CopyOnWriteArrayList<Process> daemons = new CopyOnWriteArrayList<>();
  private final String password;
  private volatile boolean old;

  /**
   * Starts serving every repository below a folder.
   *
   * @param password what {@code user} has to give over http; empty for nothing
   */
  public GitServer(Path root, String password) throws IOException {
    this.root = root;
    this.password = password;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.setExecutor(threads);
    http.start();
  }

  /** Returns the address of a repository over http. */
  public String http(String name) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + name;
  }

  /** Speaks the first protocol from now on, in which only what is advertised is given out. */
  public void beOld() {
    old = true;
  }

  /** Starts the daemon and returns the address of a repository at it. */
  public String daemon(String name) throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        RealGit.command(
                root,
                "daemon",
                "--reuseaddr",
                "--listen=127.0.0.1",
                "--port=" + port,
                "--export-all",
                "--base-path=" + root,
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    daemons.add(process);
    for (int attempt = 0; attempt < 100 && !answers(port); attempt++) {
      Thread.sleep(50);
    }
    return "git://127.0.0.1:" + port + "/" + name;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException exception) {
      return false;
    }
  }

  /** Passes a request on as RFC 3875 has it. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String expected =
          Base64.getEncoder().encodeToString(("user:" + password).getBytes(StandardCharsets.UTF_8));
      if (!password.isEmpty() && !given.equals("Basic " + expected)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      ProcessBuilder builder = RealGit.command(root, "http-backend");
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(variables(exchange));
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      reply(exchange, process.getInputStream().readAllBytes());
    }
  }

  private Map<String, String> variables(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "GIT_PROJECT_ROOT", root.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "REQUEST_METHOD", exchange.getRequestMethod(),
                "PATH_INFO", exchange.getRequestURI().getPath(),
                "QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()),
                "CONTENT_TYPE", String.valueOf(headers.getFirst("Content-Type")),
                "REMOTE_ADDR", "127.0.0.1"));
    headers.forEach(
        (name, values) ->
            variables.put(
                "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), values.get(0)));
    if (old) {
      variables.remove("HTTP_GIT_PROTOCOL");
    }
    return variables;
  }

  private static void reply(HttpExchange exchange, byte[] output) throws IOException {
    int status = 200;
    int start = 0;
    while (true) {
      int end = start;
      while (output[end] != '\n') {
        end++;
      }
      String line = new String(output, start, end - start, StandardCharsets.UTF_8).strip();
      start = end + 1;
      if (line.isEmpty()) {
        break;
      }
      String[] parts = line.split(":\\s*", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
    }
    InputStream body = new ByteArrayInputStream(output, start, output.length - start);
    exchange.sendResponseHeaders(status, output.length == start ? -1 : output.length - start);
    body.transferTo(exchange.getResponseBody());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    daemons.forEach(it -> it.descendants().forEach(ProcessHandle::destroy));
    daemons.forEach(Process::destroy);
  }
}
