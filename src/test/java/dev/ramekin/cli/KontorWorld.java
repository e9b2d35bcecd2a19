package dev.ramekin.cli;

import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.freeze.oci.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A vendor's archive with the packages kontor and libkontor, a registry with the base image, and a
 * cookbook that installs kontor; commands run in this process or in one of their own. Debian's own
 * archives cannot be reached.
 */
final class KontorWorld implements AutoCloseable {
  static final Instant DATE = Instant.parse("2026-11-01T06:00:00Z");
  static final String INDEX = "/archive/dists/stable/main/binary-amd64/Packages.xz";
  private static final int NOISE_LINES = 50000;

  private final Path folder;
  private final TestRegistry registry = new TestRegistry();
  private final TestArchive archive;
  private TestServer server;

  /**
   * What a command gave.
   *
   * @param out what it gave on standard output
   * @param err its messages
   */
  record Answer(int code, String out, String err) {}

  KontorWorld(Path folder) throws Exception {
    this.folder = folder;
    server = new TestServer(www());
    archive = TestArchive.in(www().resolve("archive"));
    publish("1.0", "");
    Files.writeString(www().resolve("archive/key.asc"), archive.publicKey());
    registry.image(
        "library/debian",
        "bookworm-slim",
        List.of(
            Map.of(
                "var/lib/dpkg/status",
                "Package: libc6\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n")));
    Path recipe = folder.resolve("kontor/recipes/default.rb");
    Files.createDirectories(Objects.requireNonNull(recipe.getParent()));
    Files.writeString(folder.resolve("kontor/metadata.rb"), "name 'kontor'\nversion '1.0.0'\n");
    Files.writeString(recipe, recipe());
  }

  private String recipe() {
    return """
        apt_repository 'kontor' do
          uri '%s'
          distribution 'stable'
          components ['main']
          key '%s'
        end

        package 'kontor'
        """
        .formatted(server.uri("/archive"), server.uri("/archive/key.asc"));
  }

  /** Publishes one version of both packages; libkontor is some hundred kilobytes. */
  void publish(String version, String releaseFields) throws Exception {
    archive.publish(
        "stable",
        DATE,
        releaseFields,
        archive.deb("kontor", version, "Depends: libkontor"),
        archive.deb("libkontor", version, "Description: x\n" + noise(version)));
  }

  private static String noise(String seed) {
    StringBuilder noise = new StringBuilder();
    Random random = new Random(seed.hashCode());
    for (int number = 0; number < NOISE_LINES; number++) {
      noise.append(' ').append(Long.toHexString(random.nextLong())).append('\n');
    }
    return noise.toString().stripTrailing();
  }

  TestServer server() {
    return server;
  }

  TestRegistry registry() {
    return registry;
  }

  Path www() {
    return folder.resolve("www");
  }

  /** Returns where a package file is served. */
  static String pool(String name, String version) {
    return "/archive/pool/main/%1$s/%1$s_%2$s_amd64.deb".formatted(name, version);
  }

  private List<String> arguments(String command, Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (command.equals("convert")) {
      arguments.addAll(List.of(folder.resolve("kontor").toString(), "-o", out.toString()));
      arguments.addAll(List.of("--run-list", "recipe[kontor]"));
    } else {
      arguments.add(out.toString());
    }
    arguments.addAll(List.of("--mirror", server.uri("/nothing").toString()));
    arguments.addAll(List.of("--registry-mirror", "http://" + registry.host()));
    arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  Answer run(String command, Path out, String... more) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments(command, out, more).toArray(String[]::new),
            new PrintStream(data),
            new PrintStream(messages));
    return new Answer(
        code, data.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
  }

  /** Starts a command in a process of its own. */
  Process start(String command, Path out, String... more) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(arguments(command, out, more));
    Path messages = folder.resolve("started.txt");
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(messages.toFile())
        .start();
  }

  /** Waits until somebody has asked for a path. */
  void awaitRequest(String path) throws InterruptedException {
    for (int tenth = 0; tenth < 300; tenth++) {
      if (server.asked().stream().anyMatch(it -> it.startsWith("GET " + path))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("nobody asked for " + path + ": " + server.asked());
  }

  @Override
  public void close() {
    server.close();
    registry.close();
  }
}
