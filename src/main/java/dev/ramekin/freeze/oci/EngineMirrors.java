package dev.ramekin.freeze.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The mirrors of Docker Hub that the running container engine pulls from: what Ramekin resolves is
 * then what the engine will build from. An engine that is not there or does not answer at once has
 * none.
 */
public final class EngineMirrors {
  private static final int SECONDS = 2;
  private static final String QUESTION = "GET /info HTTP/1.0\r\nHost: docker\r\n\r\n";

  private EngineMirrors() {}

  /** Asks the engine that {@code DOCKER_HOST} names, else the one at docker's usual socket. */
  public static List<String> ask(Map<String, String> environment) {
    String host = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    Path socket = Path.of(host.startsWith("unix://") ? host.substring("unix://".length()) : "");
    if (!Files.isWritable(socket) || Files.isDirectory(socket)) {
      return List.of();
    }
    return CompletableFuture.supplyAsync(() -> ask(socket))
        .completeOnTimeout(List.of(), SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static List<String> ask(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(QUESTION.getBytes(StandardCharsets.US_ASCII)));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
      while (channel.read(buffer) >= 0) {
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      return mirrors(answer.toString(StandardCharsets.UTF_8));
    } catch (IOException exception) {
      // Not an engine that could tell; the registry itself is asked then.
      return List.of();
    }
  }

  private static List<String> mirrors(String answer) throws IOException {
    int body = answer.indexOf("\r\n\r\n");
    JsonNode info = new ObjectMapper().readTree(body < 0 ? "{}" : answer.substring(body));
    List<String> mirrors = new ArrayList<>();
    info.path("RegistryConfig").path("Mirrors").forEach(it -> mirrors.add(it.asText()));
    return mirrors;
  }
}
