package dev.ramekin.cli;

import dev.ramekin.verify.BuildOptions;
import dev.ramekin.verify.BuildResult;
import dev.ramekin.verify.BuiltImage;
import dev.ramekin.verify.ImageBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills the pantry and builds the images. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = "Fills the pantry and builds every image with docker buildx bake.")
final class BuildCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(names = "--no-cache", description = "Do every step anew.")
  private boolean noCache;

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  BuildCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    if (!new PantryFiller(streams, output, archives).fill(out)) {
      return ExitCode.FAILED.code();
    }
    BuildResult result = ImageBuilder.build(out, options());
    if (output.json()) {
      streams.out().println(new Json().line(result.images()));
      return ExitCode.DONE.code();
    }
    for (BuiltImage image : result.images()) {
      streams.out().println(image.digest() + "  " + String.join(" ", image.tags()));
    }
    return ExitCode.DONE.code();
  }

  private BuildOptions options() {
    BuildOptions usual = BuildOptions.of(out);
    return new BuildOptions(noCache, usual.limit(), usual.log(), this::progress);
  }

  private void progress(String line) {
    if (!output.quiet()) {
      streams.err().println(line);
    }
  }
}
