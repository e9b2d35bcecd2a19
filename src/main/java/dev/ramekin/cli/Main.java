package dev.ramekin.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    int code =
        run(
            arguments,
            new PrintStream(System.out, false, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8));
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @param arguments as given by the user
   * @param out takes data
   * @param err takes messages
   * @return the exit code
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    CommandLine command = Commands.root(arguments, new Streams(out, err));
    command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    int code = command.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }
}
