package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.ConverterFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freeze and drift over a folder that was converted without a network. */
class DriftCommandTest {
  @TempDir Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe("package 'nginx'\n");
  }

  private void recipe(String text) throws IOException {
    Path file = folder.resolve("web/recipes/default.rb");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.writeString(folder.resolve("web/metadata.rb"), "name 'web'\nversion '1.0.0'\n");
  }

  private int run(String... arguments) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code = Main.run(arguments, new PrintStream(data), new PrintStream(messages));
    out = data.toString(StandardCharsets.UTF_8);
    err = messages.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int convert(String... options) {
    return run(
        Stream.concat(Stream.of(convertArguments()), Stream.of(options)).toArray(String[]::new));
  }

  private String[] convertArguments() {
    return new String[] {
      "convert",
      folder.resolve("web").toString(),
      "-o",
      folder.resolve("out").toString(),
      "--run-list",
      "recipe[web]",
      "--offline",
      "--cache",
      folder.resolve("cache").toString()
    };
  }

  private int later(String command, String... more) {
    String[] arguments = {
      command,
      folder.resolve("out").toString(),
      "--offline",
      "--cache",
      folder.resolve("cache").toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  @Test
  void whatCannotBeAskedIsNoAnswer() {
    convert();

    assertThat(later("drift")).isEqualTo(1);
    assertThat(out).isEqualTo("No drift as far as could be asked.\n");
    assertThat(err).contains("debian:bookworm-slim stays as the lock has it");
    assertThat(later("drift", "--format", "json")).isEqualTo(1);
    assertThat(out).startsWith("{\"drift\":false,\"changes\":[],\"notAsked\":[\"debian:bookworm");
  }

  @Test
  void anOptionWithoutAValueIsReadAgainToo() throws IOException {
    convert("--no-catalogue");

    assertThat(Files.readString(folder.resolve("out").resolve(ConversionRecord.PATH)))
        .contains("  - '--no-catalogue'\n")
        .doesNotContain("'true'");
    later("freeze");
    assertThat(err).contains("nginx is not frozen").doesNotContain("is not there");
  }

  @Test
  void aPlatformOfTheUsersOwnIsFrozenToo() throws IOException {
    Path own = folder.resolve("own/platforms/debian-12.yaml");
    Files.createDirectories(own.getParent());
    String bundled = ConverterFiles.builtIn().text("platforms/debian-12.yaml").orElseThrow();
    Files.writeString(
        own, bundled.replace("reference: debian:bookworm-slim", "reference: example.com/base:one"));

    convert("--converters", folder.resolve("own").toString());

    assertThat(Files.readString(folder.resolve("out/ramekin.lock")))
        .contains("from: 'example.com/base:one'")
        .doesNotContain("debian:bookworm-slim");
    assertThat(Files.readString(folder.resolve("out/images/nginx/Dockerfile")))
        .contains("FROM example.com/base:one");
  }

  @Test
  void theSourcesAreReadAgainWithTheirOptions() throws IOException {
    convert();
    Path record = folder.resolve("out").resolve(ConversionRecord.PATH);

    assertThat(record)
        .content()
        .contains("- '--run-list'\n  - 'recipe[web]'")
        .doesNotContain("cache");
    Files.delete(folder.resolve("web/recipes/default.rb"));
    Files.delete(folder.resolve("web/recipes"));
    Files.delete(folder.resolve("web/metadata.rb"));
    Files.delete(folder.resolve("web"));
    assertThat(later("drift")).isEqualTo(1);
    assertThat(err)
        .startsWith("ramekin: " + folder.resolve("web") + ", which ")
        .contains("is not there; run this in the folder where `ramekin convert` ran");
  }

  @Test
  void aChangeOfTheSourcesIsNoDrift() throws IOException {
    convert();
    recipe(
        "package 'nginx'\nremote_file '/a' do\n  source 'https://example.com/a'\n  checksum '"
            + "a".repeat(64)
            + "'\nend\n");

    assertThat(later("drift")).isEqualTo(1);
    assertThat(err).contains("The sources ask for something else than the lock has");
    assertThat(out).isEqualTo("No drift as far as could be asked.\n");
  }

  @Test
  void freezeWritesWhatChangedAndNothingElse() throws IOException {
    convert();
    Path lock = folder.resolve("out/ramekin.lock");
    String before = Files.readString(lock);

    assertThat(later("freeze")).isEqualTo(1);
    assertThat(out).isEqualTo("Not everything could be asked: the lock stays as it is.\n");
    assertThat(lock).hasContent(before);
    assertThat(later("freeze", "--update", "nosuch")).isEqualTo(1);
    assertThat(err).contains("has no 'nosuch': no package, base image or address");
  }

  @Test
  void aFolderThatWasNotConvertedIsLeftAlone() {
    assertThat(run("freeze", folder.resolve("nothing").toString())).isEqualTo(1);
    assertThat(err).contains("there is no ramekin.lock in");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }
}
