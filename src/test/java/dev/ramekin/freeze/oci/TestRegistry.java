package dev.ramekin.freeze.oci;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramekin.freeze.http.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A registry that speaks the distribution protocol over images the test puts together. */
public final class TestRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private String access = "";
  private boolean redirecting;

  /** Starts an empty registry. */
  public TestRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns host and port. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns what was asked for, with the kind of authorization. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Lets in only who comes with a token of the token server. */
  public void demandToken() {
    access = "Bearer secret-token";
  }

  /** Lets in only who comes with name and password. */
  public void demandPassword(String name, String password) {
    String plain = name + ":" + password;
    access = "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Serves blobs from another address, as big registries do. */
  public void redirectBlobs() {
    redirecting = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    asked.add(path + " " + authorization.replaceFirst(" .*", ""));
    try (exchange) {
      if (path.equals("/token")) {
        send(exchange, "{\"token\":\"secret-token\"}".getBytes(StandardCharsets.UTF_8));
      } else if (path.startsWith("/elsewhere/")) {
        boolean leaked = !authorization.equals("null");
        exchange.getResponseHeaders().set("X-Leaked", String.valueOf(leaked));
        send(exchange, bytes(path.replaceFirst("/elsewhere", "")));
      } else if (!access.isEmpty() && !authorization.equals(access)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge());
        exchange.sendResponseHeaders(401, -1);
      } else if (redirecting && path.contains("/blobs/")) {
        exchange.getResponseHeaders().set("Location", "/elsewhere" + path);
        exchange.sendResponseHeaders(307, -1);
      } else if (!content.containsKey(path)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.getResponseHeaders().set("Content-Type", types.getOrDefault(path, "x/y"));
        send(exchange, bytes(path));
      }
    }
  }

  private String challenge() {
    return access.startsWith("Basic")
        ? "Basic realm=\"test\""
        : "Bearer realm=\"http://" + host() + "/token\",service=\"test\"";
  }

  private byte[] bytes(String path) {
    return content.getOrDefault(path, new byte[0]);
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Puts an image with one layer a map of files under a tag; returns its manifest's digest. */
  public String image(String repository, String tag, List<Map<String, String>> layers)
      throws IOException {
    String configuration =
        blob(
            repository,
            "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8));
    List<String> descriptors = new ArrayList<>();
    for (Map<String, String> files : layers) {
      byte[] layer = layer(files);
      descriptors.add(
          "{\"digest\":\"%s\",\"size\":%d}".formatted(blob(repository, layer), layer.length));
    }
    return manifest(
        repository,
        tag,
        "application/vnd.oci.image.manifest.v1+json",
        "{\"schemaVersion\":2,\"config\":{\"digest\":\"%s\"},\"layers\":[%s]}"
            .formatted(configuration, String.join(",", descriptors)));
  }

  /** Puts an index of manifests by platform under a tag; returns its digest. */
  public String index(String repository, String tag, Map<String, String> manifests) {
    List<String> children = new ArrayList<>();
    manifests.forEach(
        (platform, digest) -> {
          String[] parts = platform.split("/");
          children.add(
              "{\"digest\":\"%s\",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
                  .formatted(digest, parts[0], parts[1]));
        });
    return manifest(
        repository,
        tag,
        "application/vnd.oci.image.index.v1+json",
        "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(String.join(",", children)));
  }

  private String manifest(String repository, String tag, String type, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String digest = "sha256:" + Hashes.of(bytes);
    for (String version : List.of(tag, digest)) {
      String path = "/v2/" + repository + "/manifests/" + version;
      content.put(path, bytes);
      types.put(path, type);
    }
    return digest;
  }

  private String blob(String repository, byte[] bytes) {
    String digest = "sha256:" + Hashes.of(bytes);
    content.put("/v2/" + repository + "/blobs/" + digest, bytes);
    return digest;
  }

  /** Makes every blob of more than some bytes arrive damaged. */
  public void damageBlobs() {
    content.replaceAll(
        (path, bytes) -> path.contains("/blobs/") && bytes.length > 60 ? flip(bytes) : bytes);
  }

  private static byte[] flip(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[4] ^= 1;
    return changed;
  }

  private static byte[] layer(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
