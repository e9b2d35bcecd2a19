package dev.ramekin.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.yaml.YamlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRunnerTest {
  @TempDir private Path folder = Path.of("");

  private static SortedMap<String, byte[]> files(String... pathsAndTexts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int index = 0; index < pathsAndTexts.length; index += 2) {
      files.put(pathsAndTexts[index], pathsAndTexts[index + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private GoldenCase golden(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("input"));
    Files.writeString(folder.resolve("case.yaml"), yaml);
    return GoldenCase.read(folder);
  }

  private static void write(Path out) {
    try {
      Expected.write(out, files("images/web/Dockerfile", "FROM x\n", "other", ""));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Test
  void equalFilesHaveNoDifference() {
    assertThat(Difference.between(files("a", "1\n"), files("a", "1\n"))).isEmpty();
  }

  @Test
  void aChangedLineIsShownAsUnifiedDiff() {
    assertThat(Difference.between(files("a", "one\ntwo\n"), files("a", "one\n2\n")))
        .contains("--- expected/a", "+++ a", "-two", "+2", " one");
  }

  @Test
  void missingAndExtraFilesAreNamed() {
    assertThat(Difference.between(files("a", "", "b", "x"), files("b", "x", "c", "new\n")))
        .contains("missing: a", "not expected: c", "+new");
  }

  @Test
  void aMissingLineEndIsADifference() {
    assertThat(Difference.between(files("a", "one\n"), files("a", "one"))).isNotEmpty();
  }

  @Test
  void bytesThatAreNoTextAreComparedAsBytes() {
    SortedMap<String, byte[]> one = new TreeMap<>();
    one.put("a", new byte[] {(byte) 0xC3});
    SortedMap<String, byte[]> other = new TreeMap<>();
    other.put("a", new byte[] {(byte) 0xC4});

    assertThat(Difference.between(one, other)).contains("other bytes");
  }

  @Test
  void placesBecomeWordsAndOnlyTheGlobsFilesAreCompared() throws IOException {
    GoldenCase golden =
        golden(
            "shows: x\ncommand: [convert, '{input}', -o, '{out}']\nexit: 3\n"
                + "compare: ['images/**', compose.yaml]\nstderr: true\n");
    Path out = folder.resolve("new");

    Outcome outcome =
        Outcome.of(
            golden,
            (arguments, stdout, stderr) -> {
              stderr.println(String.join(" ", arguments));
              write(out);
              return 3;
            },
            out);

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.files().keySet()).containsExactly("images/web/Dockerfile", "other");
    SortedMap<String, byte[]> compared = outcome.compared(golden);
    assertThat(compared.keySet()).containsExactly("out/images/web/Dockerfile", "stderr.txt");
    assertThat(new String(compared.get("stderr.txt"), StandardCharsets.UTF_8))
        .isEqualTo("convert {input} -o {out}\n");
  }

  @Test
  void jsonOnStandardOutputIsSetOutOverLines() throws IOException {
    GoldenCase golden = golden("shows: x\ncommand: [inspect]\nexit: 0\nstdout: true\n");

    Outcome outcome =
        Outcome.of(
            golden,
            (arguments, stdout, stderr) -> {
              stdout.println("{\"a\":[1,2]}");
              return 0;
            },
            folder.resolve("none"));

    assertThat(outcome.stdout().lines().count()).isGreaterThan(1);
  }

  @Test
  void expectedFilesAreReplacedAsAWhole() throws IOException {
    Path expected = folder.resolve("expected");
    Expected.write(expected, files("old/a", "1"));
    Expected.write(expected, files("new/b", "2"));

    assertThat(Outcome.read(expected).keySet()).containsExactly("new/b");
  }

  @Test
  void aCaseThatComparesNothingIsAMistake() {
    assertThatThrownBy(() -> golden("shows: x\ncommand: [inspect]\nexit: 0\n"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("compares nothing");
  }

  @Test
  void aFolderWithoutItsPartnersIsAMistake() {
    assertThatThrownBy(() -> GoldenCase.read(folder)).hasMessageContaining("needs both");
  }
}
