package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.engine.EngineTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds, starts and looks at a small folder such as `ramekin convert` writes. */
@EngineTest
class VerifierEngineTest {
  private static final String SERVER =
      """
      use IO::Socket::INET;
      my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 5, ReuseAddr => 1) or die $!;
      $SIG{TERM} = sub { exit 0 };
      while (my $client = $server->accept) {
        print $client "HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n";
        close $client;
      }
      """;
  private static final String DOCKERFILE =
      """
      FROM debian:bookworm-slim
      ARG SOURCE_DATE_EPOCH
      RUN --network=none useradd --uid 998 --home-dir /srv/shop --shell /usr/sbin/nologin shop && \\
        rm -f /etc/passwd- /etc/shadow- /etc/group- /etc/gshadow- /etc/subuid- /etc/subgid- && \\
        sed -i 's/^shop:!:[0-9]*/shop:!:1/' /etc/shadow
      COPY --chown=root:shop --chmod=0640 server.pl /srv/shop/server.pl
      RUN --network=none ln -s /srv/shop/server.pl /srv/current
      """;
  private static final String BAKE =
      """
      group "default" { targets = ["base", "web"] }
      target "base" {
        context = "images/base"
        args = { SOURCE_DATE_EPOCH = "1790000000" }
        attest = ["type=provenance,disabled=true"]
      }
      target "web" {
        context = "images/web"
        contexts = { base = "target:base" }
        args = { SOURCE_DATE_EPOCH = "1790000000" }
        attest = ["type=provenance,disabled=true"]
        tags = ["ramekin-test/web:1"]
      }
      """;
  private static final String COMPOSE =
      """
      services:
        web:
          image: ramekin-test/web:1
          command: [perl, /srv/shop/server.pl]
          user: shop
          init: true
          cap_drop: [ALL]
          ports: ["127.0.0.1::8080"]
          secrets: [token]
          healthcheck:
            test: [CMD, bash, -c, 'exec 3<>/dev/tcp/127.0.0.1/8080']
            interval: 1s
            retries: 20
      secrets:
        token:
          file: ./secrets/token
      """;
  private static final String CHECKS =
      """
      service: web
      image: ramekin-test/web:1
      source: cookbooks/shop/recipes/web.rb:1
      files:
        - path: /srv/shop/server.pl
          type: file
          mode: '0640'
          owner: root
          group: shop
          source: cookbooks/shop/recipes/web.rb:2
        - path: /srv/current
          type: link
          target: /srv/shop/server.pl
        - path: /run/secrets/token
          type: file
      users:
        - name: shop
          uid: '998'
          home: /srv/shop
          shell: /usr/sbin/nologin
      groups:
        - name: shop
          members: [shop]
      process:
        user: shop
      ports: [8080]
      probe:
        command: [bash, -c, 'exec 3<>/dev/tcp/127.0.0.1/8080']
        timeoutSeconds: 5
      """;

  @TempDir private Path out;

  @BeforeEach
  void writeFolder() throws IOException {
    write("images/base/Dockerfile", DOCKERFILE);
    write("images/base/server.pl", SERVER);
    write("images/web/Dockerfile", "FROM base\nUSER shop\n");
    write("docker-bake.hcl", BAKE);
    write("compose.yaml", COMPOSE);
    write("checks/web.yaml", CHECKS);
  }

  @Test
  void whatIsAsTheModelSaysPasses() throws Exception {
    Evidence evidence = Verifier.verify(out, VerifyOptions.of(out));

    assertThat(evidence.failures()).isEmpty();
    assertThat(evidence.checks())
        .extracting(CheckResult::kind)
        .contains("start", "health", "file", "user", "group", "process", "port", "probe");
    assertThat(evidence.checks())
        .filteredOn(check -> check.kind().equals("published"))
        .singleElement()
        .extracting(CheckResult::actual)
        .isEqualTo("takes connections (HTTP/1.0 200 OK)");
    JsonNode json = new ObjectMapper().readTree(out.resolve("report/evidence.json").toFile());
    assertThat(json.path("passed").asBoolean()).isTrue();
    assertThat(json.path("images").path(0).path("digest").asText()).startsWith("sha256:");
    assertThat(leftovers()).isEmpty();
    assertThat(out.resolve("secrets")).doesNotExist();
  }

  @Test
  void everyDifferenceIsNamedWithItsSource() throws Exception {
    write(
        "checks/web.yaml",
        CHECKS
            .replace("mode: '0640'", "mode: '0600'")
            .replace("uid: '998'", "uid: '999'")
            .replace("ports: [8080]", "ports: [8080, 9090]"));

    Evidence evidence = Verifier.verify(out, VerifyOptions.of(out));

    assertThat(evidence.failures())
        .extracting(CheckResult::kind, CheckResult::subject)
        .containsExactly(
            tuple("user", "shop"), tuple("file", "/srv/shop/server.pl"), tuple("port", "9090"));
    assertThat(evidence.failures().get(1))
        .isEqualTo(
            new CheckResult(
                "web",
                "file",
                "/srv/shop/server.pl",
                "file, 0600, owner root, group shop",
                "file, 0640, owner root, group shop",
                false,
                "cookbooks/shop/recipes/web.rb:2"));
  }

  @Test
  void aServiceThatDoesNotStartFailsAndNothingIsLeft() throws Exception {
    write(
        "compose.yaml",
        COMPOSE.replace(
            "[perl, /srv/shop/server.pl]",
            "[bash, -c, 'echo it cannot be; cat /run/secrets/token; exit 7']"));

    Evidence evidence =
        Verifier.verify(
            out, new VerifyOptions(BuildOptions.of(out), Duration.ofSeconds(60), false));

    assertThat(evidence.failures())
        .extracting(CheckResult::kind, CheckResult::actual)
        .containsExactly(
            tuple("start", "failed"), tuple("health", "ended with 7: it cannot be\n***"));
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aServiceThatKeepsRestartingDiffersAndItsLogIsShown() throws Exception {
    write(
        "compose.yaml",
        COMPOSE
            .replace("[perl, /srv/shop/server.pl]", "[bash, -c, 'echo no such thing; exit 7']")
            .replace("    init: true\n", "    init: true\n    restart: always\n"));

    Evidence evidence =
        Verifier.verify(
            out, new VerifyOptions(BuildOptions.of(out), Duration.ofSeconds(20), false));

    assertThat(evidence.failures())
        .filteredOn(check -> check.kind().equals("health"))
        .singleElement()
        .extracting(CheckResult::actual, InstanceOfAssertFactories.STRING)
        .startsWith("keeps ")
        .contains("no such thing");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aRestartFindsWhatIsInAVolumeOnly() throws Exception {
    String trip =
        "roundTrip:\n  write: echo kept >/tmp/kept\n  read: grep -q kept /tmp/kept\n"
            + "  lasting: true\n";
    write("checks/web.yaml", CHECKS + trip);
    VerifyOptions options = new VerifyOptions(BuildOptions.of(out), Duration.ofSeconds(60), true);

    Evidence gone = Verifier.verify(out, options);
    write(
        "compose.yaml",
        COMPOSE.replace("    init: true\n", "    init: true\n    volumes: [\"kept:/tmp\"]\n")
            + "volumes:\n  kept: {}\n");
    Evidence kept = Verifier.verify(out, options);

    assertThat(gone.failures())
        .extracting(CheckResult::kind, CheckResult::subject)
        .containsExactly(tuple("state", "is there after a restart"));
    assertThat(kept.failures()).isEmpty();
    assertThat(kept.runs()).singleElement().extracting(ServiceRun::user).isEqualTo("shop");
    assertThat(kept.runs().get(0).exitStatus()).contains(0L);
    assertThat(kept.runs().get(0).secondsToHealthy()).isPresent();
  }

  @Test
  void aServiceThatHasToBeKilledDiffers() throws Exception {
    write("images/base/server.pl", SERVER.replace("sub { exit 0 }", "'IGNORE'"));
    write("checks/web.yaml", CHECKS + "stop:\n  seconds: 1\n");

    Evidence evidence =
        Verifier.verify(out, new VerifyOptions(BuildOptions.of(out), Duration.ofSeconds(60), true));

    assertThat(evidence.failures())
        .extracting(CheckResult::kind, CheckResult::expected)
        .containsExactly(tuple("stop", "ends by itself"));
  }

  @Test
  void endingTheProgramOnTheWayRemovesEverything() throws Exception {
    write("compose.yaml", COMPOSE.replace("'exec 3<>/dev/tcp/127.0.0.1/8080'", "'false'"));
    Process verifier =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VerifierMain.class.getName(),
                out.toString())
            .inheritIO()
            .start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!isStarting() || leftovers().isEmpty()) {
      assertThat(verifier.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(200);
    }

    verifier.destroy();

    assertThat(verifier.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(leftovers()).isEmpty();
  }

  private boolean isStarting() throws IOException {
    Path log = out.resolve("report/build.log");
    return Files.exists(log) && Files.readString(log).contains(" up --detach");
  }

  @Test
  void twoBuildsFromNothingGiveTheSameDigest() throws Exception {
    BuildOptions usual = BuildOptions.of(out);
    BuildOptions anew = usual.withNoCache(true);

    BuildResult first = ImageBuilder.build(out, anew);
    BuildResult second = ImageBuilder.build(out, anew);

    assertThat(first.images()).singleElement().extracting(BuiltImage::target).isEqualTo("web");
    assumeThat(first.repeatable()).isTrue();
    assertThat(second.images()).isEqualTo(first.images());
    assertThat(docker("image", "inspect", "--format", "{{.Id}}", "ramekin-test/web:1").strip())
        .isEqualTo(first.images().get(0).digest());
  }

  @Test
  void aBuildThatFailsShowsTheLastLinesAndTheLog() throws Exception {
    write("images/web/Dockerfile", "FROM base\nRUN echo no such luck && false\n");

    assertThatThrownBy(() -> ImageBuilder.build(out, BuildOptions.of(out)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("building the images failed")
        .hasMessageContaining("no such luck")
        .extracting(exception -> ((EngineException) exception).log().orElseThrow())
        .isEqualTo(out.resolve("report/build.log"));
  }

  private void write(String path, String text) throws IOException {
    Path file = out.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Containers, networks and volumes of the projects this class started. */
  private String leftovers() throws Exception {
    String log = Files.readString(out.resolve("report/build.log"));
    String project =
        log.lines()
            .filter(line -> line.contains("--project-name"))
            .findFirst()
            .orElseThrow()
            .replaceAll(".*--project-name (\\S+).*", "$1");
    String filter = "label=com.docker.compose.project=" + project;
    return docker("ps", "-aq", "--filter", filter)
        + docker("network", "ls", "-q", "--filter", filter)
        + docker("volume", "ls", "-q", "--filter", filter);
  }

  private static String docker(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("docker");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
