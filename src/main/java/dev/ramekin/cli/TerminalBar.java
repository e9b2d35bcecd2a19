package dev.ramekin.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws a progress bar on a terminal, and nothing elsewhere. */
final class TerminalBar implements ProgressBarConsumer {
  private static final int WIDTH = 79;

  private final PrintStream err;
  private final boolean terminal;

  TerminalBar(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public void accept(String line) {
    if (terminal) {
      err.print("\r" + line);
    }
  }

  @Override
  public void close() {
    if (terminal) {
      err.println();
    }
  }
}
