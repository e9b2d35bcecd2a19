package dev.ramekin.lang.ruby;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs expressions in the {@code ruby} of the machine: a process that answers line by line. */
final class SystemRuby implements Oracle, AutoCloseable {
  private static final String PROGRAM =
      """
      $VERBOSE = nil
      $stdout.sync = true
      $answers = $stdout.dup
      $stdout.reopen(File::NULL)
      while (__line = $stdin.gets)
        begin
          __code = __line.chomp.unpack1('m0').force_encoding('UTF-8')
          __text = Timeout.timeout(2) { eval(__code, TOPLEVEL_BINDING.dup).inspect }
        rescue Exception => e
          __text = "#{e.class}: #{e.message}"
        end
        $answers.puts [__text.dup.force_encoding('BINARY')].pack('m0')
        $answers.flush
      end
      """;

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  SystemRuby() throws IOException {
    process =
        new ProcessBuilder(
                "ruby",
                "--disable=gems,did_you_mean,error_highlight",
                "-rset",
                "-rjson",
                "-rtimeout",
                "-rshellwords",
                "-rdigest",
                "-rerb",
                "-ruri",
                "-rostruct",
                "-e",
                PROGRAM)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    questions =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Returns whether the machine has one. */
  static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ruby")));
  }

  @Override
  public String inspect(String expression) {
    var encoder = java.util.Base64.getEncoder();
    try {
      questions.write(encoder.encodeToString(expression.getBytes(StandardCharsets.UTF_8)) + "\n");
      questions.flush();
      String line = answers.readLine();
      return line == null
          ? "Ruby ended"
          : new String(java.util.Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
