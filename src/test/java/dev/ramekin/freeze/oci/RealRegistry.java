package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's docker-registry on this machine, with images the test puts together. */
final class RealRegistry implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/docker-registry", "/usr/local/bin/docker-registry");

  private final Process process;
  private final int port;

  /**
   * Starts it.
   *
   * @param folder where it keeps what it has
   * @param settings further lines of its configuration, such as {@code auth:}
   * @param tls further lines below {@code http:}
   */
  RealRegistry(Path folder, String settings, String tls) throws Exception {
    this.port = freePort();
    Files.createDirectories(folder);
    Path file = folder.resolve("config.yml");
    Files.writeString(
        file,
        """
        version: 0.1
        log: {level: error}
        storage:
          filesystem: {rootdirectory: %s}
        http:
          addr: 127.0.0.1:%d
        %s
        %s
        """
            .formatted(folder.resolve("storage"), port, tls, settings));
    this.process =
        new ProcessBuilder(program(), "serve", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    for (int attempt = 0; attempt < 200 && !answers(); attempt++) {
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      Thread.sleep(50);
    }
  }

  static boolean isThere() {
    return PLACES.stream().map(Path::of).anyMatch(Files::isExecutable);
  }

  private static String program() {
    return PLACES.stream().filter(it -> Files.isExecutable(Path.of(it))).findFirst().orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException exception) {
      return false;
    }
  }

  /** Returns host and port. */
  String host() {
    return "127.0.0.1:" + port;
  }

  /** Uploads a blob; the registry must let everybody in. */
  void blob(String repository, String digest, byte[] bytes) throws Exception {
    URI start = URI.create("http://" + host() + "/v2/" + repository + "/blobs/uploads/");
    HttpResponse<String> begun =
        send(HttpRequest.newBuilder(start).POST(BodyPublishers.noBody()).build());
    String location = begun.headers().firstValue("Location").orElseThrow();
    URI end = URI.create(location + (location.contains("?") ? "&" : "?") + "digest=" + digest);
    assertThat(
            send(HttpRequest.newBuilder(end)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(BodyPublishers.ofByteArray(bytes))
                    .build())
                .statusCode())
        .isEqualTo(201);
  }

  /** Uploads a manifest or an index and returns the status. */
  int manifest(String repository, String tag, String type, String json) throws Exception {
    URI uri = URI.create("http://" + host() + "/v2/" + repository + "/manifests/" + tag);
    return send(HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(json))
            .build())
        .statusCode();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
