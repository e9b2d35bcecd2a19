package dev.ramekin.cli;

import dev.ramekin.freeze.apt.ArchiveException;
import dev.ramekin.verify.EngineException;
import dev.ramekin.yaml.YamlException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns an exception that nobody handled into one line; the stack trace is for --debug. */
final class FailureHandler implements CommandLine.IExecutionExceptionHandler {
  private final PrintStream err;

  FailureHandler(Streams streams) {
    this.err = streams.err();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    err.println("ramekin: " + message(exception));
    if (exception instanceof EngineException engine) {
      engine.log().ifPresent(log -> err.println("  The engine's own words are in " + log));
    }
    if (parsed.expandedArgs().contains("--debug")) {
      exception.printStackTrace(err);
    } else if (isOurs(exception)) {
      err.println("  This is a fault of Ramekin's; --debug shows where.");
    }
    return exception instanceof YamlException ? ExitCode.USAGE.code() : ExitCode.FAILED.code();
  }

  private static boolean isOurs(Exception exception) {
    return !(exception instanceof YamlException
        || exception instanceof IOException
        || exception instanceof UncheckedIOException
        || exception instanceof CommandException
        || exception instanceof EngineException
        || exception instanceof ArchiveException);
  }

  private static String message(Exception exception) {
    Throwable cause = exception.getCause();
    if (!(exception instanceof UncheckedIOException) || cause == null) {
      cause = exception;
    }
    if (cause instanceof FileSystemException file) {
      String reason = file.getReason() == null ? "cannot be read or written" : file.getReason();
      return file.getFile() + ": " + reason;
    }
    if (!isOurs(exception)) {
      return String.valueOf(cause.getMessage());
    }
    return exception.getClass().getSimpleName() + ": " + exception.getMessage();
  }
}
