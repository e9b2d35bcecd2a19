package dev.ramekin.freeze.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The git program, without the settings of whoever runs the tests. */
public final class RealGit {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_AUTHOR_NAME", "Ada",
          "GIT_AUTHOR_EMAIL", "ada@example.com",
          "GIT_COMMITTER_NAME", "Ada",
          "GIT_COMMITTER_EMAIL", "ada@example.com",
          "GIT_AUTHOR_DATE", "1700000000 +0100",
          "GIT_COMMITTER_DATE", "1700000000 +0100",
          "LC_ALL", "C.UTF-8");

  private RealGit() {}

  /** Returns whether there is one, with the parts that serve repositories. */
  public static boolean isThere() {
    try {
      Path core = Path.of(text(Path.of("/"), "--exec-path").strip());
      return Files.isExecutable(core.resolve("git-daemon"));
    } catch (IOException exception) {
      return false;
    }
  }

  /** Runs git in a folder and returns what it prints. */
  public static String text(Path folder, String... arguments) throws IOException {
    return new String(bytes(folder, arguments), StandardCharsets.UTF_8);
  }

  /** Runs git in a folder and returns what it prints. */
  public static byte[] bytes(Path folder, String... arguments) throws IOException {
    Path errors = Files.createTempFile("git", ".err");
    try {
      Process process = command(folder, arguments).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(String.join(" ", arguments) + "\n" + Files.readString(errors))
          .isZero();
      return output;
    } catch (InterruptedException exception) {
      throw new IOException(exception);
    } finally {
      Files.delete(errors);
    }
  }

  static ProcessBuilder command(Path folder, String... arguments) {
    List<String> words = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().putAll(SETTINGS);
    return builder;
  }

  /** Makes a repository with a branch main and nothing in it. */
  public static Path init(Path folder) throws IOException {
    Files.createDirectories(folder);
    text(folder, "init", "-q", "-b", "main");
    return folder;
  }

  /** Commits everything and returns the commit. */
  public static String commit(Path folder, String message) throws IOException {
    text(folder, "add", "-A");
    text(folder, "commit", "-q", "-m", message);
    return text(folder, "rev-parse", "HEAD").strip();
  }
}
