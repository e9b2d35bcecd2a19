package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.cli.Main;
import dev.ramekin.engine.EngineTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Converts and builds recorded hosts of {@code fixtures/chef-state} and compares what they are. */
@EngineTest
class RecordedHostEngineTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("fixtures.dir", "fixtures"))
          .toAbsolutePath()
          .resolve("chef-state");

  @TempDir private Path temporary = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"web-nginx", "notify-order"})
  void noDifferenceIsWithoutItsReason(String name) {
    Path out = temporary.resolve(name);
    Path folder = FIXTURES.resolve(name);

    assertThat(
            run(
                "convert",
                folder.resolve("input").toString(),
                "-o",
                out.toString(),
                "--facts",
                FIXTURES.resolve("facts.json").toString()))
        .startsWith("0\n");
    assertThat(
            run("verify", out.toString(), "--against", folder.resolve("expected.json").toString()))
        .startsWith("0\n")
        .contains("as recorded")
        .doesNotContain("unexplained ");
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Main.run(arguments, stream, stream);
    return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
  }
}
