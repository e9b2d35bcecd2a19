package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.DATE;
import static dev.ramekin.freeze.TestWorld.install;
import static dev.ramekin.freeze.TestWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.oci.TestRegistry;
import dev.ramekin.model.Finding;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lock for several architectures. */
class FreezerArchitecturesTest {
  private static final List<Architecture> BOTH = List.of(Architecture.AMD64, Architecture.ARM64);

  @TempDir private Path folder = Path.of("set by JUnit");
  private @Nullable TestWorld opened;

  @BeforeEach
  void open() throws Exception {
    TestWorld world = new TestWorld(folder);
    opened = world;
    TestRegistry registry = world.registry();
    String one =
        registry.image("os", "amd", List.of(Map.of("var/lib/dpkg/status", status("libc"))));
    String other =
        registry.image("os", "arm", List.of(Map.of("var/lib/dpkg/status", status("old-libc"))));
    registry.index("os", "1", Map.of("linux/amd64", one, "linux/arm64", other));
    TestArchive archive = world.archive();
    archive.publish(
        "one",
        DATE,
        "",
        Map.of(
            "amd64",
            List.of(
                archive.deb("libc", "1"),
                archive.deb("web", "1", "Depends: web-data, libc"),
                archive.deb("turbo", "1"),
                archive.debFor("all", "web-data", "1")),
            "arm64",
            List.of(
                archive.debFor("arm64", "libc", "1", "Depends: libc-data"),
                archive.debFor("arm64", "web", "1+b1", "Depends: web-data, libc"),
                archive.debFor("all", "web-data", "1"),
                archive.debFor("all", "libc-data", "1"))));
  }

  @AfterEach
  void close() {
    world().close();
  }

  private TestWorld world() {
    return Objects.requireNonNull(opened);
  }

  private FreezeResult freeze(
      Optional<Lock> old, List<Architecture> architectures, String... names) {
    return world().freeze(old, world().options().withArchitectures(architectures), install(names));
  }

  private static List<String> closure(Lock lock, Architecture architecture) {
    return lock.packages("web", architecture).stream()
        .map(it -> it.name() + "_" + it.version() + "_" + it.architecture())
        .toList();
  }

  @Test
  void eachArchitectureHasItsClosureAndSharedFilesStandOnce() {
    FreezeResult result = freeze(Optional.empty(), BOTH, "web");

    assertThat(result.findings()).isEmpty();
    assertThat(closure(result.lock(), Architecture.AMD64))
        .containsExactly("web_1_amd64", "web-data_1_all");
    assertThat(closure(result.lock(), Architecture.ARM64))
        .containsExactly("libc_1_arm64", "libc-data_1_all", "web_1+b1_arm64", "web-data_1_all");
    assertThat(result.lock().packages("web"))
        .filteredOn(it -> !it.only().isEmpty())
        .extracting(Lock.Package::name)
        .containsExactly("libc-data");
    assertThat(LockFile.read("ramekin.lock", LockFile.write(result.lock())))
        .isEqualTo(result.lock());
  }

  @Test
  void theArchitecturesOfTheLockStay() {
    Lock first = freeze(Optional.empty(), BOTH, "web").lock();

    assertThat(freeze(Optional.of(first), List.of(), "web").lock()).isEqualTo(first);
    assertThat(freeze(Optional.empty(), List.of(), "web").lock().architectures())
        .containsExactly(Architecture.AMD64);
  }

  @Test
  void oneMoreArchitectureLeavesTheOthersAsTheyAre() {
    Lock first = freeze(Optional.empty(), List.of(Architecture.AMD64), "web").lock();

    Lock second = freeze(Optional.of(first), BOTH, "web").lock();

    assertThat(closure(second, Architecture.AMD64)).isEqualTo(closure(first, Architecture.AMD64));
    assertThat(closure(second, Architecture.ARM64)).hasSize(4);
  }

  @Test
  void whatOneArchitectureLacksIsNamedAndStaysSo() {
    FreezeResult first = freeze(Optional.empty(), BOTH, "web", "turbo");
    FreezeResult second = freeze(Optional.of(first.lock()), BOTH, "web", "turbo");

    assertThat(first.findings())
        .extracting(Finding::message)
        .containsExactly("turbo is not frozen for arm64: there is no package turbo");
    assertThat(Objects.requireNonNull(first.lock().stages().get("web")).requests())
        .containsExactly("web", "turbo [amd64]");
    assertThat(second).isEqualTo(first);
  }
}
