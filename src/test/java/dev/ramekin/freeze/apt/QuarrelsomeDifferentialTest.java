package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up archives on which nearly everything stands in the way of something else. */
class QuarrelsomeDifferentialTest {
  private static final int SETS = 20;

  @TempDir private Path folder = Path.of("set by JUnit");

  private List<String> differences(long firstSeed, int archives) {
    assumeTrue(RealApt.isThere(), "apt-get is not there to compare with");
    return QuarrelsomeDifferential.run(folder, firstSeed, archives, SETS).stream()
        .flatMap(
            result ->
                result.outcomes().stream()
                    .filter(it -> !it.theirs().lacksOrder() && !it.isSame())
                    .map(it -> result.seed() + " " + it.difference()))
        .toList();
  }

  @Test
  void knownArchivesAreResolvedAsAptDoes() {
    assertThat(differences(1, 8)).isEmpty();
  }

  @Test
  void archivesOfTheDayAreResolvedAsAptDoes() {
    long seed = 1_000 * LocalDate.now(ZoneOffset.UTC).toEpochDay();
    System.out.println("archives drawn from seed " + seed + " on");

    List<String> differences = differences(seed, 8);

    differences.forEach(System.out::println);
    assertThat(differences).hasSizeLessThanOrEqualTo(8 * SETS / 100);
  }
}
