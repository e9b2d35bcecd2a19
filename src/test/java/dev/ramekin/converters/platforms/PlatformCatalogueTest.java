package dev.ramekin.converters.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PlatformCatalogueTest {
  private static final String EMPTY_INDEX =
      "sha256:eb37f58646a901dc7727cf448cae36daaefaba79de33b5058dab79aa4c04aefb";

  private final PlatformCatalogue catalogue = PlatformCatalogue.bundled();

  @TestFactory
  List<DynamicTest> everyFileReadsAndSaysItsOwnName() {
    return catalogue.ids().stream()
        .map(
            id ->
                DynamicTest.dynamicTest(
                    id,
                    () -> {
                      PlatformDescription found = catalogue.find(id).orElseThrow();
                      assertThat(found.platform().id()).isEqualTo(id);
                      assertThat(found.facts()).containsEntry("platform", found.platform().name());
                      assertThat(found.facts())
                          .containsEntry("platform_family", found.platform().family());
                      assertThat(found.records())
                          .noneMatch(it -> it.index().equals(Optional.of(EMPTY_INDEX)));
                    }))
        .toList();
  }

  @Test
  void debianTwelveIsKnownWithFactsImageAndArchives() {
    PlatformDescription debian = catalogue.find("debian-12").orElseThrow();

    assertThat(debian.platform().codename()).isEqualTo("bookworm");
    assertThat(debian.baseImage()).isEqualTo("debian:bookworm-slim");
    assertThat(debian.facts()).extractingByKey("lsb").isInstanceOf(Map.class);
    assertThat(debian.records().get(0).installed()).containsEntry("apt", "2.6.1").hasSize(88);
    assertThat(debian.archives())
        .extracting(PlatformDescription.ArchiveAddress::name)
        .containsExactly("debian", "debian-security");
  }

  @Test
  void aHostsPointReleaseLeadsToItsRelease() {
    assertThat(catalogue.findRelease("debian", "12.5").orElseThrow().platform().id())
        .isEqualTo("debian-12");
    assertThat(catalogue.findRelease("centos", "7.9.2009").orElseThrow().platform().id())
        .isEqualTo("centos-7");
    assertThat(catalogue.findRelease("beos", "5.0")).isEmpty();
  }

  @Test
  void aNameThatIsNoIdentifierFindsNothing() {
    assertThat(catalogue.find("../debian-12")).isEmpty();
    assertThat(catalogue.find("debian-99")).isEmpty();
  }

  @Test
  void aFolderOfOnesOwnComesFirst(@TempDir Path folder) throws IOException {
    write(folder, text("debian-12", "sha256:" + "a".repeat(64)));

    PlatformCatalogue own = PlatformCatalogue.withOverrides(folder);

    assertThat(own.find("debian-12").orElseThrow().baseImage()).isEqualTo("registry.test/os:1");
    assertThat(own.find("debian-11").orElseThrow().platform().codename()).isEqualTo("bullseye");
    assertThat(own.ids()).contains("debian-12", "ubuntu-24.04");
  }

  @Test
  void aBadDigestIsReportedWhereItStands(@TempDir Path folder) throws IOException {
    write(folder, text("debian-12", "sha256:short"));

    assertThatThrownBy(() -> PlatformCatalogue.withOverrides(folder).find("debian-12"))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("platforms/debian-12.yaml:13:22: expected sha256:");
  }

  private static void write(Path folder, String text) throws IOException {
    Files.createDirectories(folder.resolve("platforms"));
    Files.writeString(folder.resolve("platforms/debian-12.yaml"), text);
  }

  private static String text(String id, String digest) {
    return """
        id: %s
        name: debian
        version: '12'
        family: debian
        codename: bookworm
        packageManager: apt
        endOfLife: {standard: '2026-06-10'}
        baseImage:
          reference: registry.test/os:1
          records:
            - tag: '1'
              date: '2026-08-24'
              platforms: {a: %s}
        archives: []
        facts: {platform: debian}
        """
        .formatted(id, digest);
  }
}
