package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pantry in Debian's docker-registry. */
class PantryRepositoryTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void look() {
    assumeThat(RealRegistry.isThere()).as("there is no docker-registry here").isTrue();
  }

  private Frozen file(String name) throws IOException {
    byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
    Lock.Package file =
        new Lock.Package(
            name, "1", "amd64", content.length, Hashes.of(content), "p.deb", "debian", List.of());
    Path place = folder.resolve("pantry").resolve(file.pantryPath());
    Files.createDirectories(Objects.requireNonNull(place.getParent()));
    Files.write(place, content);
    return file;
  }

  private PantryRepository open(RealRegistry registry) throws FetchException {
    return PantryRepository.open(
        URI.create("oci://" + registry.host() + "/team/pantry"),
        new Fetcher(Map.of()),
        Credentials.read(folder.resolve("config.json")),
        new DaemonSettings(folder.resolve("docker")));
  }

  private String publish(RealRegistry registry, Frozen... files) throws FetchException {
    return open(registry).publish(List.of(files), folder.resolve("pantry"), told::add);
  }

  @Test
  void whatIsPublishedIsBroughtBackAndWhatIsThereIsNotSentAgain() throws Exception {
    Frozen one = file("one");
    Frozen two = file("two");
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", "")) {
      String first = publish(registry, one);
      String both = publish(registry, one, two);

      assertThat(first).matches("team/pantry:lock-[0-9a-f]{16}");
      assertThat(both).isNotEqualTo(first);
      assertThat(publish(registry, one, two)).isEqualTo(both);
      assertThat(told).startsWith("one 1", "one 1", "two 1");
      Path target = folder.resolve("other").resolve(two.pantryPath());
      open(registry).bring(two, target);
      assertThat(target).hasContent("content of two");
      assertThat(folder.resolve("other/debs").toFile().list()).hasSize(1);
    }
  }

  @Test
  void whatItDoesNotHaveIsNamed() throws Exception {
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", "")) {
      assertThatThrownBy(() -> open(registry).bring(file("three"), folder.resolve("x")))
          .hasMessageEndingWith("the registry does not have it");
      assertThat(folder.resolve("x")).doesNotExist();
    }
  }

  @Test
  void aPasswordIsNeededWhereOneIsAskedFor() throws Exception {
    String hash = OpenBSDBCrypt.generate("secret".toCharArray(), new byte[16], 5);
    Files.writeString(folder.resolve("htpasswd"), "me:" + hash + "\n");
    String auth = "auth: {htpasswd: {realm: test, path: %s}}".formatted(folder.resolve("htpasswd"));
    Frozen one = file("one");
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), auth, "")) {
      assertThatThrownBy(() -> publish(registry, one)).hasMessageContaining("log in with `docker");

      String basic =
          Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
      Files.writeString(
          folder.resolve("config.json"),
          "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), basic));
      publish(registry, one);
      open(registry).bring(one, folder.resolve("x"));
      assertThat(folder.resolve("x")).hasContent("content of one");
    }
  }

  @Test
  void anAddressWithoutARepositoryIsRefused() {
    for (String address :
        List.of("oci://registry.example.com", "oci://registry.example.com/", "oci:x")) {
      assertThatThrownBy(
              () ->
                  PantryRepository.open(
                      URI.create(address),
                      new Fetcher(Map.of()),
                      Credentials.read(folder.resolve("config.json")),
                      new DaemonSettings(folder.resolve("docker"))))
          .hasMessage(address + " names no repository; expected oci://registry/repository");
    }
  }
}
