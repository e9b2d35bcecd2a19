package dev.ramekin.cli;

import dev.ramekin.freeze.Pantry;
import dev.ramekin.freeze.PantryView;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Brings the files of a lock into the pantry, with a progress bar on a terminal. */
final class PantryFiller {
  private static final long MEBIBYTE = 1 << 20;

  private final Streams streams;
  private final OutputOptions output;
  private final ArchiveOptions archives;
  private final PantryOptions options;

  PantryFiller(
      Streams streams, OutputOptions output, ArchiveOptions archives, PantryOptions options) {
    this.streams = streams;
    this.output = output;
    this.archives = archives;
    this.options = options;
  }

  /** Returns whether every file is in its place. */
  boolean fill(Path out) throws IOException {
    Lock lock = LockStore.read(out);
    if (lock.strategy() != Lock.Strategy.PANTRY) {
      return true;
    }
    ProjectFile project = ProjectFile.read(out);
    Path folder = options.folder(project, out);
    Pantry pantry = pantry(project, folder);
    Pantry.Result result;
    try (ProgressBar bar = progress()) {
      result =
          pantry.fetch(
              lock,
              folder,
              (name, done, total) -> {
                bar.maxHint(total);
                bar.stepTo(done);
              });
    }
    new FindingPrinter(streams, output, Optional.empty()).print(result.findings());
    if (!output.quiet()) {
      streams
          .err()
          .println("pantry: " + result.files() + " files, " + result.fetched() + " fetched");
    }
    if (!result.findings().isEmpty()) {
      return false;
    }
    Path view = out.resolve(PantryOptions.FOLDER);
    if (!folder.toAbsolutePath().normalize().equals(view.toAbsolutePath().normalize())) {
      PantryView.make(lock, folder, view);
    }
    return true;
  }

  private Pantry pantry(ProjectFile project, Path folder) {
    return new Pantry(archives.places(project, Optional.of(folder)), options.stores(project));
  }

  /**
   * Puts the files, which have to be there, into a store.
   *
   * @throws CommandException when it cannot take them
   */
  void publish(Path out, URI store) throws IOException {
    ProjectFile project = ProjectFile.read(out);
    Path folder = options.folder(project, out);
    try {
      String name =
          pantry(project, folder).publish(LockStore.read(out), folder, store, title -> {});
      if (!output.quiet()) {
        streams.err().println("published as " + name);
      }
    } catch (FetchException exception) {
      throw new CommandException(exception.getMessage());
    }
  }

  private ProgressBar progress() {
    boolean terminal = System.console() != null && !output.quiet();
    return new ProgressBarBuilder()
        .setTaskName("fetch")
        .setUnit(" MiB", MEBIBYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(terminal ? 200 : Integer.MAX_VALUE)
        .setConsumer(new TerminalBar(streams.err(), terminal))
        .build();
  }
}
