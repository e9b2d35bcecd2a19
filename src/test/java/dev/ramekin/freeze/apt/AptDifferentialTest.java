package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small sample over Debian's own archive; {@code dev/apt-differential.sh} draws larger ones. */
class AptDifferentialTest {
  @Test
  void drawnSetsOfBookwormAreResolvedAsAptDoes(@TempDir Path folder) throws Exception {
    assumeTrue(RealApt.isThere(), "apt-get is not there to compare with");
    Optional<String> archive = reachableArchive();
    assumeTrue(archive.isPresent(), "no Debian archive of this machine's apt can be reached");

    List<AptDifferential.Outcome> outcomes =
        AptDifferential.over(
                "debian-12",
                archive.orElseThrow(),
                Optional.empty(),
                CacheFolder.ofUser(System.getenv()),
                folder)
            .run(3, 12);

    assertThat(outcomes).allSatisfy(it -> assertThat(it.isSame()).as(it.difference()).isTrue());
  }

  /** Returns the server below which the machine's apt finds {@code debian}, if it answers. */
  private static Optional<String> reachableArchive() {
    return MachineSources.read(Path.of("/")).stream()
        .map(MachineSources.Entry::uri)
        .filter(uri -> uri.startsWith("http://") && uri.replaceFirst("/+$", "").endsWith("/debian"))
        .map(uri -> uri.replaceFirst("/debian/*$", ""))
        .filter(AptDifferentialTest::answers)
        .findFirst();
  }

  private static boolean answers(String base) {
    try {
      byte[] release = new Fetcher().bytes(URI.create(base + "/debian/dists/bookworm/InRelease"));
      return release.length > 0
          && Files.isReadable(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"));
    } catch (FetchException exception) {
      return false;
    }
  }
}
