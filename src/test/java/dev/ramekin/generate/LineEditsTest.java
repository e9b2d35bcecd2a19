package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Operation.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the generated commands with the machine's own shell and perl, as a build does. */
class LineEditsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void linesThatMatchAreReplacedAsAWhole() throws Exception {
    assertThat(edited("#UMASK 022\nx\n", new Edit.ReplaceLine("^#?\\s*UMASK\\s", "UMASK\t027")))
        .isEqualTo("UMASK\t027\nx\n");
  }

  @Test
  void aLineIsAddedBehindEveryMatch() throws Exception {
    assertThat(edited("a\nb\na\n", new Edit.InsertAfter("a", "it's new")))
        .isEqualTo("a\nit's new\nb\na\nit's new\n");
  }

  @Test
  void aLineIsAppendedOnlyWhenNoneMatches() throws Exception {
    assertThat(edited("a\nb", new Edit.AppendUnless("^c", "c $HOME @x")))
        .isEqualTo("a\nb\nc $HOME @x\n");
    assertThat(edited("a\nc\n", new Edit.AppendUnless("^c", "c2"))).isEqualTo("a\nc\n");
  }

  @Test
  void matchesWithinLinesAreReplacedWithTheirGroups() throws Exception {
    assertThat(edited("GNU/Linux 12 GNU\n", new Edit.Substitute("(G)NU", "<\\1/\\0>")))
        .isEqualTo("<G/GNU>/Linux 12 <G/GNU>\n");
  }

  @Test
  void laterEditsSeeWhatEarlierOnesDid() throws Exception {
    assertThat(
            edited(
                "Debian\n",
                new Edit.Substitute("Debian", "Acme"),
                new Edit.InsertAfter("Acme", "x")))
        .isEqualTo("Acme\nx\n");
  }

  @Test
  void theOldFileIsKeptOnlyWhenSomethingMatched() throws Exception {
    edited("a\n", new Edit.DeleteLines("b"));
    assertThat(folder.resolve("file.old")).doesNotExist();

    edited("a\nb\n", new Edit.DeleteLines("b"));
    assertThat(folder.resolve("file.old")).hasContent("a\nb\n");
  }

  private String edited(String text, Edit... edits) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), text);
    String command =
        LineEdits.command(ShellWords.quote(file.toString()), List.of(edits), Optional.of(".old"));
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Files.readString(file);
  }
}
