package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.codes;
import static dev.ramekin.freeze.TestWorld.provenance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.gem.RealRubyGems;
import dev.ramekin.freeze.gem.TestGemServer;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.Lock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gems in a lock, from a server with gems that RubyGems has built. */
class GemFreezerTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  private static Operation gem(String name, String version) {
    Optional<String> own = Optional.of(version).filter(it -> !it.isEmpty());
    return new InstallPackages(
        provenance("gem.rb"), "gem", List.of(new PackageSpec(name, own)), List.of());
  }

  private static List<String> gems(Lock lock) {
    return lock.languages("web").stream()
        .flatMap(it -> it.packages().stream())
        .map(LanguagePackage::archiveName)
        .toList();
  }

  private TestGemServer server() throws Exception {
    RealRubyGems.need(folder);
    TestGemServer server = new TestGemServer(folder.resolve("server"));
    server.add("rack", "2.2.8", Map.of());
    server.add("rack", "3.0.0", Map.of());
    server.add("rack", "3.1.0.beta1", Map.of());
    server.add("native", "1.0", Map.of());
    server.add("native", "1.0", Map.of("platform", "x86_64-linux"));
    server.add(
        "sinatra", "3.0", Map.of("dependencies", Map.of("rack", "~> 2.2", "native", ">= 0")));
    server.publish();
    return server;
  }

  @Test
  void whatIsThereAlreadyIsNotInstalledAgain() throws Exception {
    try (TestGemServer server = server();
        TestWorld world = new TestWorld(folder)) {
      world.mirror("rubygems", server.uri());

      FreezeResult result =
          world.freeze(
              Optional.empty(),
              gem("rack", "~> 2.0"),
              gem("sinatra", ""),
              gem("rack", ""),
              gem("rack", ">= 3"));

      assertThat(result.findings()).isEmpty();
      assertThat(gems(result.lock()))
          .containsExactly(
              "rack-2.2.8.gem", "native-1.0-x86_64-linux.gem", "sinatra-3.0.gem", "rack-3.0.0.gem");
      assertThat(LockFile.read("ramekin.lock", LockFile.write(result.lock())))
          .isEqualTo(result.lock());
      world.fetch(result.lock());
      LanguagePackage rack = result.lock().languages("web").get(0).packages().get(0);
      assertThat(folder.resolve("pantry").resolve(rack.pantryPath())).isNotEmptyFile();
    }
  }

  @Test
  void whatCannotBeHadIsSaidAndBecomesATodo() throws Exception {
    try (TestGemServer server = server();
        TestWorld world = new TestWorld(folder)) {
      world.mirror("rubygems", server.uri());

      FreezeResult result =
          world.freeze(Optional.empty(), gem("rack", "4.0"), gem("none", ""), gem("rack", "new"));

      assertThat(codes(result)).hasSize(3).containsOnly("language-package-not-frozen");
      assertThat(result.findings().get(0).message())
          .isEqualTo("gem packages are not frozen: there is no gem rack (= 4.0) for x86_64-linux");
      assertThat(result.findings().get(2).message()).endsWith("'new' is no requirement of a gem");
      assertThat(result.deployment().stages().get(0).operations())
          .allMatch(Unconverted.class::isInstance);
    }
  }
}
