package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.http.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors, disks and processes on their bad days: a clear message, and a cache that stays good. */
class BadMirrorTest {
  private static final Instant DATE = Instant.parse("2026-11-01T06:00:00Z");
  private static final String INDEX = "/dists/stable/main/binary-amd64/Packages.xz";

  /** A number no process has: above the highest that Linux gives. */
  private static final long DEAD = 4_194_305;

  private static final Duration SILENCE = Duration.ofSeconds(1);

  @TempDir private Path folder = Path.of("set by JUnit");
  private TestServer server;
  private TestArchive archive;

  BadMirrorTest() throws Exception {
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

  private AptSource source() throws Exception {
    return new AptSource(
        "test",
        server.uri("/"),
        "stable",
        List.of("main"),
        archive.keyring(),
        Optional.empty(),
        false);
  }

  private Indices load(Path cache) throws Exception {
    return new IndexStore(
            new Fetcher(Map.of(), SILENCE),
            new CacheFolder(cache),
            false,
            Clock.fixed(DATE, ZoneOffset.UTC))
        .load(List.of(source()), "amd64");
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private static void assertWorks(Indices indices) {
    assertThat(indices.problems()).isEmpty();
    Resolution resolution =
        indices
            .resolver(InstalledSystem.ofVersions(new TreeMap<>()))
            .resolve(List.of(new AptResolver.Request("a", Optional.empty())), false);
    assertThat(resolution).isInstanceOf(Resolution.Closure.class);
    assertThat(((Resolution.Closure) resolution).packages()).hasSize(2);
  }

  private void assertFailsAndRecovers(String message) throws Exception {
    Indices bad = load(cache());
    assertThat(bad.seen()).isEmpty();
    assertThat(bad.problems()).singleElement().asString().contains(message);

    TestServer before = server;
    server = new TestServer(folder.resolve("archive"));
    before.close();
    assertWorks(load(cache()));
  }

  private List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void anIndexThatIsMissing() throws Exception {
    server.fail(INDEX, 404);

    assertFailsAndRecovers(
        "/main/binary-amd64/Packages: 404, there is no such file, in no compression");
  }

  @Test
  void aServerThatFails() throws Exception {
    server.fail(INDEX, 500);

    assertFailsAndRecovers(INDEX + ": the server answers 500");
  }

  @Test
  void aServerThatSaysNothing() throws Exception {
    server.ignore("/dists/stable/InRelease");

    assertFailsAndRecovers("/dists/stable/InRelease: nothing arrived for 1 seconds");
  }

  @Test
  void aServerThatStopsInTheMiddle() throws Exception {
    server.fallSilent(INDEX);

    assertFailsAndRecovers(INDEX + ": nothing arrived for 1 seconds");
  }

  @Test
  void aFileThatIsTruncated() throws Exception {
    Path index = folder.resolve("archive" + INDEX);
    byte[] whole = Files.readAllBytes(index);
    Files.write(index, java.util.Arrays.copyOf(whole, whole.length / 2));

    Indices bad = load(cache());

    assertThat(bad.problems())
        .singleElement()
        .asString()
        .contains("expected SHA-256")
        .contains("(" + whole.length / 2 + " bytes)")
        .contains("the Release file says " + whole.length + " bytes")
        .contains("try again later or another mirror");
    assertThat(files(cache().resolve("indices"))).isEmpty();
    Files.write(index, whole);
    assertWorks(load(cache()));
  }

  @Test
  void aReleaseFileThatIsOutOfDate() throws Exception {
    String until = "Valid-Until: " + TestArchive.httpDate(DATE.minusSeconds(60)) + "\n";
    archive.publish("stable", DATE.minusSeconds(3600), until, archive.deb("a", "1"));

    assertThat(load(cache()).problems())
        .singleElement()
        .asString()
        .contains("was valid until 2026-11-01T05:59:00Z only; the mirror is out of date");
  }

  @Test
  void aReleaseFileOutOfDateIsUsedWhereThatIsSaid() throws Exception {
    String until = "Valid-Until: " + TestArchive.httpDate(DATE.minusSeconds(60)) + "\n";
    archive.publish("stable", DATE.minusSeconds(3600), until, archive.deb("a", "1"));
    IndexStore store =
        new IndexStore(
            new Fetcher(Map.of()),
            new CacheFolder(cache()),
            false,
            Clock.fixed(DATE, ZoneOffset.UTC));

    Indices indices = store.load(List.of(source().expiring(true)), "amd64");

    assertThat(indices.problems()).isEmpty();
    assertThat(indices.warnings()).singleElement().asString().contains("was valid until");
  }

  @Test
  void anIndexThatWasReplacedSinceStillStandsUnderItsHash() throws Exception {
    archive.publish(
        "stable",
        DATE,
        "Acquire-By-Hash: yes\n",
        archive.deb("a", "1", "Depends: b"),
        archive.deb("b", "1"));
    Path index = folder.resolve("archive" + INDEX);
    Path byHash = index.resolveSibling("by-hash/SHA256").resolve(Hashes.of(index));
    Files.createDirectories(byHash.getParent());
    Files.move(index, byHash);
    Files.writeString(index, "the next one");

    assertWorks(load(cache()));
    assertThat(server.asked()).noneMatch(it -> it.endsWith("Packages.xz"));
  }

  @Test
  void anIndexThatIsNotUnderItsHashIsTakenByName() throws Exception {
    archive.publish(
        "stable",
        DATE,
        "Acquire-By-Hash: yes\n",
        archive.deb("a", "1", "Depends: b"),
        archive.deb("b", "1"));

    assertWorks(load(cache()));
  }

  @Test
  void aKeptIndexThatWasDamagedIsFetchedAgain() throws Exception {
    load(cache());
    for (Path file : files(cache().resolve("indices"))) {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }
    for (Path file : files(cache().resolve("universes"))) {
      Files.delete(file);
    }

    assertWorks(load(cache()));
  }

  @Test
  void whatAKilledProcessLeftIsContinued() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("archive" + INDEX));
    Path part = part(whole);
    Files.write(part, java.util.Arrays.copyOf(whole, 40));

    assertWorks(load(cache()));
    assertThat(server.asked()).contains("GET " + INDEX + " bytes=40-");
    assertThat(part).doesNotExist();
  }

  @Test
  void whatAKilledProcessLeftDamagedIsThrownAway() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("archive" + INDEX));
    Files.write(part(whole), new byte[60]);

    assertWorks(load(cache()));
    assertThat(files(cache().resolve("indices"))).hasSize(1);
  }

  @Test
  void whatALivingProcessIsAtIsLeftAlone() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("archive" + INDEX));
    long living = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
    Path part = part(whole, living);
    Files.write(part, java.util.Arrays.copyOf(whole, 40));

    assertWorks(load(cache()));
    assertThat(part).exists().hasSize(40);
  }

  private Path part(byte[] whole) throws IOException {
    return part(whole, DEAD);
  }

  private Path part(byte[] whole, long process) throws IOException {
    Path indices = Files.createDirectories(cache().resolve("indices"));
    return indices.resolve(Hashes.of(whole) + ".xz.part-" + process);
  }

  @Test
  void severalAtOnceDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Indices>> loads = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        loads.add(() -> load(cache()));
      }
      for (Future<Indices> loaded : threads.invokeAll(loads)) {
        assertWorks(loaded.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files(cache())).noneMatch(it -> it.toString().contains(".part-"));
  }

  @Test
  void aFullDiskIsNamedAndLeftAsItWas() throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()),
        "a file system of its own cannot be mounted here to be filled");
    try {
      StringBuilder noise = new StringBuilder();
      java.util.Random random = new java.util.Random(1);
      for (int number = 0; number < 8000; number++) {
        noise.append(" ").append(Long.toHexString(random.nextLong())).append("\n");
      }
      archive.publish(
          "stable", DATE, "", archive.deb("a", "1", "Description: x\n" + noise.toString().strip()));

      assertThat(load(small.resolve("cache")).problems())
          .singleElement()
          .asString()
          .contains("cannot be written: No space left on device");
      assertThat(files(small.resolve("cache/indices"))).isEmpty();
    } finally {
      run("umount", small.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
