package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real registry that the running engine has as its mirror. */
class EngineRegistryTest {
  @Test
  void theEnginesMirrorGivesDigestAndPackagesOfDebian(@TempDir Path folder) throws Exception {
    List<String> mirrors = EngineMirrors.ask(System.getenv());
    assumeFalse(mirrors.isEmpty(), "no engine with a registry mirror answers");
    ImageReference reference = ImageReference.parse("debian:bookworm-slim").orElseThrow();
    ImageRegistry registry =
        new ImageRegistry(
            new Fetcher(),
            Credentials.read(folder.resolve("none.json")),
            new DaemonSettings(folder.resolve("none")),
            mirrors,
            new CacheFolder(folder));

    ImageRegistry.RemoteImage image = registry.resolve(reference);
    String manifest = image.platforms().getOrDefault("linux/amd64", "");

    assertThat(image.digest()).isEqualTo(digestByDocker(reference));
    assertThat(registry.status(reference, manifest))
        .contains("Package: dpkg\n", "Package: base-files\n");
  }

  private static String digestByDocker(ImageReference reference) throws Exception {
    Process process =
        new ProcessBuilder("docker", "pull", reference.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("Digest: "))
        .map(line -> line.substring("Digest: ".length()))
        .findFirst()
        .orElse(output);
  }

  @Test
  void aMissingEngineHasNoMirrors() {
    assertThat(EngineMirrors.ask(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"))).isEmpty();
    assertThat(EngineMirrors.ask(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"))).isEmpty();
  }
}
