package dev.ramekin.freeze.npm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.model.lock.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A registry of files, with packages the test makes. */
public final class TestNpmRegistry implements AutoCloseable {
  private final Path folder;
  private final TestServer server;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, ObjectNode> packuments = new TreeMap<>();

  /** Starts serving an empty registry below a folder. */
  public TestNpmRegistry(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.server = new TestServer(folder);
  }

  /** Returns the registry's address. */
  public URI uri() {
    return server.uri("/");
  }

  /** Returns the server itself. */
  public TestServer server() {
    return server;
  }

  /**
   * Publishes a version; the newest one published is the latest.
   *
   * @param json further fields of package.json
   * @param files further files of the archive by path
   */
  public void publish(String name, String version, String json, Map<String, String> files)
      throws IOException {
    ObjectNode manifest = (ObjectNode) mapper.readTree(json);
    manifest.put("name", name).put("version", version);
    Map<String, String> all = new TreeMap<>(files);
    all.put("package.json", manifest.toString());
    byte[] archive = archive(all);
    String path = name + "/-/" + name.replaceFirst(".*/", "") + "-" + version + ".tgz";
    Files.createDirectories(folder.resolve(path).getParent());
    Files.write(folder.resolve(path), archive);
    manifest
        .putObject("dist")
        .put("integrity", digest(archive).integrity())
        .put("tarball", server.uri("/" + path).toString());
    ObjectNode packument =
        packuments.computeIfAbsent(
            name,
            it -> {
              ObjectNode made = mapper.createObjectNode().put("name", it);
              made.putObject("dist-tags");
              made.putObject("versions");
              return made;
            });
    packument.withObject("/dist-tags").put("latest", version);
    packument.withObject("/versions").set(version, manifest);
    Files.writeString(folder.resolve(name.replace("/", "%2f") + ".json"), packument.toString());
    server.alias("/" + name, "/" + name.replace("/", "%2f") + ".json");
  }

  /** Returns the hash npm has for an archive. */
  static Digest digest(byte[] archive) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(archive);
      return new Digest(Digest.Algorithm.SHA512, HexFormat.of().formatHex(hash));
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static byte[] archive(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + file.getKey());
        entry.setSize(bytes.length);
        entry.setMode(0600);
        entry.setModTime(499_162_500_000L);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.close();
  }
}
