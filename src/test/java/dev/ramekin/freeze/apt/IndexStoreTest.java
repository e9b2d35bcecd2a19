package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexStoreTest {
  private static final Instant DATE = Instant.parse("2026-11-01T06:00:00Z");

  @TempDir private Path folder = Path.of("set by JUnit");
  private TestServer server;
  private TestArchive archive;

  IndexStoreTest() throws Exception {
    server = new TestServer(folder);
    archive = TestArchive.in(folder);
  }

  @BeforeEach
  void publish() throws Exception {
    server.close();
    server = new TestServer(folder.resolve("archive"));
    archive = TestArchive.in(folder.resolve("archive"));
    archive.publish("stable", DATE, "", archive.deb("a", "1", "Depends: b"), archive.deb("b", "1"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AptSource source(String suite) throws Exception {
    return new AptSource(
        "test",
        server.uri("/"),
        suite,
        List.of("main"),
        archive.keyring(),
        Optional.empty(),
        false);
  }

  private Indices load(boolean offline, AptSource... sources) {
    IndexStore store =
        new IndexStore(
            new Fetcher(Map.of()),
            new CacheFolder(folder.resolve("cache")),
            offline,
            Clock.fixed(DATE, ZoneOffset.UTC));
    return store.load(List.of(sources), "amd64");
  }

  private static List<String> install(Indices indices, String name) {
    Resolution resolution =
        indices
            .resolver(InstalledSystem.ofVersions(new TreeMap<>()))
            .resolve(List.of(new AptResolver.Request(name, Optional.empty())), false);
    return resolution instanceof Resolution.Closure closure
        ? closure.packages().stream().map(it -> it.name() + "=" + it.version()).toList()
        : List.of(resolution.toString());
  }

  @Test
  void aSignedArchiveIsReadAndKept() throws Exception {
    Indices indices = load(false, source("stable"));

    assertThat(indices.problems()).isEmpty();
    assertThat(indices.seen()).extracting(Indices.Seen::date).containsExactly(DATE);
    assertThat(install(indices, "a")).containsExactly("a=1", "b=1");
    assertThat(install(load(true, source("stable")), "a")).containsExactly("a=1", "b=1");
  }

  @Test
  void anUnchangedArchiveCostsOneSmallRequest() throws Exception {
    load(false, source("stable"));
    int before = server.asked().size();

    load(false, source("stable"));

    assertThat(server.asked().subList(before, server.asked().size()))
        .containsExactly("GET /dists/stable/InRelease");
  }

  @Test
  void theNewerVersionOfAnotherSuiteWins() throws Exception {
    archive.publish("stable-security", DATE, "", archive.deb("b", "1.1"));

    assertThat(install(load(false, source("stable"), source("stable-security")), "a"))
        .containsExactly("a=1", "b=1.1");
  }

  @Test
  void aSuiteThatIsNotAutomaticIsNotPreferred() throws Exception {
    archive.publish(
        "backports", DATE, "NotAutomatic: yes\nButAutomaticUpgrades: yes\n", archive.deb("b", "2"));

    assertThat(install(load(false, source("stable"), source("backports")), "a"))
        .containsExactly("a=1", "b=1");
  }

  @Test
  void aChangedReleaseFileIsRefused() throws Exception {
    Path release = folder.resolve("archive/dists/stable/InRelease");
    Files.writeString(
        release, Files.readString(release).replace("Origin: Test", "Origin: Mallory"));

    assertThat(load(false, source("stable")).problems())
        .singleElement()
        .asString()
        .contains("the Release file was changed");
  }

  @Test
  void aKeyOfSomebodyElseIsRefused() throws Exception {
    TestArchive.in(folder.resolve("archive")).publish("stable", DATE, "", "");

    assertThat(load(false, source("stable")).problems())
        .singleElement()
        .asString()
        .contains("of which no key is known");
  }

  @Test
  void anUnsignedReleaseFileIsRefused() throws Exception {
    Files.delete(folder.resolve("archive/dists/stable/InRelease"));
    Files.writeString(folder.resolve("archive/dists/stable/Release"), "Suite: stable\n");

    assertThat(load(false, source("stable")).problems())
        .singleElement()
        .asString()
        .contains("the Release file is not signed");
  }

  @Test
  void anIndexOfTheWrongHashIsNeverKept() throws Exception {
    Path index = folder.resolve("archive/dists/stable/main/binary-amd64/Packages.xz");
    byte[] content = Files.readAllBytes(index);
    content[content.length - 1] ^= 1;
    Files.write(index, content);

    Indices indices = load(false, source("stable"));

    assertThat(indices.seen()).isEmpty();
    assertThat(indices.problems()).singleElement().asString().contains("expected SHA-256");
    try (Stream<Path> kept = Files.list(folder.resolve("cache/indices"))) {
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void aBrokenDownloadIsResumed() throws Exception {
    server.cutOnce("/dists/stable/main/binary-amd64/Packages.xz", 50);

    assertThat(install(load(false, source("stable")), "a")).containsExactly("a=1", "b=1");
    assertThat(server.asked())
        .contains("GET /dists/stable/main/binary-amd64/Packages.xz bytes=50-");
  }

  @Test
  void aMissingSuiteIsNamed() throws Exception {
    assertThat(load(false, source("stable"), source("nosuch")).problems())
        .singleElement()
        .asString()
        .contains("/dists/nosuch/Release: 404, there is no such file");
  }

  @Test
  void aServerThatFailsIsNamed() throws Exception {
    server.fail("/dists/stable/InRelease", 500);

    assertThat(load(false, source("stable")).problems())
        .singleElement()
        .asString()
        .contains("the server answers 500");
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void offlineWithoutACacheSaysSo() throws Exception {
    assertThat(load(true, source("stable")).problems())
        .singleElement()
        .asString()
        .contains("not in the cache, and --offline forbids to fetch it");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aDamagedCacheIsMadeAnew() throws Exception {
    load(false, source("stable"));
    damage(folder.resolve("cache/universes"));

    Indices indices = load(false, source("stable"));

    assertThat(install(indices, "a")).containsExactly("a=1", "b=1");
    assertThat(indices.warnings()).singleElement().asString().contains("was damaged");
  }

  private static void damage(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
      }
    }
  }

  @Test
  void aTextWithDashesIsTakenAsItWasSigned() throws Exception {
    String signed = archive.sign("Date: today\nNote: x \n");
    Keyring keyring = archive.keyring();

    assertThat(SignedText.open("x", signed.getBytes(StandardCharsets.UTF_8), keyring))
        .isEqualTo("Date: today\nNote: x\n");
  }
}
