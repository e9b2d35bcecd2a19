package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.apt.TestArchive;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageQueryTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  private PackageQuery open(String... archives) throws Exception {
    Places places =
        new Places(
            false,
            Map.of(),
            List.of(),
            PlatformCatalogue.bundled(),
            new CacheFolder(folder.resolve("cache")),
            Optional.empty(),
            folder.resolve("machine"),
            Map.of(),
            Clock.systemUTC());
    String status = "Package: b\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n";
    return PackageQuery.open("debian-12", Optional.of(status), List.of(archives), false, places);
  }

  @Test
  void anAnswerIsOneLineOfJson() throws Exception {
    Path www = folder.resolve("www");
    TestArchive archive = TestArchive.in(www);
    archive.publish(
        "own", Instant.EPOCH, "", archive.deb("a", "1", "Depends: b"), archive.deb("b", "1"));
    PackageQuery query = open(www.toString());

    assertThat(PackageQuery.json(query.resolve(List.of("a"))))
        .startsWith("{\"packages\":[{\"name\":\"a\",\"version\":\"1\",\"architecture\":\"amd64\"")
        .contains("\"filename\":\"pool/main/a/a_1_amd64.deb\"")
        .endsWith("\"removed\":[]}");
    assertThat(PackageQuery.json(query.resolve(List.of("a=2"))))
        .isEqualTo(
            "{\"error\":\"there is no version 2 of a; available: 1\","
                + "\"reasons\":[\"there is no version 2 of a; available: 1\"]}");
  }

  @Test
  void aServersSuitesAreThoseOfThePlatform() throws Exception {
    TestArchive archive = TestArchive.in(folder.resolve("www"));
    archive.publish("bookworm", Instant.EPOCH, "", archive.deb("a", "1"));
    try (TestServer server = new TestServer(folder.resolve("www"))) {
      PackageQuery query = open(server.uri("/").toString());

      assertThat(query.problems()).isEmpty();
      assertThat(PackageQuery.json(query.resolve(List.of("a")))).contains("\"a\"");
    }
  }

  @Test
  void aFolderMadeByDebiansOwnToolsIsRead() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/apt-ftparchive"))
            && Files.isExecutable(Path.of("/usr/bin/dpkg-deb")),
        "apt-ftparchive and dpkg-deb are not there to make an archive");
    Path control = Files.createDirectories(folder.resolve("build/DEBIAN")).resolve("control");
    Files.writeString(
        control,
        "Package: real\nVersion: 1:2.0-1\nArchitecture: all\nMaintainer: nobody <n@example.com>\n"
            + "Depends: b (>= 1)\nDescription: x\n");
    Files.createDirectories(folder.resolve("debs"));
    run("dpkg-deb", "--build", folder.resolve("build").toString(), "debs/real.deb");
    run("sh", "-c", "cd debs && apt-ftparchive packages . > Packages");

    assertThat(PackageQuery.json(open(folder.resolve("debs").toString()).resolve(List.of("real"))))
        .contains("\"version\":\"1:2.0-1\",\"architecture\":\"all\"")
        .contains("\"filename\":\"./real.deb\"");
  }

  private void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  @Test
  void anUnknownPlatformIsNamedWithTheKnownOnes() {
    assertThatThrownBy(
            () ->
                PackageQuery.open(
                    "debian-99", Optional.empty(), List.of(), false, Places.ofMachine()))
        .hasMessageStartingWith("there is no platform debian-99; known are almalinux-8,");
  }

  @Test
  void aFolderWithoutAnArchiveIsAnError() {
    assertThatThrownBy(() -> open(folder.toString())).hasMessageContaining("there is no such file");
  }
}
