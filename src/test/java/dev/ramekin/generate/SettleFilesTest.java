package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps of a build leave behind is the same in every build; needs perl and sh. */
class SettleFilesTest {
  private static final long CLOCK = 1_790_000_000;
  private static final Path TOOLS = Path.of("converters/templates").toAbsolutePath();
  private static final int PAGE = 4096;
  private static final int IDENTITY = 52;

  @TempDir private Path folder = Path.of("set by JUnit");

  @BeforeEach
  void needPerl() {
    assumeThat(Path.of("/usr/bin/perl")).isExecutable();
  }

  private void settle(Path file) throws Exception {
    Process process =
        new ProcessBuilder("perl", "-w", TOOLS.resolve("settle-files.pl").toString(), "" + CLOCK)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().write((file + "\0").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** A hash database of three pages, with the identity in the first and the last. */
  private static byte[] berkeley(long seed, ByteOrder order, byte flags) {
    byte[] identity = new byte[20];
    new Random(seed).nextBytes(identity);
    ByteBuffer file = ByteBuffer.allocate(3 * PAGE).order(order);
    file.putInt(12, 0x061561).putInt(16, 9).putInt(20, PAGE);
    file.put(26, flags);
    file.put(IDENTITY, identity);
    file.put(2 * PAGE + IDENTITY, identity);
    byte[] items =
        ("\u0001" + (1_700_000_000 + seed) + "\u0001YP_LAST_MODIFIED")
            .getBytes(StandardCharsets.US_ASCII);
    file.put(3 * PAGE - items.length, items);
    return file.array();
  }

  private byte[] settled(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    settle(file);
    return Files.readAllBytes(file);
  }

  @Test
  void aBerkeleyDatabaseHasAnIdentityByItsPath() throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] one = settled("a.db", berkeley(1, order, (byte) 0));
      assertThat(one).isEqualTo(settled("a.db", berkeley(2, order, (byte) 0)));
      assertThat(one).isNotEqualTo(settled("b.db", berkeley(1, order, (byte) 0)));
      assertThat(new String(one, StandardCharsets.ISO_8859_1))
          .endsWith("\u0001" + CLOCK + "\u0001YP_LAST_MODIFIED");
      byte[] identity = Arrays.copyOfRange(one, IDENTITY, IDENTITY + 20);
      assertThat(Arrays.copyOfRange(one, 2 * PAGE + IDENTITY, 2 * PAGE + IDENTITY + 20))
          .isEqualTo(identity);
    }
  }

  @Test
  void whatWouldBeDamagedStaysAsItIs() throws Exception {
    byte[] checksums = berkeley(1, ByteOrder.LITTLE_ENDIAN, (byte) 1);
    assertThat(settled("a.db", checksums)).isEqualTo(checksums);
    byte[] text =
        "no database at all, but longer than a header would be; "
            .repeat(9)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(settled("a.txt", text)).isEqualTo(text);
    assertThat(settled("empty", new byte[0])).isEmpty();
  }

  private static byte[] compiled(int magic, int flags, long time) {
    ByteBuffer file = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort(0, (short) magic).put(2, (byte) '\r').put(3, (byte) '\n');
    return file.putInt(4, flags).putInt(8, (int) time).array();
  }

  @Test
  void aCompiledModuleNamesTheTimeItsSourceHasInTheImage() throws Exception {
    assertThat(settled("m.pyc", compiled(3495, 0, CLOCK + 5))).isEqualTo(compiled(3495, 0, CLOCK));
    byte[] older = compiled(3495, 0, CLOCK - 5);
    assertThat(settled("m.pyc", older)).isEqualTo(older);
    byte[] byHash = compiled(3495, 1, CLOCK + 5);
    assertThat(settled("m.pyc", byHash)).isEqualTo(byHash);
    byte[] python2 = compiled(62211, 0, CLOCK + 5);
    assertThat(settled("m.py", python2)).isEqualTo(python2);
  }

  private int step(String script, String... program) throws IOException, InterruptedException {
    String[] command = new String[2 + program.length];
    command[0] = "sh";
    command[1] = TOOLS.resolve("run-step.sh").toString();
    System.arraycopy(program, 0, command, 2, program.length);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return process.waitFor();
  }

  @Test
  void aStepThatFailsEndsTheBuildWithItsOwnStatus() throws Exception {
    assertThat(step("cat >swallowed\necho after >after\nexit 7\n")).isEqualTo(7);

    assertThat(folder.resolve("swallowed")).isEmptyFile();
    assertThat(folder.resolve("after")).hasContent("after");
    assertThat(step("import sys\nsys.exit(9)\n", "python3")).isEqualTo(9);
  }
}
