package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  /** Takes the lock, says so, and holds it until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (FolderLock held = FolderLock.take(Path.of(arguments[0]))) {
        System.out.println(held == null ? "" : "held");
        Thread.sleep(60_000);
      }
    }
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }

  @Test
  void anotherProcessIsNamedAndItsEndFreesTheFolder() throws Exception {
    Process process = holder();
    assertThatThrownBy(() -> FolderLock.take(folder))
        .hasMessage(
            "another ramekin (process %d) is at work in %s; wait until it ends"
                .formatted(process.pid(), folder));

    process.destroyForcibly().waitFor();

    FolderLock.take(folder).close();
  }

  @Test
  void twoInOneProcessDoNotShareAFolder() throws Exception {
    try (FolderLock held = FolderLock.take(folder)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(CommandException.class);
    }
    FolderLock.take(folder).close();
  }

  @Test
  void aFolderThatWasMadeForItGoesAgainWhenNothingWasWritten() throws Exception {
    Path fresh = folder.resolve("a/out");
    FolderLock.take(fresh).close();
    assertThat(fresh).doesNotExist();

    try (FolderLock held = FolderLock.take(fresh)) {
      assertThat(held).isNotNull();
      Files.writeString(fresh.resolve("file"), "x");
    }
    assertThat(fresh.resolve("file")).exists();
  }
}
