package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.model.Access;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.model.lock.Lock.Strategy;
import dev.ramekin.plan.EstateBuilder;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final Path FIXTURES = Path.of("src/test/resources/generate");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @Test
  void aShopIsWrittenAsAPersonWouldWantToReadIt() throws IOException {
    matches("shop", generate(ShopEstate.estate(), Strategy.PANTRY));
  }

  @Test
  void withoutAPantryPackagesComeFromTheSnapshotArchiveByVersion() throws IOException {
    EstateBuilder estate = new EstateBuilder().group("web").packages("nginx");

    matches("snapshot", generate(estate.build(), Strategy.SNAPSHOT));
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(generate(ShopEstate.estate(), Strategy.PANTRY))
        .isEqualTo(generate(ShopEstate.estate(), Strategy.PANTRY));
  }

  @Test
  void noImageIsNamedByAMovingTagAndEveryBaseByItsDigest() {
    SortedMap<String, OutputFile> files = generate(ShopEstate.estate(), Strategy.PANTRY);

    files.values().forEach(file -> assertThat(file.text()).doesNotContain("latest"));
    files.forEach(
        (path, file) ->
            file.text()
                .lines()
                .filter(line -> path.endsWith("Dockerfile") && line.startsWith("FROM "))
                .forEach(line -> assertThat(line).endsWith("@" + DIGEST)));
  }

  @Test
  void secretsAreInTheirOwnFilesAlone() {
    SortedMap<String, OutputFile> files = generate(ShopEstate.estate(), Strategy.PANTRY);

    files.forEach(
        (path, file) -> {
          if (path.startsWith("secrets/")) {
            assertThat(file.kind()).isEqualTo(OutputFile.Kind.SECRET);
          } else {
            assertThat(file.text()).as(path).doesNotContain("k3y ", "s3cr3t");
          }
        });
    assertThat(files.get("secrets/shop_db_password").text()).isEqualTo("s3cr3t'x");
  }

  @Test
  void everyStepOfADockerfileNamesItsSource() {
    OutputFile dockerfile =
        generate(ShopEstate.estate(), Strategy.PANTRY).get("images/nginx/Dockerfile");

    assertThat(dockerfile.text())
        .contains(
            "# cookbooks/web/recipes/default.rb:3 template[/etc/nginx/sites-available/shop]\n"
                + "install -D -o root -g root -m 644 /rootfs/etc/nginx/sites-available/shop"
                + " /etc/nginx/sites-available/shop\n");
  }

  @Test
  void aDirectoryBelowOneThatGivesItsGroupHasTheModeThatIsAskedFor() {
    EstateBuilder estate = new EstateBuilder().group("mail");
    for (String[] folder :
        List.of(new String[] {"/srv/mail", "2770"}, new String[] {"/srv/mail/new", "700"})) {
      Access access = new Access(Optional.empty(), Optional.empty(), Optional.of(folder[1]));
      estate.add("directory", folder[0], it -> new MakeDirectory(it, folder[0], access, false));
    }

    assertThat(generate(estate.build(), Strategy.PANTRY).get("images/base/Dockerfile").text())
        .contains("install -d -m 2770 /srv/mail\n")
        .contains("install -d -m 00700 /srv/mail/new\n");
  }

  @Test
  void keysThatPackagesMakeAreMadeAtTheStart() {
    EstateBuilder estate = new EstateBuilder().group("web").packages("nginx");

    SortedMap<String, OutputFile> files =
        generate(estate.build(), Strategy.PANTRY, "ssl-cert", "openssl");

    String certificate = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
    assertThat(files.get("images/nginx/Dockerfile").text())
        .contains("[ -e " + certificate + " ] || ln -sfn /run/ramekin" + certificate)
        .contains("install -d -m 1777 /run/ramekin")
        .contains("ENTRYPOINT [\"/usr/local/bin/start\"]");
    assertThat(files.get("images/nginx/rootfs/usr/local/bin/start").text())
        .contains("put_key /run/ramekin" + certificate + " 644 root:root\n")
        .contains(
            "echo \"start: made a self-signed certificate:"
                + " /run/ramekin/etc/ssl/private/ssl-cert-snakeoil.key\" >&2\n");
    assertThat(files.get("compose.yaml").text()).contains("/run/ramekin:mode=1777,size=16m");
    assertThat(generate(estate.build(), Strategy.PANTRY).keySet())
        .doesNotContain("images/nginx/rootfs/usr/local/bin/start");
  }

  static SortedMap<String, OutputFile> generate(
      Estate estate, Strategy strategy, String... furtherPackages) {
    Deployment deployment = Planner.plan(estate, PlanOptions.bundled("shop"));
    Lock lock = lock(deployment, strategy, furtherPackages);
    return Generator.generate(
        estate,
        deployment,
        lock,
        new GenerateOptions(
            ConverterFiles.builtIn(), PlatformCatalogue.bundled(), "fixtures/shop"));
  }

  /**
   * A lock with one made-up package and some more for each stage; closures are tested elsewhere.
   */
  private static Lock lock(Deployment deployment, Strategy strategy, String... further) {
    Map<String, List<Lock.Package>> packages = new TreeMap<>();
    deployment
        .stages()
        .forEach(
            stage ->
                packages.put(
                    stage.name(),
                    Stream.concat(Stream.of("lib" + stage.name()), Stream.of(further))
                        .map(GeneratorTest::pack)
                        .toList()));
    Map<String, Lock.Stage> stages = new TreeMap<>();
    deployment
        .stages()
        .forEach(
            stage ->
                stages.put(
                    stage.name(),
                    new Lock.Stage(
                        stage.parent().orElse(stage.baseImage()),
                        stage.platform().id(),
                        true,
                        1_793_491_200L,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())));
    Lock.Archive archive =
        new Lock.Archive(
            "debian",
            "bookworm",
            List.of("main"),
            "2026-11-01T00:00:00Z",
            "ef".repeat(32),
            Optional.of("20261101T000000Z"),
            Optional.empty());
    return new Lock(
        strategy,
        List.of(Architecture.AMD64),
        Map.of("debian:bookworm-slim", new Lock.BaseImage(DIGEST, Map.of("linux/amd64", DIGEST))),
        List.of(archive),
        stages,
        packages,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static Lock.Package pack(String name) {
    return new Lock.Package(
        name,
        "1:2.3-4",
        "amd64",
        1000,
        "cd".repeat(32),
        "pool/main/l/" + name + "_2.3-4_amd64.deb",
        "debian",
        List.of());
  }

  /** Compares all but credentials, tools copied as they are, and the lock, which is freeze's. */
  private static void matches(String name, SortedMap<String, OutputFile> all) throws IOException {
    SortedMap<String, OutputFile> files = new TreeMap<>(all);
    files
        .keySet()
        .removeIf(path -> path.matches("secrets/.*|tools/.*|ramekin[.]lock|[.]gitignore"));
    Path expected = FIXTURES.resolve(name).resolve("expected");
    if (Boolean.getBoolean("golden.update")) {
      for (Map.Entry<String, OutputFile> entry : files.entrySet()) {
        Path file = expected.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue().bytes());
      }
    }
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(expected)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        texts.put(expected.relativize(path).toString(), Files.readString(path));
      }
    }
    assertThat(files.keySet()).isEqualTo(texts.keySet());
    files.forEach((path, file) -> assertThat(file.text()).as(path).isEqualTo(texts.get(path)));
  }
}
