package dev.ramekin.cli;

import dev.ramekin.freeze.Pantry;
import dev.ramekin.freeze.PantryView;
import dev.ramekin.freeze.Places;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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

  /** Returns whether every file is in its place; without a pantry there is none to fill. */
  boolean fill(Path out) throws IOException {
    Lock lock = LockStore.read(out);
    if (lock.strategy() != Lock.Strategy.PANTRY) {
      return true;
    }
    Path folder = options.folder(ProjectFile.read(out), out);
    if (!fetch(out, lock, List.copyOf(lock.files()), folder)) {
      return false;
    }
    Path view = out.resolve(PantryOptions.FOLDER);
    if (!folder.toAbsolutePath().normalize().equals(view.toAbsolutePath().normalize())) {
      PantryView.make(lock.files(), folder, view);
    }
    return true;
  }

  /**
   * Brings everything that builds need: into the pantry, or for the other strategies into folders
   * for the time of the build, from where these say.
   *
   * @return the folders; empty when something is missing, which was told
   */
  Optional<BuildContexts> forBuild(Path out) throws IOException {
    Lock lock = LockStore.read(out);
    if (lock.strategy() == Lock.Strategy.PANTRY) {
      return fill(out) ? Optional.of(BuildContexts.none()) : Optional.empty();
    }
    List<Frozen> packages = List.copyOf(lock.packageFiles());
    Places places = archives.places(ProjectFile.read(out), Optional.empty());
    Path kept = places.cache().file("packages", "");
    return fetch(out, lock, packages, kept)
        ? Optional.of(BuildContexts.of(lock, packages, kept, places))
        : Optional.empty();
  }

  private boolean fetch(Path out, Lock lock, List<Frozen> files, Path folder) throws IOException {
    Pantry pantry = pantry(ProjectFile.read(out), folder);
    Pantry.Result result;
    try (ProgressBar bar = progress()) {
      result =
          pantry.fetch(
              lock,
              files,
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
    return result.findings().isEmpty();
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
