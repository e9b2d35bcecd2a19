package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramekin.freeze.apt.AptDifferential.Installed;
import dev.ramekin.freeze.apt.AptDifferential.Outcome;
import dev.ramekin.freeze.http.CacheFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred sets of the day over Debian's own archive; {@code dev/apt-differential.sh} draws
 * thousands.
 */
class AptDifferentialTest {
  private static final double ENOUGH = 0.995;

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void setsOfTheDayAreResolvedAsAptDoes() throws Exception {
    assumeTrue(RealApt.isThere(), "apt-get is not there to compare with");
    long seed = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(run("debian-12", Installed.SLIM, 80, seed));
    outcomes.addAll(run("debian-12", Installed.FULL, 30, seed + 1));
    outcomes.addAll(run("debian-13", Installed.SLIM, 60, seed + 2));
    outcomes.addAll(run("debian-13", Installed.FULL, 30, seed + 3));

    List<String> differences =
        outcomes.stream().filter(it -> !it.isSame()).map(Outcome::difference).toList();
    System.out.printf(
        "apt differential, seed %d: %d of %d identical%n",
        seed, outcomes.size() - differences.size(), outcomes.size());
    differences.forEach(System.out::println);
    assertThat(outcomes).hasSize(200);
    assertThat(differences).hasSizeLessThanOrEqualTo((int) (200 * (1 - ENOUGH)));
  }

  private List<Outcome> run(String platform, Installed installed, int count, long seed)
      throws Exception {
    return AptDifferential.over(
            platform,
            Map.of(),
            installed,
            CacheFolder.ofUser(System.getenv()),
            Optional.empty(),
            folder.resolve(platform + installed))
        .run(count, seed);
  }
}
