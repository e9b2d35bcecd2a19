package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRegistryTest {
  private static final String STATUS = "var/lib/dpkg/status";

  private final TestRegistry registry;
  @TempDir private Path folder = Path.of("set by JUnit");

  ImageRegistryTest() throws IOException {
    registry = new TestRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private ImageRegistry client(String... mirrors) {
    return new ImageRegistry(
        new Fetcher(Map.of()),
        Credentials.read(folder.resolve("config.json")),
        new DaemonSettings(folder.resolve("docker")),
        List.of(mirrors),
        new CacheFolder(folder.resolve("cache")));
  }

  private ImageReference reference(String name) {
    return ImageReference.parse(registry.host() + "/" + name).orElseThrow();
  }

  @Test
  void anIndexGivesItsDigestAndThatOfEveryPlatform() throws Exception {
    String amd64 = registry.image("team/os", "x", List.of(Map.of(STATUS, "Package: a\n")));
    String index = registry.index("team/os", "1", Map.of("linux/amd64", amd64));

    ImageRegistry.RemoteImage image = client().resolve(reference("team/os:1"));

    assertThat(image.digest()).isEqualTo(index);
    assertThat(image.platforms()).containsExactly(Map.entry("linux/amd64", amd64));
  }

  @Test
  void aSingleManifestStandsForItself() throws Exception {
    String digest = registry.image("os", "1", List.of(Map.of("a", "b")));

    ImageRegistry.RemoteImage image = client().resolve(reference("os:1"));

    assertThat(image.digest()).isEqualTo(digest);
    assertThat(image.platforms()).containsExactly(Map.entry("linux/amd64", digest));
  }

  @Test
  void anIndexWithoutPlatformsIsRefused() {
    registry.index("os", "1", Map.of());

    assertThatThrownBy(() -> client().resolve(reference("os:1")))
        .hasMessageContaining("the image has no platform at the moment");
  }

  @Test
  void thePackagesComeFromTheTopmostLayerThatHasThem() throws Exception {
    String digest =
        registry.image(
            "os",
            "1",
            List.of(
                Map.of(STATUS, "Package: old\n"),
                Map.of("./" + STATUS, "Package: new\n"),
                Map.of("etc/motd", "hello")));

    assertThat(client().status(reference("os:1"), digest)).isEqualTo("Package: new\n");
    registry.close();
    assertThat(client().status(reference("os:1"), digest)).isEqualTo("Package: new\n");
  }

  @Test
  void aDamagedLayerIsNeverBelieved() throws Exception {
    String digest = registry.image("os", "1", List.of(Map.of(STATUS, "Package: a\n".repeat(50))));
    registry.damageBlobs();

    assertThatThrownBy(() -> client().status(reference("os:1"), digest))
        .isInstanceOf(dev.ramekin.freeze.http.FetchException.class)
        .hasMessageContaining(registry.host());
    assertThat(client().keptStatus(digest)).isEmpty();
  }

  @Test
  void aTokenIsFetchedWhenTheRegistryWantsOne() throws Exception {
    registry.image("os", "1", List.of(Map.of("a", "b")));
    registry.demandToken();

    assertThat(client().resolve(reference("os:1")).platforms()).hasSize(1);
    assertThat(registry.asked()).contains("/token null", "/v2/os/manifests/1 Bearer");
  }

  @Test
  void aPasswordComesFromDockersOwnConfiguration() throws Exception {
    registry.image("os", "1", List.of(Map.of("a", "b")));
    registry.demandPassword("me", "secret");
    assertThatThrownBy(() -> client().resolve(reference("os:1")))
        .hasMessageContaining("401, the registry does not give it to everybody; log in with");

    String auth = Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));

    assertThat(client().resolve(reference("os:1")).platforms()).hasSize(1);
  }

  @Test
  void aRedirectedBlobIsFetchedWithoutTheToken() throws Exception {
    String digest = registry.image("os", "1", List.of(Map.of(STATUS, "Package: a\n")));
    registry.demandToken();
    registry.redirectBlobs();

    assertThat(client().status(reference("os:1"), digest)).isEqualTo("Package: a\n");
    assertThat(registry.asked())
        .filteredOn(it -> it.startsWith("/elsewhere/"))
        .isNotEmpty()
        .allMatch(it -> it.endsWith(" null"));
  }

  @Test
  void aMirrorOfDockerHubIsAskedFirst() throws Exception {
    String digest = registry.image("library/debian", "bookworm-slim", List.of(Map.of("a", "b")));
    ImageReference reference = ImageReference.parse("debian:bookworm-slim").orElseThrow();

    assertThat(client(registry.host()).resolve(reference).digest()).isEqualTo(digest);
    assertThat(client("http://" + registry.host() + "/").resolve(reference).digest())
        .isEqualTo(digest);
  }

  @Test
  void aMissingTagIsNamedWithTheRegistry() {
    assertThatThrownBy(() -> client().resolve(reference("os:none")))
        .hasMessage(
            "http://" + registry.host() + "/v2/os/manifests/none: the registry does not have it");
  }

  @Test
  void namesAreTakenApartAsDockerDoes() {
    assertThat(ImageReference.parse("debian").orElseThrow())
        .hasToString("docker.io/library/debian:latest");
    assertThat(ImageReference.parse("team/app:1").orElseThrow())
        .hasToString("docker.io/team/app:1");
    assertThat(ImageReference.parse("localhost:5000/a/b").orElseThrow())
        .hasToString("localhost:5000/a/b:latest");
    assertThat(ImageReference.parse("Not An Image")).isEmpty();
  }

  @Test
  void aDaemonsMirrorsAreKnown() throws IOException {
    Files.writeString(
        folder.resolve("daemon.json"),
        "{\"registry-mirrors\":[\"http://127.0.0.1:5000\"],\"insecure-registries\":[\"a:1\"]}");

    DaemonSettings daemon = new DaemonSettings(folder);

    assertThat(daemon.mirrors()).containsExactly("http://127.0.0.1:5000");
    assertThat(daemon.isInsecure("a:1")).isTrue();
    assertThat(daemon.isInsecure("b:1")).isFalse();
    assertThat(new DaemonSettings(folder.resolve("none")).mirrors()).isEmpty();
  }
}
