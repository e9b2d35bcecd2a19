package dev.ramekin.freeze.pip;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.http.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A simple index of files, with wheels and source archives of its own. Projects take turns in being
 * described as JSON, by the field of PEP 714, and as HTML, by the attribute of PEP 658: pip 23.0
 * fails on the JSON field of that.
 */
public final class TestPipIndex implements AutoCloseable {
  private final Path folder;
  private final TestServer server;
  private final Map<String, List<ObjectNode>> files = new TreeMap<>();
  private final ObjectMapper mapper = new ObjectMapper();

  /** Starts serving below a folder. */
  public TestPipIndex(Path folder) throws IOException {
    this.folder = folder;
    this.server = new TestServer(Files.createDirectories(folder.resolve("www/files")).getParent());
  }

  /** Returns the index's address. */
  public URI uri() {
    return server.uri("/simple/");
  }

  /**
   * Publishes a wheel.
   *
   * @param tags {@code py3-none-any}
   * @param headers further lines of METADATA
   * @param contents files by path
   * @param attributes of the file in the index: {@code requires-python}, {@code yanked}
   */
  public void wheel(
      String name,
      String version,
      String tags,
      List<String> headers,
      Map<String, String> contents,
      Map<String, String> attributes)
      throws IOException {
    String stem = name.replace('-', '_') + "-" + version;
    String metadata = metadata(name, version, headers);
    Map<String, String> all = new TreeMap<>(contents);
    String info = stem + ".dist-info/";
    all.put(info + "METADATA", metadata);
    all.put(
        info + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: " + tags + "\n");
    StringBuilder record = new StringBuilder();
    all.keySet().forEach(it -> record.append(it).append(",,\n"));
    all.put(info + "RECORD", record + info + "RECORD,,\n");
    String filename = stem + "-" + tags + ".whl";
    Path file = folder.resolve("www/files").resolve(filename);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> it : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(it.getKey()));
        zip.write(it.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    list(name, file, metadata, attributes);
  }

  /** Publishes a source archive; its paths are below its own folder. */
  public void source(
      String name, String version, List<String> headers, Map<String, String> contents)
      throws IOException {
    String stem = name + "-" + version;
    Map<String, String> all = new TreeMap<>(contents);
    all.put("PKG-INFO", metadata(name, version, headers));
    Path file = folder.resolve("www/files").resolve(stem + ".tar.gz");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, String> it : all.entrySet()) {
        byte[] bytes = it.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(stem + "/" + it.getKey());
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    list(name, file, "", Map.of());
  }

  private static String metadata(String name, String version, List<String> headers) {
    List<String> lines = new ArrayList<>(List.of("Metadata-Version: 2.1"));
    headers.stream()
        .filter(it -> it.startsWith("Metadata-Version"))
        .forEach(it -> lines.set(0, it));
    lines.add("Name: " + name);
    lines.add("Version: " + version);
    headers.stream().filter(it -> !it.startsWith("Metadata-Version")).forEach(lines::add);
    return String.join("\n", lines) + "\n\nA test.\n";
  }

  private void list(String name, Path file, String metadata, Map<String, String> attributes)
      throws IOException {
    ObjectNode node = mapper.createObjectNode();
    node.put("filename", file.getFileName().toString());
    node.put("url", "../../files/" + file.getFileName());
    node.putObject("hashes").put("sha256", Hashes.of(file));
    attributes.forEach(node::put);
    if (!metadata.isEmpty()) {
      byte[] bytes = metadata.getBytes(StandardCharsets.UTF_8);
      Files.write(file.resolveSibling(file.getFileName() + ".metadata"), bytes);
      node.putObject("core-metadata").put("sha256", Hashes.of(bytes));
    }
    files.computeIfAbsent(PyRequirement.normal(name), it -> new ArrayList<>()).add(node);
  }

  /** Writes the pages. */
  public void publish() throws IOException {
    boolean json = false;
    for (Map.Entry<String, List<ObjectNode>> it : files.entrySet()) {
      json = !json;
      String path = "/simple/" + it.getKey() + "/";
      Path page = folder.resolve("www/simple").resolve(it.getKey()).resolve("index.html");
      Files.createDirectories(page.getParent());
      Files.writeString(page, json ? json(it.getKey(), it.getValue()) : html(it.getValue()));
      server.alias(path, path + "index.html");
      server.type(path, json ? "application/vnd.pypi.simple.v1+json" : "text/html");
    }
  }

  private String json(String name, List<ObjectNode> own) {
    ObjectNode page = mapper.createObjectNode().put("name", name);
    page.putObject("meta").put("api-version", "1.0");
    ArrayNode list = page.putArray("files");
    own.forEach(list::add);
    return page.toString();
  }

  private static String html(List<ObjectNode> own) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    for (ObjectNode it : own) {
      page.append("<a href=\"")
          .append(it.path("url").asText())
          .append("#sha256=")
          .append(it.path("hashes").path("sha256").asText())
          .append('"');
      if (it.has("requires-python")) {
        page.append(" data-requires-python=\"")
            .append(it.path("requires-python").asText().replace(">", "&gt;").replace("<", "&lt;"))
            .append('"');
      }
      if (it.has("core-metadata")) {
        page.append(" data-dist-info-metadata=\"sha256=")
            .append(it.path("core-metadata").path("sha256").asText())
            .append('"');
      }
      if (it.has("yanked")) {
        page.append(" data-yanked=\"\"");
      }
      page.append('>').append(it.path("filename").asText()).append("</a>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
