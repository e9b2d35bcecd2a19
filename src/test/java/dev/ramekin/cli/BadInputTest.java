package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gives one clear message with its place, and the rest is converted all the same. */
class BadInputTest {
  private static final String RUN_LIST = "recipe[bad],recipe[good]";

  @TempDir private Path repository = Path.of("");

  /** What a run gave. */
  private record Run(int exit, String out, String err) {
    /** Lines that report an error or a warning; the lines below one only explain it. */
    java.util.List<String> messages() {
      return err.lines().filter(line -> line.matches("(error|warning|ramekin:) ?.*")).toList();
    }
  }

  @BeforeEach
  void writeAGoodCookbook() throws IOException {
    write("cookbooks/good/metadata.rb", "name 'good'\n");
    write("cookbooks/good/recipes/default.rb", "file '/etc/good'\n");
    write("cookbooks/bad/metadata.rb", "name 'bad'\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent() == null ? repository : file.getParent());
    Files.writeString(file, text);
  }

  private static Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Run run =
        new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    assertThat(run.err()).as("no stack trace").doesNotContain("\tat ", "Exception");
    return run;
  }

  private Run inspect() {
    return run("inspect", repository.toString(), "--run-list", RUN_LIST);
  }

  private static void assertTheRestIsConverted(Run run) {
    assertThat(run.out()).contains("file[/etc/good]").contains("converted");
  }

  @Test
  void aSyntaxErrorIsOneMessageWithItsLine() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "package 'a'\n\nif true\n  package 'b'\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0)).startsWith("error cookbooks/bad/recipes/default.rb:");
    assertTheRestIsConverted(run);
  }

  @Test
  void aMissingCookbookIsOneMessageThatNamesItAndWhoAsked() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "\ninclude_recipe 'nowhere::server'\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0))
        .startsWith("error cookbooks/bad/recipes/default.rb:2")
        .contains("nowhere");
    assertTheRestIsConverted(run);
  }

  @Test
  void anEndlessLoopIsStoppedWithOneMessage() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "number = 0\nwhile true\n  number += 1\nend\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0)).startsWith("error cookbooks/bad/recipes/default.rb:");
    assertTheRestIsConverted(run);
  }

  @Test
  void endlessRecursionIsStoppedWithOneMessage() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "def again(x)\n  again(x + 1)\nend\nagain(1)\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0)).startsWith("error cookbooks/bad/recipes/default.rb:");
    assertTheRestIsConverted(run);
  }

  @Test
  void aStringThatGrowsWithoutEndIsStoppedWithOneMessage() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "text = 'x'\nloop { text = text + text }\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertTheRestIsConverted(run);
  }

  @Test
  void aMissingTemplateIsOneMessageWithTheResourcesLine() throws IOException {
    write(
        "cookbooks/bad/recipes/default.rb",
        "\n\ntemplate '/etc/bad' do\n  source 'absent.erb'\nend\n");

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0))
        .contains("cookbooks/bad/recipes/default.rb:3")
        .contains("absent.erb");
    assertTheRestIsConverted(run);
  }

  @Test
  void aFileOfTwoHundredMegabytesIsLeftOutWithOneMessage() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "file '/etc/bad'\n");
    Path large = repository.resolve("cookbooks/bad/files/default/large.bin");
    Files.createDirectories(large.getParent());
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200L << 20);
    }

    Run run = inspect();

    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0))
        .contains("cookbooks/bad/files/default/large.bin")
        .contains("200 MB");
    assertTheRestIsConverted(run);
  }

  @Test
  void aLinkOutOfTheSourceIsNotFollowed() throws IOException {
    write(
        "cookbooks/bad/recipes/default.rb",
        "cookbook_file '/etc/bad' do\n  source 'etc/hostname'\nend\n");
    Files.createDirectories(repository.resolve("cookbooks/bad/files"));
    Files.createSymbolicLink(repository.resolve("cookbooks/bad/files/etc"), Path.of("/etc"));

    Run run = inspect();

    assertThat(run.err()).contains("warning cookbooks/bad/files/etc: ").contains("leads outside");
    assertTheRestIsConverted(run);
  }

  @Test
  void anEmptyFolderIsUnreadableInput(@TempDir Path empty) {
    Run run = run("inspect", empty.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).hasSize(1);
    assertThat(run.err()).contains(empty.toString()).contains("looked for a Chef repository");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsUnreadableInput() {
    Run run = run("inspect", repository.resolve("absent").toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).hasSize(1);
    assertThat(run.err()).contains("absent").contains("does not exist");
  }

  @Test
  void whatIsNestedTooDeeplyIsOneMessage() throws IOException {
    write("cookbooks/bad/recipes/default.rb", "file '/etc/bad'\n");
    write("data_bags/shop/deep.json", "{\"id\": ".repeat(50_000));
    write("kitchen.yml", "{a: ".repeat(50_000));

    Run run = inspect();

    assertThat(run.messages())
        .hasSize(2)
        .allMatch(message -> message.contains("nested too deeply"));
    assertThat(run.err()).contains("data_bags/shop/deep.json").contains("kitchen.yml");
    assertTheRestIsConverted(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ramekin.yaml", "ramekin.lock"})
  void aDamagedFileOfAnEarlierRunIsOneMessageWithItsName(String name) throws IOException {
    write("out/" + name, "{a: ".repeat(50_000));
    write("cookbooks/bad/recipes/default.rb", "file '/etc/bad'\n");

    Run run =
        run(
            "convert",
            repository.resolve("cookbooks").toString(),
            "--run-list",
            RUN_LIST,
            "--offline",
            "-o",
            repository.resolve("out").toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).hasSize(1);
    assertThat(run.messages().get(0)).contains(name).contains("nested too deeply");
  }
}
