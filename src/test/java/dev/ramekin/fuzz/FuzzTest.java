package dev.ramekin.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what dev/fuzz.sh does for long; the numbers are the same in every run. */
class FuzzTest {
  private static final Path FIXTURES = Path.of("fixtures/chef");
  private static final long SEED = 20;

  @Test
  void damagedSourcesAreConvertedOrExplained() throws IOException {
    check(new SourceInputs(FIXTURES, SEED), 1000);
  }

  @Test
  void commandsOverDamagedFilesEndWithAMessage(@TempDir Path work) throws IOException {
    check(new CommandInputs(FIXTURES, work, SEED), 100);
  }

  private static void check(Inputs inputs, int count) throws IOException {
    for (int number = 0; number < count; number++) {
      Inputs.Damaged damaged = inputs.damaged(number);
      assertThatCode(damaged.trial()::run)
          .as("%d: %s", number, damaged.file())
          .doesNotThrowAnyException();
    }
  }
}
