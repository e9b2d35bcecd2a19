package dev.ramekin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fills the pantry. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Fills the pantry of an output folder: every file of its lock, by hash.")
final class FetchCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  FetchCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LockStore.demand(out);
    try (FolderLock held = FolderLock.take(out)) {
      return fetch();
    }
  }

  private int fetch() throws IOException {
    return new PantryFiller(streams, output, archives, pantry).fill(out)
        ? 0
        : ExitCode.FAILED.code();
  }
}
