package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on bad days of mirrors, disks and processes: the old lock stays, a next run goes on. */
class BadDayTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private @Nullable KontorWorld opened;

  @BeforeEach
  void open() throws Exception {
    opened = new KontorWorld(folder);
  }

  @AfterEach
  void close() {
    world().close();
  }

  private KontorWorld world() {
    return Objects.requireNonNull(opened);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private String lock() throws IOException {
    return Files.readString(out().resolve("ramekin.lock"));
  }

  private String convert() throws IOException {
    KontorWorld.Answer answer = world().run("convert", out());
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(lock()).contains("{name: kontor, version: '1.0'", "{name: libkontor");
    return lock();
  }

  private static List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Version 2 is there, but the archive has a bad day. */
  private void assertFreezeKeeps(String lock, String message) throws IOException {
    KontorWorld.Answer answer = world().run("freeze", out());

    assertThat(answer.err()).contains(message);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).doesNotContain("Nothing new");
    assertThat(lock()).isEqualTo(lock);
  }

  private void replace(String path, byte[] content) throws IOException {
    Files.write(world().www().resolve(path.substring(1)), content);
  }

  @Test
  void anArchiveThatFailsGivesNoNewLockAndIsNamed() throws Exception {
    String lock = convert();
    world().publish("2.0", "");
    byte[] index = Files.readAllBytes(world().www().resolve(KontorWorld.INDEX.substring(1)));

    world().server().fail(KontorWorld.INDEX, 404);
    assertFreezeKeeps(lock, "Packages: 404, there is no such file");
    world().server().fail(KontorWorld.INDEX, 500);
    assertFreezeKeeps(lock, "Packages.xz: the server answers 500");
    world().server().fail(KontorWorld.INDEX, 0);
    replace(KontorWorld.INDEX, Arrays.copyOf(index, index.length / 2));
    assertFreezeKeeps(lock, "expected SHA-256");
    replace(KontorWorld.INDEX, new byte[index.length]);
    assertFreezeKeeps(lock, "expected SHA-256");
    world().publish("2.0", "Valid-Until: Sun, 01 Nov 2026 07:00:00 UTC\n");
    assertFreezeKeeps(lock, "was valid until 2026-11-01T07:00:00Z only");
    Path release = world().www().resolve("archive/dists/stable/InRelease");
    Files.writeString(release, "Suite: stable\nComponents: main\n");
    assertFreezeKeeps(lock, "is not signed");

    world().publish("2.0", "");
    assertThat(world().run("freeze", out()).code()).isZero();
    assertThat(lock()).contains("{name: kontor, version: '2.0'");
  }

  @Test
  void aKillWhileIndicesArriveLeavesTheLockAndTheNextRunGoesOn() throws Exception {
    String lock = convert();
    world().publish("2.0", "");
    world().server().fallSilent(KontorWorld.INDEX);
    Process process = world().start("freeze", out());
    int asked = world().server().asked().size();
    awaitMore(asked);
    process.destroyForcibly().waitFor();
    assertThat(lock()).isEqualTo(lock);

    world().server().speakAgain();
    KontorWorld.Answer answer = world().run("freeze", out());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(lock()).contains("{name: kontor, version: '2.0'");
  }

  @Test
  void whatAnArchiveCouldNotGiveAtFirstIsNamedInTheLockUntilItCan() throws Exception {
    world().server().fail(KontorWorld.INDEX, 500);

    KontorWorld.Answer answer = world().run("convert", out());

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("kontor is not frozen: no index of debian-12 is at hand");
    assertThat(lock()).contains("    requests: []\n    missing:\n      - kontor\n");
    world().server().fail(KontorWorld.INDEX, 0);
    convert();
    assertThat(lock()).doesNotContain("missing");
  }

  private void awaitMore(int asked) throws InterruptedException {
    for (int tenth = 0; tenth < 300; tenth++) {
      List<String> all = world().server().asked();
      if (all.subList(asked, all.size()).contains("GET " + KontorWorld.INDEX)) {
        Thread.sleep(500);
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the index was not asked for");
  }

  @Test
  void aKillWhilePackagesArriveIsGoneOnFrom() throws Exception {
    String lock = convert();
    String path = KontorWorld.pool("libkontor", "1.0");
    world().server().fallSilent(path);
    Process process = world().start("fetch", out());
    world().awaitRequest(path);
    Thread.sleep(500);
    process.destroyForcibly().waitFor();
    assertThat(files(out().resolve("pantry"))).anyMatch(it -> it.toString().contains(".part-"));

    world().server().speakAgain();
    KontorWorld.Answer answer = world().run("fetch", out());

    assertThat(answer.err()).contains("pantry: 2 files, 1 fetched");
    assertThat(answer.code()).isZero();
    assertThat(world().server().asked()).anyMatch(it -> it.startsWith("GET " + path + " bytes="));
    assertThat(files(out().resolve("pantry"))).hasSize(2);
    assertThat(lock()).isEqualTo(lock);
  }

  @Test
  void aSecondRunInAFolderEndsAtOnceAndNamesTheFirst() throws Exception {
    String lock = convert();
    String path = KontorWorld.pool("libkontor", "1.0");
    world().server().fallSilent(path);
    Process process = world().start("fetch", out());
    try {
      world().awaitRequest(path);
      for (String command : List.of("convert", "freeze", "fetch")) {
        KontorWorld.Answer answer = world().run(command, out());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
            .isEqualTo(
                "ramekin: another ramekin (process %d) is at work in %s; wait until it ends\n"
                    .formatted(process.pid(), out()));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(lock()).isEqualTo(lock);
  }

  @Test
  void packagesThatCannotBeHadAreNamedAndTheOthersAreFetched() throws Exception {
    String lock = convert();
    String path = KontorWorld.pool("libkontor", "1.0");

    world().server().fail(path, 404);
    assertFetchMisses("libkontor_1.0_amd64.deb: 404, there is no such file");
    world().server().fail(path, 500);
    assertFetchMisses("libkontor_1.0_amd64.deb: the server answers 500");
    world().server().fail(path, 0);
    byte[] whole = Files.readAllBytes(world().www().resolve(path.substring(1)));
    replace(path, Arrays.copyOf(whole, 1000));
    assertFetchMisses("(1000 bytes)");
    replace(path, new byte[whole.length]);
    assertFetchMisses("expected SHA-256");
    assertThat(lock()).isEqualTo(lock);

    replace(path, whole);
    assertThat(world().run("fetch", out()).err()).contains("pantry: 2 files, 1 fetched");
  }

  private void assertFetchMisses(String message) throws IOException {
    KontorWorld.Answer answer = world().run("fetch", out());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .contains("libkontor 1.0 cannot be fetched: ")
        .contains(message)
        .contains("name a mirror or a store that has it");
    assertThat(files(out().resolve("pantry"))).hasSize(1);
  }

  @Test
  void aFullDiskLeavesTheFolderAsItWas() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=512k", "none", disk.toString()),
        "a file system of its own cannot be mounted here to be filled");
    try {
      Path small = disk.resolve("out");
      KontorWorld.Answer first = world().run("convert", small);
      assertThat(first.code()).as(first.err()).isZero();
      String lock = Files.readString(small.resolve("ramekin.lock"));

      KontorWorld.Answer fetched = world().run("fetch", small);
      assertThat(fetched.code()).isEqualTo(1);
      assertThat(fetched.err())
          .contains("libkontor 1.0 cannot be fetched")
          .contains("No space left on device");

      fill(disk);
      world().publish("2.0", "");
      KontorWorld.Answer frozen = world().run("freeze", small);
      assertThat(frozen.code()).as(frozen.out() + frozen.err()).isEqualTo(1);
      assertThat(frozen.err()).contains("No space left on device").doesNotContain("at dev.ramekin");
      assertThat(small.resolve("ramekin.lock")).hasContent(lock);

      Files.delete(disk.resolve("filler"));
      KontorWorld.Answer again = world().run("freeze", small);
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(small.resolve("ramekin.lock")).content().contains("kontor, version: '2.0'");
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void fill(Path disk) throws Exception {
    run("sh", "-c", "cat /dev/zero >'" + disk.resolve("filler") + "' 2>&1");
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
