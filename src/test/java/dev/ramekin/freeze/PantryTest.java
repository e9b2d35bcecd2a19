package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.model.Finding;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PantryTest {
  private static final String STAMP = "20261101T060000Z";

  @TempDir private Path folder = Path.of("set by JUnit");
  private TestServer server;
  private final List<String> ready = Collections.synchronizedList(new ArrayList<>());

  PantryTest() throws IOException {
    server = new TestServer(folder);
  }

  @BeforeEach
  void serve() throws IOException {
    server.close();
    server = new TestServer(folder.resolve("www"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Places places() {
    return new Places(
        false,
        Map.of("debian", server.uri("/debian"), "snapshot", server.uri("/snapshot")),
        List.of(),
        PlatformCatalogue.bundled(),
        new CacheFolder(folder.resolve("cache")),
        Optional.empty(),
        folder.resolve("machine"),
        Map.of(),
        Clock.systemUTC());
  }

  private static byte[] content(String name) {
    return ("content of " + name).repeat(20).getBytes(StandardCharsets.UTF_8);
  }

  private static Lock.Package locked(String name) {
    return new Lock.Package(
        name,
        "1+b1~x",
        "amd64",
        content(name).length,
        Hashes.of(content(name)),
        "pool/" + name + "_1+b1~x.deb",
        "debian",
        List.of());
  }

  private Path put(String base, String name) throws IOException {
    Path file = folder.resolve("www").resolve(base).resolve("pool/" + name + "_1+b1~x.deb");
    Files.createDirectories(file.getParent());
    return Files.write(file, content(name));
  }

  private static Lock lock(Map<String, Lock.Download> downloads, String... names) {
    Map<String, List<Lock.Package>> packages = new TreeMap<>();
    for (String name : names) {
      packages.put("stage-" + name, List.of(locked(name), locked(names[0])));
    }
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(Architecture.AMD64),
        Map.of(),
        List.of(
            new Lock.Archive(
                "debian",
                "bookworm",
                List.of("main"),
                "2026-11-01T06:00:00Z",
                "a".repeat(64),
                Optional.of(STAMP),
                Optional.empty())),
        Map.of(),
        packages,
        downloads,
        Map.of(),
        Map.of(),
        Map.of());
  }

  private Pantry.Result fetch(Lock lock, URI... stores) {
    return new Pantry(places(), List.of(stores))
        .fetch(lock, folder.resolve("pantry"), (name, done, total) -> ready.add(name));
  }

  private Path inPantry(String name) {
    return folder.resolve("pantry").resolve(locked(name).pantryPath());
  }

  @Test
  void everyPackageOfEveryStageIsThereOnce() throws IOException {
    put("debian", "a");
    put("debian", "b");

    Pantry.Result result = fetch(lock(Map.of(), "a", "b"));

    assertThat(result).isEqualTo(new Pantry.Result(2, 2, List.of()));
    assertThat(inPantry("a")).hasBinaryContent(content("a"));
    assertThat(inPantry("b")).hasBinaryContent(content("b"));
    assertThat(ready).containsExactlyInAnyOrder("a 1+b1~x", "b 1+b1~x");
  }

  @Test
  void whatIsThereIsCheckedAndNotFetchedAgain() throws IOException {
    Path original = put("debian", "a");
    fetch(lock(Map.of(), "a"));
    Files.delete(original);

    assertThat(fetch(lock(Map.of(), "a"))).isEqualTo(new Pantry.Result(1, 0, List.of()));

    Files.writeString(inPantry("a"), "damaged");
    put("debian", "a");
    assertThat(fetch(lock(Map.of(), "a"))).isEqualTo(new Pantry.Result(1, 1, List.of()));
    assertThat(inPantry("a")).hasBinaryContent(content("a"));
  }

  @Test
  void aBrokenDownloadIsContinued() throws IOException {
    put("debian", "a");
    server.cutOnce("/debian/pool/a_1+b1~x.deb", 100);

    assertThat(fetch(lock(Map.of(), "a")).findings()).isEmpty();
    assertThat(server.asked()).contains("GET /debian/pool/a_1+b1~x.deb bytes=100-");
    assertThat(inPantry("a")).hasBinaryContent(content("a"));
  }

  @Test
  void whatTheMirrorDroppedComesFromTheSnapshotArchive() throws IOException {
    put("snapshot/debian/" + STAMP, "a");

    assertThat(fetch(lock(Map.of(), "a")).findings()).isEmpty();
    assertThat(inPantry("a")).hasBinaryContent(content("a"));
  }

  @Test
  void aStoreIsTheLastResort() throws IOException {
    Path store = folder.resolve("store").resolve(locked("a").pantryPath());
    Files.createDirectories(store.getParent());
    Files.write(store, content("a"));

    assertThat(fetch(lock(Map.of(), "a"), folder.resolve("store").toUri()).findings()).isEmpty();
    assertThat(inPantry("a")).hasBinaryContent(content("a"));
  }

  @Test
  void aFileOfTheWrongContentNeverGetsIn() throws IOException {
    Files.writeString(put("debian", "a"), "something else");
    put("debian", "b");

    Pantry.Result result = fetch(lock(Map.of(), "a", "b"));

    assertThat(result.files()).isEqualTo(1);
    assertThat(result.findings())
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("a 1+b1~x cannot be fetched: http://127.0.0.1:")
        .contains("expected SHA-256");
    assertThat(inPantry("a")).doesNotExist();
    assertThat(inPantry("b")).exists();
  }

  @Test
  void downloadsGoThereToo() throws IOException {
    Files.createDirectories(folder.resolve("www"));
    Files.write(folder.resolve("www/file.tar"), content("file"));
    Lock.Download download =
        new Lock.Download(
            server.uri("/file.tar").toString(), List.of(), Hashes.of(content("file")), 0);

    Pantry.Result result = fetch(lock(Map.of(server.uri("/file.tar").toString(), download)));

    assertThat(result).isEqualTo(new Pantry.Result(1, 1, List.of()));
    assertThat(folder.resolve("pantry").resolve(download.pantryPath()))
        .hasBinaryContent(content("file"));
  }

  @Test
  void theAddressesAreMirrorSnapshotAndOldReleasesInThisOrder() {
    assertThat(new ArchiveAddresses(places()).of(lock(Map.of(), "a")))
        .containsExactly(
            Map.entry(
                "debian",
                List.of(
                    server.uri("/debian"),
                    server.uri("/snapshot/debian/" + STAMP),
                    URI.create("http://archive.debian.org/debian"))));
  }
}
