package dev.ramekin.cli;

import picocli.CommandLine.Option;

/** What every command takes: how it speaks. */
final class OutputOptions {
  /** How data is written. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How data is written to standard output (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Notes too.")
  private boolean verbose;

  @Option(names = "--debug", description = "Show where in Ramekin a failure arose.")
  private boolean debug;

  boolean json() {
    return format == Format.json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose || debug;
  }
}
