package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder holds one whole generation of files, whenever the writing process is killed. */
class FileReplacementTest {
  private static final int FILES = 60;
  private static final int KILLS = 5;

  @TempDir Path folder;

  /** Writes one generation after another until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      for (int generation = 1; ; generation++) {
        OutputWriter.write(folder, files("generation " + generation), false);
        if (generation == 1) {
          System.out.println("ready");
        }
      }
    }
  }

  private static SortedMap<String, OutputFile> files(String content) {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    for (int number = 0; number < FILES; number++) {
      files.put("folder" + number % 7 + "/file" + number, OutputFile.text(content + "\n"));
    }
    files.put("ramekin.lock", OutputFile.of(content + "\n", OutputFile.Kind.LOCK));
    return files;
  }

  @Test
  void aKillInTheMiddleLeavesOneGenerationAndNothingOfAPersons() throws Exception {
    Random random = new Random(5);
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(writer.inputReader().readLine()).isEqualTo("ready");
      Thread.sleep(random.nextInt(700));
      writer.destroyForcibly().waitFor();
      assertThat(folder.resolve("ramekin.lock")).exists();

      OutputWriter.finishInterrupted(folder);

      String lock = Files.readString(folder.resolve("ramekin.lock"));
      for (String path : files("").keySet()) {
        assertThat(folder.resolve(path)).hasContent(lock);
      }
      assertThat(left()).isEmpty();
      assertThat(OutputWriter.write(folder, files("after the kill"), false).kept()).isEmpty();
    }
  }

  private Stream<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.getFileName().toString().startsWith(".ramekin-new-"))
          .toList()
          .stream();
    }
  }

  @Test
  void whatWasNotYetDecidedIsThrownAway() throws IOException {
    OutputWriter.write(folder, files("one"), false);
    Path staging = Files.createDirectories(folder.resolve(".ramekin-new-1/new/folder0"));
    Files.writeString(staging.resolve("file0"), "half");

    OutputWriter.finishInterrupted(folder);

    assertThat(folder.resolve("folder0/file0")).hasContent("one");
    assertThat(left()).isEmpty();
  }

  @Test
  void whatWasDecidedIsFinished() throws IOException {
    OutputWriter.write(folder, files("one"), false);
    Path staging = Files.createDirectories(folder.resolve(".ramekin-new-1/new/folder0"));
    Files.writeString(staging.resolve("file0"), "two");
    Files.writeString(
        folder.resolve(".ramekin-new-1/journal"),
        "replace folder0/file0\nreplace folder1/file1\nremove folder2/file2\n");

    OutputWriter.finishInterrupted(folder);

    assertThat(folder.resolve("folder0/file0")).hasContent("two");
    assertThat(folder.resolve("folder1/file1")).hasContent("one");
    assertThat(folder.resolve("folder2/file2")).doesNotExist();
    assertThat(left()).isEmpty();
  }

  @Test
  void oneFileIsReplacedAndCountsAsGenerated() throws IOException {
    OutputWriter.write(folder, files("one"), false);

    OutputWriter.replace(folder, "ramekin.lock", OutputFile.text("two\n"));

    assertThat(folder.resolve("ramekin.lock")).hasContent("two");
    SortedMap<String, OutputFile> next = files("three");
    next.put("ramekin.lock", OutputFile.text("three\n"));
    assertThat(OutputWriter.write(folder, next, false).kept()).isEmpty();
  }
}
