package dev.ramekin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every folder {@code fixtures/<language>/<case>} is a test. {@code -Dgolden.update=true} rewrites
 * what is expected; read the change before it is committed.
 */
class GoldenTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("fixtures.dir", "fixtures")).toAbsolutePath();
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TempDir private Path temporary = Path.of("");

  @TestFactory
  List<DynamicTest> everyCaseGivesWhatIsExpectedTwice() throws IOException {
    return GoldenCase.folders(FIXTURES).stream()
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)))
        .toList();
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(GoldenCase.folders(FIXTURES)).isNotEmpty();
  }

  private static String name(Path folder) {
    return FIXTURES.relativize(folder).toString();
  }

  private void check(Path folder) throws IOException {
    GoldenCase golden = GoldenCase.read(folder);
    Path work = Files.createDirectories(temporary.resolve(name(folder)));
    Outcome first = Outcome.of(golden, Main::run, work.resolve("first"));
    Outcome second = Outcome.of(golden, Main::run, work.resolve("second"));

    assertThat(first.stderr())
        .as("standard error")
        .doesNotContain("\tat ")
        .doesNotContainPattern("Exception\\b");
    assertThat(first.exit()).as("exit code; stderr:%n%s", first.stderr()).isEqualTo(golden.exit());
    assertThat(second.stdout() + second.stderr())
        .as("what a second run prints")
        .isEqualTo(first.stdout() + first.stderr());
    assertThat(Difference.between(first.files(), second.files()))
        .as("what a second run changes")
        .isEmpty();
    if (UPDATE) {
      Expected.write(golden.expected(), first.compared(golden));
    }
    assertThat(Difference.between(Outcome.read(golden.expected()), first.compared(golden)))
        .as("%s: %s", name(folder), golden.shows())
        .isEmpty();
  }
}
