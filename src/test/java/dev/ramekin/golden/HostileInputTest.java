package dev.ramekin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that cannot be kept as fixtures: huge files, links to elsewhere, empty folders. */
class HostileInputTest {
  private static final String GOOD = "file '/etc/good' do\n  content \"still converted\\n\"\nend\n";

  @TempDir private Path folder = Path.of("");
  private Path cookbook = Path.of("");
  private Path out = Path.of("");
  private String messages = "";

  @BeforeEach
  void writeGoodRecipe() throws IOException {
    cookbook = folder.resolve("input/cookbooks/shop");
    out = folder.resolve("out");
    write("metadata.rb", "name 'shop'\nversion '1.0.0'\n");
    write("recipes/default.rb", GOOD);
  }

  private void write(String path, String text) throws IOException {
    Path file = cookbook.resolve(path);
    Files.createDirectories(file.getParent() == null ? cookbook : file.getParent());
    Files.writeString(file, text);
  }

  private int convert(Path source) {
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    String[] arguments = {
      "convert", source.toString(), "-o", out.toString(), "--offline", "--run-list", "recipe[shop]"
    };
    int code =
        Main.run(
            arguments,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(stderr, true, StandardCharsets.UTF_8));
    messages = stderr.toString(StandardCharsets.UTF_8);
    assertThat(messages).doesNotContain("\tat ", "Exception");
    return code;
  }

  private int convert() {
    return convert(folder.resolve("input"));
  }

  private String everythingWritten() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  @Test
  void aHugeFileIsNamedAndSkippedAndTheRestConverted() throws IOException {
    Path image = cookbook.resolve("files/default/disk.img");
    Files.createDirectories(cookbook.resolve("files/default"));
    try (RandomAccessFile sparse = new RandomAccessFile(image.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }

    int code = convert();

    assertThat(messages).contains("cookbooks/shop/files/default/disk.img", "200 MB");
    assertThat(code).isIn(0, 3);
    assertThat(everythingWritten()).contains("still converted");
  }

  @Test
  void aLinkToEtcIsNotFollowed() throws IOException {
    Files.createDirectories(cookbook.resolve("files/default"));
    Files.createSymbolicLink(cookbook.resolve("files/default/etc"), Path.of("/etc"));
    write(
        "recipes/default.rb",
        GOOD
            + "remote_directory '/srv/etc' do\n  source 'etc'\nend\n"
            + "cookbook_file '/srv/passwd' do\n  source 'etc/passwd'\nend\n");

    int code = convert();

    assertThat(messages).contains("cookbooks/shop/files/default/etc", "leads outside");
    assertThat(code).isEqualTo(3);
    assertThat(everythingWritten())
        .contains("still converted")
        .doesNotContain(Files.readAllLines(Path.of("/etc/passwd")).get(0));
  }

  @Test
  void anEmptyFolderIsToldWhatWasLookedFor() throws IOException {
    int code = convert(Files.createDirectories(folder.resolve("empty")));

    assertThat(code).isEqualTo(2);
    assertThat(messages).contains("empty", "looked for", "cookbook");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    int code = convert(folder.resolve("nowhere"));

    assertThat(code).isEqualTo(2);
    assertThat(messages).contains("nowhere", "does not exist");
  }
}
