package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mirror of our own, made with dpkg-deb and apt-ftparchive, writes down who asks it: builds do so
 * with the strategy version only.
 */
@EngineTest
class LiveMirrorEngineTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private final List<String> tags = new ArrayList<>();
  private TestServer server;
  private String data = "";
  private String messages = "";

  LiveMirrorEngineTest() throws IOException {
    server = new TestServer(folder);
  }

  @BeforeEach
  void publishAndWriteCookbook() throws Exception {
    assumeThat(DebianTools.missing())
        .as("programs of dpkg and apt-utils; dev/engine.sh up installs them")
        .matches(it -> it.isEmpty() || "required".equals(System.getenv("RAMEKIN_ENGINE")));
    server.close();
    server = new TestServer(folder.resolve("www"));
    publish("1.0");
    Files.createDirectories(folder.resolve("kontor/recipes"));
    Files.writeString(folder.resolve("kontor/metadata.rb"), "name 'kontor'\nversion '1.0.0'\n");
    Files.writeString(
        folder.resolve("kontor/recipes/default.rb"),
        """
        apt_repository 'kontor' do
          uri '%s'
          distribution 'stable'
          components ['main']
          key '%s'
        end

        package 'kontor'
        """
            .formatted(server.uri("/archive"), server.uri("/archive/key.asc")));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    for (String tag : tags) {
      docker("image", "rm", "--force", tag);
    }
  }

  private void publish(String version) throws Exception {
    new DebianTools(folder.resolve("www/archive"))
        .publish(
            List.of(
                new Source("kontor", version, "libkontor"), new Source("libkontor", version, "")));
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private int ramekin(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments.toArray(String[]::new), new PrintStream(stdout), new PrintStream(stderr));
    data = stdout.toString(StandardCharsets.UTF_8);
    messages = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private void convert(String strategy) {
    int code =
        ramekin(
            "convert",
            folder.resolve("kontor").toString(),
            "-o",
            out(),
            "--run-list",
            "recipe[kontor]",
            "--freeze",
            strategy);
    assertThat(code).as(messages).isZero();
  }

  /** Builds with nothing kept of earlier builds. */
  private int build() throws IOException {
    Path fresh = Files.createTempDirectory(folder, "cache");
    return ramekin("build", out(), "--no-cache", "--cache", fresh.toString());
  }

  private String installed() throws Exception {
    String tag = data.strip().replaceFirst(".* ", "");
    tags.add(tag);
    return docker("run", "--rm", tag, "dpkg-query", "-W", "kontor", "libkontor");
  }

  @Test
  void aPantryThatIsFilledBuildsWithoutAnyMirror() throws Exception {
    convert("pantry");
    assertThat(ramekin("fetch", out())).as(messages).isZero();
    List<String> asked = server.asked();
    assertThat(asked).contains("GET /archive/pool/main/kontor_1.0_all.deb");

    assertThat(build()).as(messages).isZero();

    assertThat(installed()).contains("kontor\t1.0", "libkontor\t1.0");
    assertThat(server.asked()).isEqualTo(asked);
    publish("2.0");
    server.close();
    assertThat(build()).as(messages).isZero();
    assertThat(installed()).contains("kontor\t1.0", "libkontor\t1.0");
  }

  @Test
  void aVersionComesFromTheLiveMirrorAndDiesWithIt() throws Exception {
    convert("version");
    assertThat(messages).contains("images take their packages from the live archives");
    int before = server.asked().size();

    assertThat(build()).as(messages).isZero();

    assertThat(installed()).contains("kontor\t1.0", "libkontor\t1.0");
    assertThat(server.asked().subList(before, server.asked().size()))
        .contains("GET /archive/pool/main/kontor_1.0_all.deb");
    publish("2.0");
    assertThat(build()).isEqualTo(1);
    assertThat(messages)
        .contains("kontor 1.0 cannot be fetched")
        .contains("kontor_1.0_all.deb: 404, there is no such file");
  }
}
