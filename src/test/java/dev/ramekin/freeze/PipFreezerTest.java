package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.codes;
import static dev.ramekin.freeze.TestWorld.provenance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.pip.TestPipIndex;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.Lock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python packages in a lock, from an index of files. */
class PipFreezerTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder = Path.of("set by JUnit");

  private static Operation pip(String... words) {
    List<PackageSpec> specs =
        Stream.of(words).map(it -> new PackageSpec(it, Optional.empty())).toList();
    return new InstallPackages(provenance("pip.rb"), "pip", specs, List.of());
  }

  private static List<String> files(Lock lock) {
    return lock.languages("web").stream()
        .flatMap(it -> it.packages().stream())
        .map(LanguagePackage::archiveName)
        .toList();
  }

  private TestPipIndex index() throws Exception {
    TestPipIndex index = new TestPipIndex(folder.resolve("index"));
    index.wheel("Six", "1.16", "py2.py3-none-any", List.of(), NONE, NONE);
    index.wheel("fast", "1.0", "cp311-cp311-manylinux_2_17_x86_64", List.of(), NONE, NONE);
    index.wheel("fast", "1.0", "py3-none-any", List.of(), NONE, NONE);
    index.wheel("fast", "1.1", "cp311-cp311-win_amd64", List.of(), NONE, NONE);
    List<String> needs = List.of("Requires-Dist: fast", "Requires-Dist: six (>=1.10)");
    index.wheel("tool", "3.0", "py3-none-any", needs, NONE, NONE);
    index.source("plain", "1.0", List.of(), Map.of("plain.egg-info/requires.txt", "six\n"));
    index.source("secretive", "1.0", List.of(), NONE);
    index.publish();
    return index;
  }

  /** A world whose image gets Python 3.11 and brings six. */
  private TestWorld world(TestPipIndex index) throws Exception {
    TestWorld world = new TestWorld(folder);
    world.mirror("pypi", index.uri());
    world
        .archive()
        .publish(
            "one",
            Instant.parse("2026-11-02T06:00:00Z"),
            "",
            world.archive().deb("libc", "1"),
            world.archive().deb("python3", "3.11.2-1", "Depends: python3-six"),
            world.archive().deb("python3-six", "1.12.0-1"));
    return world;
  }

  @Test
  void wheelsThatFitAreTakenAndWhatTheDistributionBringsIsNot() throws Exception {
    try (TestPipIndex index = index();
        TestWorld world = world(index)) {
      FreezeResult result =
          world.freeze(
              Optional.empty(), TestWorld.install("python3"), pip("tool"), pip("six>1.12"));

      assertThat(result.findings()).isEmpty();
      assertThat(files(result.lock()))
          .containsExactly(
              "fast-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
              "tool-3.0-py3-none-any.whl",
              "Six-1.16-py2.py3-none-any.whl");
      assertThat(LockFile.read("ramekin.lock", LockFile.write(result.lock())))
          .isEqualTo(result.lock());
      world.fetch(result.lock());
    }
  }

  @Test
  void aSourceArchiveIsTakenOnlyWhenItSaysWhatItNeeds() throws Exception {
    try (TestPipIndex index = index();
        TestWorld world = world(index)) {
      FreezeResult result =
          world.freeze(
              Optional.empty(), TestWorld.install("python3"), pip("plain"), pip("secretive"));

      assertThat(files(result.lock())).containsExactly("plain-1.0.tar.gz");
      assertThat(codes(result)).containsExactly("language-package-not-frozen");
      assertThat(result.findings().get(0).message())
          .contains("only says what it needs when it is built");
    }
  }

  @Test
  void whatDoesNotFitIsSaid() throws Exception {
    try (TestPipIndex index = index();
        TestWorld world = world(index)) {
      FreezeResult result =
          world.freeze(
              Optional.empty(),
              TestWorld.install("python3"),
              pip("tool", "fast>=1.1"),
              pip("/tmp/x.whl"));

      assertThat(result.findings())
          .extracting(it -> it.message())
          .containsExactly(
              "pip packages are not frozen: nothing fits: the recipe asks for fast>=1.1",
              "pip packages are not frozen: '/tmp/x.whl' is no package of an index, and nothing else"
                  + " is frozen");
    }
  }
}
