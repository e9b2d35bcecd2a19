package dev.ramekin.freeze.gem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gem server of files, with gems that RubyGems itself has built. */
public final class TestGemServer implements AutoCloseable {
  private final Path folder;
  private final TestServer server;
  private final List<String> waiting = new ArrayList<>();

  /** Starts serving below a folder. */
  public TestGemServer(Path folder) throws IOException {
    this.folder = folder;
    this.server = new TestServer(Files.createDirectories(folder.resolve("www")));
    server.alias("/", "/index.html");
  }

  /** Returns the server's address. */
  public URI uri() {
    return server.uri("/");
  }

  /** Returns the server itself. */
  public TestServer server() {
    return server;
  }

  /** Adds a gem that is only described, with dependencies {@code name: "~> 1, < 2"}. */
  void describe(String name, String version, Map<String, Object> more) throws IOException {
    Map<String, Object> all = new TreeMap<>(more);
    all.put("archive", false);
    add(name, version, all);
  }

  /** Adds a gem. What may be said of it is what {@code publish.rb} reads. */
  public void add(String name, String version, Map<String, Object> more) throws IOException {
    Map<String, Object> all = new TreeMap<>(Map.of("files", Map.of()));
    all.putAll(more);
    all.put("name", name);
    all.put("version", version);
    waiting.add(new ObjectMapper().writeValueAsString(all));
  }

  /** Publishes what was added. */
  public void publish() throws IOException {
    RealRubyGems.script(
        folder.resolve("work"),
        "publish.rb",
        String.join("\n", waiting) + "\n",
        folder.resolve("www").toString());
    waiting.clear();
  }

  @Override
  public void close() {
    server.close();
  }
}
