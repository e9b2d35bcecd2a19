package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFinderTest {
  private final PlatformDescription debian =
      PlatformCatalogue.bundled().find("debian-12").orElseThrow();
  @TempDir private Path machine = Path.of("set by JUnit");

  private void write(String file, String text) throws IOException {
    Path path = machine.resolve("etc/apt").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<String> addresses(Map<String, URI> mirrors) throws ArchiveException {
    return new SourceFinder(mirrors, machine).find(debian).stream().map(AptSource::title).toList();
  }

  @Test
  void aMachineWithoutAptLeavesThePublicAddresses() throws Exception {
    assertThat(addresses(Map.of()))
        .containsExactly(
            "http://ftp.debian.org/debian bookworm",
            "http://ftp.debian.org/debian bookworm-updates",
            "http://security.debian.org/debian-security bookworm-security");
  }

  @Test
  void theMachinesOwnAddressesComeFirst() throws Exception {
    write(
        "sources.list",
        """
        # deb http://commented.test/debian bookworm main
        deb [arch=amd64 trusted=yes] http://near.test/debian bookworm main contrib
        deb-src http://near.test/debian bookworm main
        """);
    write(
        "sources.list.d/debian.sources",
        """
        Types: deb deb-src
        URIs: http://near.test/debian-security
        Suites: bookworm-security
        Components: main

        Types: deb
        URIs: http://off.test/debian
        Suites: bookworm-updates
        Components: main
        Enabled: no
        """);

    assertThat(addresses(Map.of()))
        .containsExactly(
            "http://near.test/debian bookworm",
            "http://near.test/debian bookworm-updates",
            "http://near.test/debian-security bookworm-security");
  }

  @Test
  void aMachineOfAnotherReleaseStillNamesTheArchive() throws Exception {
    write("sources.list", "deb http://near.test/debian/ trixie main\n");

    assertThat(addresses(Map.of()))
        .contains("http://near.test/debian/ bookworm")
        .contains("http://security.debian.org/debian-security bookworm-security");
  }

  @Test
  void whatTheUserSaysBeatsEverything() throws Exception {
    write("sources.list", "deb http://near.test/debian bookworm main\n");

    assertThat(addresses(Map.of("", URI.create("http://mirror.test/"))))
        .containsExactly(
            "http://mirror.test/debian bookworm",
            "http://mirror.test/debian bookworm-updates",
            "http://mirror.test/debian-security bookworm-security");
    assertThat(addresses(Map.of("debian", URI.create("file:///srv/debian"))))
        .contains("file:///srv/debian bookworm");
  }

  @Test
  void debiansKeysComeWithRamekin() throws Exception {
    assertThat(new SourceFinder(Map.of(), machine).find(debian))
        .allMatch(source -> !source.keyring().isEmpty() && !source.trusted());
  }

  @Test
  void aKeyInTheSourceItselfIsRead() throws Exception {
    String key = TestArchive.in(machine).publicKey();
    write(
        "sources.list.d/own.sources",
        "Types: deb\nURIs: http://own.test/debian\nSuites: bookworm\nComponents: main\nSigned-By:\n"
            + String.join(
                "\n", key.strip().lines().map(it -> it.isBlank() ? " ." : " " + it).toList())
            + "\n");

    assertThat(new SourceFinder(Map.of(), machine).find(debian).get(0).uri())
        .hasToString("http://own.test/debian");
  }

  @Test
  void lastYearsReleaseFilesDatesAreRead() throws Exception {
    String text = "Date: Sat, 05 Sep 2026 9:27:34 UTC\nSHA256:\n " + "a".repeat(64) + " 1 main/x\n";

    assertThat(ReleaseFile.parse("x", text, "hash").date())
        .contains(java.time.Instant.parse("2026-09-05T09:27:34Z"));
  }
}
