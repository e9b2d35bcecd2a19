package dev.ramekin.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A sample of what dev/fuzz.sh does for long; the numbers are the same in every run. */
class FuzzTest {
  private static final long SEED = 20;
  private static final int INPUTS = 1000;

  @Test
  void damagedSourcesAreConvertedOrExplained() throws IOException {
    Fuzz fuzz = new Fuzz(Path.of("fixtures/chef"), SEED);
    for (int number = 0; number < INPUTS; number++) {
      Seeds.Damaged damaged = fuzz.input(number);
      assertThatCode(() -> fuzz.convert(damaged))
          .as("%d: %s", number, damaged.file().path())
          .doesNotThrowAnyException();
    }
  }
}
