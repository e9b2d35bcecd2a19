package dev.ramekin.freeze.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The distribution's own pip on this machine. In CI it is installed when it is not there. */
final class RealPip {
  private static final String PYTHON = "/usr/bin/python3";

  private RealPip() {}

  /** What a command has printed, and whether it went well. */
  record Result(String output, boolean success) {}

  /** Skips the test where there is no pip. */
  static void need(Path folder) throws IOException {
    if (!isThere(folder) && "required".equals(System.getenv("RAMEKIN_ENGINE"))) {
      run(
          folder,
          "",
          List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-pip"));
    }
    assumeThat(isThere(folder)).as("there is no pip of the distribution here").isTrue();
  }

  private static boolean isThere(Path folder) throws IOException {
    return Files.exists(Path.of(PYTHON))
        && run(folder, "", List.of(PYTHON, "-m", "pip", "--version")).success();
  }

  static String python(Path folder, String script, String input) throws IOException {
    Result result = run(folder, input, List.of(PYTHON, "-c", script));
    assertThat(result.success()).isTrue();
    return result.output();
  }

  static Result run(Path folder, String input, List<String> words) throws IOException {
    Path file = Files.createTempFile("pip", ".in");
    try {
      Files.writeString(file, input);
      ProcessBuilder builder = new ProcessBuilder(words).redirectInput(file.toFile());
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("PIP_CONFIG_FILE", "/dev/null");
      builder.environment().put("PIP_NO_INPUT", "1");
      builder.environment().remove("PIP_INDEX_URL");
      Process process = builder.redirectError(folder.resolve("pip-errors").toFile()).start();
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Result(new String(output, StandardCharsets.UTF_8), process.exitValue() == 0);
    } catch (InterruptedException exception) {
      throw new IOException(exception);
    } finally {
      Files.delete(file);
    }
  }
}
