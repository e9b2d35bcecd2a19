package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.freeze.apt.Resolution;
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
    return PackageQuery.open(setting("debian-12", Optional.of(status), archives), places);
  }

  private static PackageQuery.Setting setting(
      String platform, Optional<String> status, String... archives) {
    return new PackageQuery.Setting(platform, status, List.of(archives), false, Preferences.NONE);
  }

  private static String words(Resolution resolution) {
    return resolution instanceof Resolution.Closure closure
        ? closure.packages().stream()
            .map(
                it ->
                    it.name() + "=" + it.version() + " " + it.architecture() + " " + it.filename())
            .toList()
            .toString()
        : resolution.toString();
  }

  @Test
  void whatIsInstalledIsNotInTheAnswer() throws Exception {
    Path www = folder.resolve("www");
    TestArchive archive = TestArchive.in(www);
    archive.publish(
        "own", Instant.EPOCH, "", archive.deb("a", "1", "Depends: b"), archive.deb("b", "1"));
    PackageQuery query = open(www.toString());

    assertThat(words(query.resolve(List.of("a"))))
        .isEqualTo("[a=1 amd64 pool/main/a/a_1_amd64.deb]");
    assertThat(words(query.resolve(List.of("a=2"))))
        .contains("there is no version 2 of a; available: 1");
  }

  @Test
  void ofAFolderWithSeveralReleasesThoseOfThePlatformCount() throws Exception {
    Path www = folder.resolve("www");
    TestArchive archive = TestArchive.in(www);
    archive.publish("bookworm", Instant.EPOCH, "", archive.deb("a", "1"));
    archive.publish("trixie", Instant.EPOCH, "", archive.deb("a", "2"));

    assertThat(words(open(www.toString()).resolve(List.of("a")))).startsWith("[a=1 ");
    assertThat(words(open(www + " trixie main").resolve(List.of("a")))).startsWith("[a=2 ");
    assertThat(words(open("deb [trusted=yes] " + www + " trixie main").resolve(List.of("a"))))
        .startsWith("[a=2 ");
  }

  @Test
  void aBaseAddressHasItsArchivesBelowTheirNames() throws Exception {
    TestArchive archive = TestArchive.in(folder.resolve("www/debian"));
    archive.publish("bookworm", Instant.EPOCH, "", archive.deb("a", "1"));
    TestArchive security = TestArchive.in(folder.resolve("www/debian-security"));
    security.publish("bookworm-security", Instant.EPOCH, "", security.deb("a", "1.1"));
    try (TestServer server = new TestServer(folder.resolve("www"))) {
      PackageQuery query = open(server.uri("/").toString());

      assertThat(query.problems()).isEmpty();
      assertThat(words(query.resolve(List.of("a")))).startsWith("[a=1.1 ");
    }
  }

  @Test
  void aFolderWithPackagesFilesAloneIsRead() throws Exception {
    TestArchive archive = TestArchive.in(folder.resolve("www"));
    Path index = folder.resolve("www/dists/bookworm/main/binary-amd64/Packages");
    Files.createDirectories(index.getParent());
    Files.writeString(index, archive.deb("a", "1"));

    assertThat(words(open(folder.resolve("www").toString()).resolve(List.of("a"))))
        .startsWith("[a=1 ");
  }

  @Test
  void aKeyGivenWithAnArchiveIsCheckedAgainst() throws Exception {
    Path www = folder.resolve("www");
    TestArchive archive = TestArchive.in(www);
    archive.publish("bookworm", Instant.EPOCH, "", archive.deb("a", "1"));
    Path key = Files.writeString(folder.resolve("own.asc"), archive.publicKey());
    Path other =
        Files.writeString(
            folder.resolve("other.asc"), TestArchive.in(folder.resolve("x")).publicKey());

    assertThat(words(open("[signed-by=" + key + "] " + www).resolve(List.of("a"))))
        .startsWith("[a=1 ");
    assertThatThrownBy(() -> open("[signed-by=" + other + "] " + www + " bookworm main"))
        .hasMessageContaining("of which no key is known");
  }

  @Test
  void aServersSuitesAreThoseOfThePlatform() throws Exception {
    TestArchive archive = TestArchive.in(folder.resolve("www"));
    archive.publish("bookworm", Instant.EPOCH, "", archive.deb("a", "1"));
    try (TestServer server = new TestServer(folder.resolve("www"))) {
      PackageQuery query = open(server.uri("/").toString());

      assertThat(query.problems()).isEmpty();
      assertThat(words(query.resolve(List.of("a")))).startsWith("[a=1 ");
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

    assertThat(words(open(folder.resolve("debs").toString()).resolve(List.of("real"))))
        .isEqualTo("[real=1:2.0-1 all ./real.deb]");
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
            () -> PackageQuery.open(setting("debian-99", Optional.empty()), Places.ofMachine()))
        .hasMessageStartingWith("there is no platform debian-99; known are almalinux-8,");
  }

  @Test
  void aFolderWithoutAnArchiveIsAnError() {
    assertThatThrownBy(() -> open(folder.toString())).hasMessageContaining("there is no such file");
  }
}
