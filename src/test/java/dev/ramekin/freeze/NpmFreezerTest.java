package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.codes;
import static dev.ramekin.freeze.TestWorld.provenance;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.npm.TestNpmRegistry;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry of files with packages of its own. */
class NpmFreezerTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private @Nullable TestWorld opened;
  private @Nullable TestNpmRegistry published;

  @BeforeEach
  void publish() throws Exception {
    opened = new TestWorld(folder);
    published = new TestNpmRegistry(folder.resolve("npm"));
    world().mirror("npm", registry().uri());
    for (String version : List.of("1.0.0", "1.1.0", "2.0.0")) {
      registry().publish("lib", version, "{}", Map.of());
    }
    registry().publish("other-system", "1.0.0", "{\"os\":[\"darwin\"]}", Map.of());
    registry()
        .publish(
            "tool",
            "1.0.0",
            """
            {"bin":{"tool":"cli.js"},"dependencies":{"lib":"^1.0.0","@team/peer":"*"},
             "optionalDependencies":{"other-system":"*","nowhere":"*"}}""",
            Map.of());
    registry().publish("@team/peer", "0.1.0", "{\"peerDependencies\":{\"lib\":\">=1\"}}", Map.of());
  }

  @AfterEach
  void close() {
    world().close();
    registry().close();
  }

  private TestWorld world() {
    return requireNonNull(opened);
  }

  private TestNpmRegistry registry() {
    return requireNonNull(published);
  }

  static Operation npm(String... words) {
    List<PackageSpec> packages =
        Stream.of(words)
            .map(it -> it.split("="))
            .map(
                it -> new PackageSpec(it[0], it.length > 1 ? Optional.of(it[1]) : Optional.empty()))
            .toList();
    return new InstallPackages(provenance("npm.rb"), "npm", packages, List.of());
  }

  private static List<String> tree(Lock lock) {
    return lock.languages("web").stream()
        .flatMap(it -> it.packages().stream())
        .map(it -> it.location() + " " + it.version())
        .toList();
  }

  @Test
  void aPackageIsFrozenWithAllItNeedsByIntegrity() throws IOException {
    FreezeResult result = world().freeze(Optional.empty(), npm("tool"));

    assertThat(result.findings()).isEmpty();
    assertThat(tree(result.lock()))
        .containsExactly(
            "node_modules/tool 1.0.0",
            "node_modules/tool/node_modules/@team/peer 0.1.0",
            "node_modules/tool/node_modules/lib 1.1.0");
    assertThat(LockFile.read("ramekin.lock", LockFile.write(result.lock())))
        .isEqualTo(result.lock());
    String text = LockFile.write(result.lock());
    assertThat(text.substring(text.indexOf("languages:"))).doesNotContain("127.0.0.1");
    world().fetch(result.lock());
    LanguagePackage peer = result.lock().languages("web").get(0).packages().get(1);
    assertThat(folder.resolve("pantry").resolve(peer.pantryPath())).isNotEmptyFile();
    assertThat(peer.filename()).isEqualTo("@team/peer/-/peer-0.1.0.tgz");
  }

  @Test
  void theLockStaysUntilAPackageMayBeUpdated() throws IOException {
    Lock first = world().freeze(Optional.empty(), npm("tool")).lock();
    registry().publish("lib", "1.2.0", "{}", Map.of());

    assertThat(world().freeze(Optional.of(first), npm("tool")).lock()).isEqualTo(first);
    Lock updated =
        world()
            .freeze(Optional.of(first), world().options().withUpdate(Set.of("lib")), npm("tool"))
            .lock();
    assertThat(tree(updated)).contains("node_modules/tool/node_modules/lib 1.2.0");
    assertThat(world().freeze(Optional.of(first), npm("tool=1.0.0")).lock().languages("web"))
        .extracting(LanguageSet::request)
        .containsExactly(List.of("tool=1.0.0"));
  }

  @Test
  void whatIsNotThereIsSaidAndBecomesATodo() throws IOException {
    FreezeResult result = world().freeze(Optional.empty(), npm("tool=9.0.0"), npm("none"));

    assertThat(codes(result))
        .containsExactly("language-package-not-frozen", "language-package-not-frozen");
    assertThat(result.findings().get(0).message())
        .isEqualTo(
            "npm packages are not frozen: npm has no version of tool for 9.0.0, which the recipe"
                + " needs");
    assertThat(result.deployment().stages().get(0).operations())
        .allMatch(Unconverted.class::isInstance);
  }

  @Test
  void onlyPackagesOfTheRegistryAreFrozen() throws IOException {
    registry().publish("bad", "1.0.0", "{\"dependencies\":{\"x\":\"github:team/x\"}}", Map.of());

    assertThat(world().freeze(Optional.empty(), npm("bad")).findings().get(0).message())
        .isEqualTo(
            "npm packages are not frozen: github:team/x is not of the registry, and only packages"
                + " of the registry are frozen, which bad needs");
    assertThat(
            world()
                .freeze(Optional.empty(), npm("https://example.com/x.tgz"))
                .findings()
                .get(0)
                .message())
        .contains("'https://example.com/x.tgz' is no package of a registry");
  }

  @Test
  void whatTheRegistrySaidIsKeptForOfflineRuns() throws IOException {
    Lock lock = world().freeze(Optional.empty(), npm("tool")).lock();
    registry().server().fail("/tool", 500);

    FreezeResult offline = world().freeze(Optional.empty(), world().offline(), npm("tool"));

    assertThat(tree(offline.lock())).isEqualTo(tree(lock));
  }
}
