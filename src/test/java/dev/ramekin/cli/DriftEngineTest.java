package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.ramekin.engine.EngineTest;
import dev.ramekin.freeze.apt.DebianTools;
import dev.ramekin.freeze.apt.DebianTools.Source;
import dev.ramekin.freeze.http.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole story: an archive publishes version 1, images are built, the archive publishes version
 * 2 and deletes version 1. Leaves what was typed and answered in {@code
 * target/drift-transcript.txt}.
 */
@EngineTest
class DriftEngineTest {
  private static final List<Source> ONE =
      List.of(
          new Source("kontor", "1.0", "libkontor (>= 1.0)"),
          new Source("kontor-agent", "1.0", "libkontor"),
          new Source("libkontor", "1.0", ""));
  private static final List<Source> TWO =
      List.of(
          new Source("kontor", "2.0", "libkontor (>= 2.0)"),
          new Source("kontor-agent", "2.0", "libkontor"),
          new Source("libkontor", "2.0", ""));

  @TempDir private Path folder = Path.of("set by JUnit");
  private final List<String> transcript = new ArrayList<>();
  private TestServer server;
  private String data = "";

  DriftEngineTest() throws IOException {
    server = new TestServer(folder);
  }

  @BeforeEach
  void writeCookbook() throws IOException {
    server.close();
    server = new TestServer(folder.resolve("www"));
    write("kontor/metadata.rb", "name 'kontor'\nversion '1.0.0'\n");
    write(
        "kontor/recipes/default.rb",
        """
        apt_repository 'kontor' do
          uri '%s'
          distribution 'stable'
          components ['main']
          key '%s'
        end

        package %%w(kontor kontor-agent)
        """
            .formatted(server.uri("/archive"), server.uri("/archive/key.asc")));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    for (String name : List.of("kontor-control")) {
      docker("image", "rm", "--force", name);
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/drift-transcript.txt"), transcript);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private int ramekin(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int code = Main.run(arguments, new PrintStream(stdout), new PrintStream(stderr));
    data = stdout.toString(StandardCharsets.UTF_8);
    String messages = stderr.toString(StandardCharsets.UTF_8);
    transcript.add("$ ramekin " + String.join(" ", arguments));
    (messages + data).lines().forEach(transcript::add);
    transcript.add("[" + code + "]");
    transcript.add("");
    return code;
  }

  private String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private String digest() throws IOException {
    return Objects.requireNonNull(LockStore.read(folder.resolve("out")).images().get("base"))
        .digest();
  }

  private List<String> lock() throws IOException {
    return Files.readAllLines(folder.resolve("out/ramekin.lock"));
  }

  private List<String> packages() throws IOException {
    return LockStore.read(folder.resolve("out")).packages("base").stream()
        .map(it -> it.name() + " " + it.version())
        .toList();
  }

  /** The same without Ramekin, pinned by name as far as that goes. */
  private String control(String... packages) throws Exception {
    write(
        "control/Dockerfile",
        """
        FROM debian:bookworm-slim
        RUN echo 'deb [trusted=yes] %s stable main' >/etc/apt/sources.list.d/kontor.list && \\
          rm -f /etc/apt/sources.list.d/debian.sources && apt-get -q update && \\
          apt-get -q -y install %s && dpkg-query -W kontor kontor-agent libkontor
        """
            .formatted(server.uri("/archive"), String.join(" ", packages)));
    return docker(
        "build",
        "--no-cache",
        "--progress=plain",
        "--network=host",
        "-t",
        "kontor-control",
        "control");
  }

  @Test
  void whatIsFrozenStaysAndDriftIsToldAndTakenPieceByPiece() throws Exception {
    assumeThat(DebianTools.missing())
        .as("programs of dpkg and apt-utils; dev/engine.sh up installs them")
        .matches(it -> it.isEmpty() || "required".equals(System.getenv("RAMEKIN_ENGINE")));
    DebianTools archive = new DebianTools(folder.resolve("www/archive"));
    archive.publish(ONE);
    assertThat(control("kontor", "kontor-agent")).contains("kontor\t1.0");

    assertThat(
            ramekin(
                "convert",
                folder.resolve("kontor").toString(),
                "-o",
                out(),
                "--run-list",
                "recipe[kontor]"))
        .isZero();
    assertThat(packages()).contains("kontor 1.0", "libkontor 1.0", "kontor-agent 1.0");
    assertThat(ramekin("build", out())).isZero();
    String first = digest();
    assertThat(ramekin("drift", out())).isZero();

    archive.publish(TWO);

    assertThat(control("kontor", "kontor-agent")).contains("kontor\t2.0");
    assertThat(control("kontor=1.0", "kontor-agent=1.0"))
        .contains("Version '1.0' for 'kontor' was not found");
    assertThat(ramekin("build", out(), "--no-cache")).isZero();
    assertThat(digest()).isEqualTo(first);

    assertThat(ramekin("drift", out())).isEqualTo(4);
    assertThat(data)
        .contains(
            "kontor        1.0 -> 2.0", "libkontor     1.0 -> 2.0", "kontor-agent  1.0 -> 2.0");

    List<String> before = lock();
    assertThat(ramekin("freeze", out(), "--update", "kontor")).isZero();
    assertThat(packages()).contains("kontor 2.0", "libkontor 2.0", "kontor-agent 1.0");
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "ramekin.lock", "ramekin.lock", before, DiffUtils.diff(before, lock()), 1);
    transcript.add("$ git diff ramekin.lock");
    transcript.addAll(diff);
    transcript.add("");
    assertThat(diff.stream().filter(it -> it.startsWith("+    - {name: ")))
        .hasSize(2)
        .allMatch(it -> it.contains("kontor, version: '2.0'"));

    assertThat(ramekin("build", out())).isZero();
    assertThat(digest()).isNotEqualTo(first);
    String tag = data.strip().replaceFirst(".* ", "");
    assertThat(
            docker("run", "--rm", tag, "dpkg-query", "-W", "kontor", "kontor-agent", "libkontor"))
        .contains("kontor\t2.0", "libkontor\t2.0", "kontor-agent\t1.0");
    docker("image", "rm", "--force", tag);
    assertThat(ramekin("drift", out())).isEqualTo(4);
    assertThat(data).contains("1 package").contains("kontor-agent  1.0 -> 2.0");
  }
}
