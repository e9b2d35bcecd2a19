package dev.ramekin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills the pantry. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Fills the pantry of an output folder: every file of its lock, by hash, from the mirror, else",
      "the snapshot archive, else a store. What is there is checked, what was begun is continued."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin fetch out --pantry /srv/pantry",
      "  ramekin fetch out --publish oci://registry.example.com/team/pantry",
      "  ramekin fetch out --store oci://registry.example.com/team/pantry"
    })
final class FetchCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(
      names = "--publish",
      paramLabel = "STORE",
      description = {
        "Then put the files there, to be a --store for others: oci://registry/repository, or a",
        "folder, which a web server may serve."
      })
  private @Nullable String publish;

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
    PantryFiller filler = new PantryFiller(streams, output, archives, pantry);
    if (!filler.fill(out)) {
      return ExitCode.FAILED.code();
    }
    if (publish != null) {
      filler.publish(out, PantryOptions.address(publish));
    }
    return ExitCode.DONE.code();
  }
}
