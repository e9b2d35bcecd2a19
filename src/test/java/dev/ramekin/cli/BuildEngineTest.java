package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.engine.EngineTest;
import dev.ramekin.freeze.LockFile;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a small folder such as {@code ramekin convert} writes, and looks at digests and lock. */
@EngineTest
class BuildEngineTest {
  private static final String REGISTRY = "127.0.0.1:5000";
  private static final String BAKE =
      """
      variable "REGISTRY" { default = "" }
      group "default" { targets = ["web"] }
      target "web" {
        context = "images/web"
        args = { SOURCE_DATE_EPOCH = "1790000000" }
        attest = ["type=provenance,disabled=true"]
        tags = ["${REGISTRY}ramekin-build-test/web:1"]
      }
      """;
  private static final String DOCKERFILE =
      """
      FROM debian:bookworm-slim
      ARG SOURCE_DATE_EPOCH
      RUN --network=none echo one >/etc/one
      """;

  @TempDir private Path out = Path.of("set by JUnit");
  private String data = "";
  private String messages = "";

  @BeforeEach
  void writeFolder() throws IOException {
    write("images/web/Dockerfile", DOCKERFILE);
    write("docker-bake.hcl", BAKE);
    Lock.Stage stage =
        new Lock.Stage(
            "debian:bookworm-slim",
            "debian-12",
            true,
            1790000000,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    writeLock(
        new Lock(
            Lock.Strategy.PANTRY,
            List.of(Architecture.AMD64),
            Map.of(),
            List.of(),
            Map.of("web", stage),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of()));
  }

  @AfterEach
  void removeImages() throws Exception {
    for (String name :
        List.of("ramekin-build-test/web:1", REGISTRY + "/ramekin-build-test/web:1")) {
      new ProcessBuilder("docker", "image", "rm", "--force", name)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = out.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private void writeLock(Lock lock) throws IOException {
    write(LockFile.NAME, LockFile.write(lock));
  }

  private Lock lock() throws IOException {
    return LockStore.read(out);
  }

  private String lockedDigest() throws IOException {
    return Objects.requireNonNull(lock().images().get("web")).digest();
  }

  private int build(String... more) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    String[] arguments =
        Stream.concat(Stream.of("build", out.toString()), Stream.of(more)).toArray(String[]::new);
    int code = Main.run(arguments, new PrintStream(stdout), new PrintStream(stderr));
    data = stdout.toString(StandardCharsets.UTF_8);
    messages = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  void digestsArePrintedAndStandInTheLockAndAnotherOneForTheSameFilesIsNamed() throws IOException {
    assertThat(build()).as(messages).isZero();
    String digest = lockedDigest();
    assertThat(data).isEqualTo(digest + "  ramekin-build-test/web:1\n");
    assertThat(build("--no-cache")).isZero();
    assertThat(lockedDigest()).isEqualTo(digest);

    String other = "sha256:" + "0".repeat(64);
    Lock.Image image = Objects.requireNonNull(lock().images().get("web"));
    Map<String, Lock.Image> wrong =
        Map.of("web", new Lock.Image(other, image.platforms(), image.inputs()));
    writeLock(lock().withImages(wrong));
    assertThat(build()).isEqualTo(4);
    assertThat(data)
        .contains("web: the lock has " + other + " for the same files, this build gave " + digest);
    assertThat(lockedDigest()).isEqualTo(other);

    assertThat(build("--accept")).isZero();
    assertThat(lockedDigest()).isEqualTo(digest);
  }

  @Test
  void otherFilesMayGiveAnotherDigest() throws IOException {
    assertThat(build()).as(messages).isZero();
    String digest = lockedDigest();
    write("images/web/Dockerfile", DOCKERFILE + "RUN --network=none echo two >/etc/two\n");

    assertThat(build()).isZero();
    assertThat(lockedDigest()).isNotEqualTo(digest);
  }

  @Test
  void aCheckNamesTheFilesThatDifferAndTheStep() throws IOException {
    write(
        "images/web/Dockerfile",
        DOCKERFILE
            + "RUN --network=none cat /proc/sys/kernel/random/uuid >/etc/id && echo x >/etc/same\n");

    assertThat(build("--check")).as(messages).isEqualTo(4);
    assertThat(data)
        .contains("differs web in the second build")
        .containsPattern("layer 3 \\(linux/amd64\\): RUN .*random/uuid")
        .contains("    /etc/id: content (37 bytes, then 37)\n")
        .doesNotContain("    /etc/same");
    assertThat(lock().images()).isEmpty();

    assertThat(build("--check", "--format", "json")).isEqualTo(4);
    assertThat(data)
        .contains("\"differences\":[{\"target\":\"web\",\"layers\":[{\"platform\":\"linux/amd64\"");
  }

  @Test
  void aCheckOfWhatIsTheSameSaysSo() throws IOException {
    assertThat(build("--check")).as(messages).isZero();
    assertThat(data).endsWith("both builds are the same\n").startsWith(lockedDigest());
  }

  @Test
  void whatIsPushedHasTheDigestOfTheLock() throws Exception {
    assertThat(build("--push", REGISTRY)).as(messages).isZero();

    Process process =
        new ProcessBuilder(
                "docker",
                "buildx",
                "imagetools",
                "inspect",
                "--format",
                "{{json .Manifest.Digest}}",
                REGISTRY + "/ramekin-build-test/web:1")
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo('"' + lockedDigest() + '"');
    assertThat(data).isEqualTo(lockedDigest() + "  127.0.0.1:5000/ramekin-build-test/web:1\n");
  }

  @Test
  void aPlatformThatTheBaseImageDoesNotHaveIsNotBuilt() throws IOException {
    Lock lock = lock();
    writeLock(
        new Lock(
            lock.strategy(),
            List.of(Architecture.AMD64, Architecture.ARM64),
            Map.of(
                "debian:bookworm-slim",
                new Lock.BaseImage(
                    "sha256:" + "a".repeat(64), Map.of("linux/amd64", "sha256:" + "a".repeat(64)))),
            lock.archives(),
            lock.stages(),
            lock.packages(),
            lock.downloads(),
            lock.git(),
            lock.languages(),
            lock.images()));

    assertThat(build("--platform", "linux/amd64,linux/arm64")).isEqualTo(1);
    assertThat(messages)
        .contains("debian:bookworm-slim has no image for linux/arm64; name a registry mirror");
  }

  @Test
  void whatTheLockHasNoPackagesForIsNotBuilt() {
    assertThat(build("--platform", "linux/arm64")).isEqualTo(1);
    assertThat(messages)
        .contains("has no packages for linux/arm64; freeze them with `ramekin freeze ")
        .contains("--arch amd64,arm64`");
    assertThat(build("--platform", "amiga")).isEqualTo(1);
    assertThat(messages).contains("'amiga' is no platform");
    assertThat(build("--only", "nosuch")).isEqualTo(1);
    assertThat(messages).contains("docker-bake.hcl has no image nosuch; it has web");
  }
}
