package dev.ramekin.freeze.gem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The Ruby and RubyGems of this machine. In CI they are installed when they are not there. */
public final class RealRubyGems {
  private RealRubyGems() {}

  /** Skips the test where there is no Ruby. */
  public static void need(Path folder) throws IOException {
    if (!isThere() && "required".equals(System.getenv("RAMEKIN_ENGINE"))) {
      run(folder, "", 300, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "ruby");
    }
    assumeThat(isThere()).as("there is no ruby here").isTrue();
  }

  private static boolean isThere() throws IOException {
    try {
      return new ProcessBuilder("sh", "-c", "command -v ruby >/dev/null").start().waitFor() == 0;
    } catch (InterruptedException exception) {
      throw new IOException(exception);
    }
  }

  static String ask(String expression, Path folder) throws IOException {
    return run(folder, "", 60, "ruby", "-e", "print " + expression);
  }

  /** Runs one of the scripts beside this class. */
  static String script(Path folder, String name, String input, String... arguments)
      throws IOException {
    Path script = folder.resolve(name);
    Files.createDirectories(folder);
    try (InputStream stream =
        Objects.requireNonNull(RealRubyGems.class.getResourceAsStream(name))) {
      Files.write(script, stream.readAllBytes());
    }
    List<String> words = new ArrayList<>(List.of("ruby", script.toString()));
    words.addAll(List.of(arguments));
    return run(folder, input, 600, words.toArray(String[]::new));
  }

  /** Returns what {@code gem install --explain} lists. */
  static List<String> explain(Path folder, URI server, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gem", "install", "--explain", "--clear-sources", "--source", server.toString()));
    command.addAll(List.of(words));
    return run(folder, "", 60, command.toArray(String[]::new))
        .lines()
        .filter(it -> it.startsWith("  "))
        .map(String::strip)
        .toList();
  }

  static String run(Path folder, String input, int seconds, String... words) throws IOException {
    Path file = Files.createTempFile("ruby", ".in");
    try {
      Files.writeString(file, input);
      ProcessBuilder builder = new ProcessBuilder(words).redirectInput(file.toFile());
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("GEM_HOME", folder.resolve("gem-home").toString());
      builder.environment().put("GEM_SPEC_CACHE", folder.resolve("gem-specs").toString());
      Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
      return new String(output, StandardCharsets.UTF_8);
    } catch (InterruptedException exception) {
      throw new IOException(exception);
    } finally {
      Files.delete(file);
    }
  }
}
