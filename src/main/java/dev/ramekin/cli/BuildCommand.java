package dev.ramekin.cli;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.verify.BuildOptions;
import dev.ramekin.verify.BuildResult;
import dev.ramekin.verify.BuiltImage;
import dev.ramekin.verify.ImageBuilder;
import dev.ramekin.verify.ImageDifference;
import dev.ramekin.verify.RebuildResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills the pantry and builds the images. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Fills the pantry, builds every image with docker buildx bake, prints the images' digests",
      "and writes them to the lock. Ends with 4 when an image is not the one it should be: when",
      "the lock has another digest for the same files, or with --check a second build differs;",
      "with 3 when an image lacks a package that could not be frozen."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin build out --check",
      "  ramekin build out --push registry.example.com/shop --platform linux/amd64,linux/arm64"
    })
final class BuildCommand implements Callable<Integer> {
  private final Streams streams;
  private final Style style = Style.ofProcess();

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Build these images and no others; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--no-cache", description = "Do every step anew.")
  private boolean noCache;

  @Option(
      names = "--check",
      description = "Build once more without the cache, and name what differs.")
  private boolean check;

  @Option(
      names = "--accept",
      description = "Take the new digests although the lock has others for the same files.")
  private boolean accept;

  @Option(
      names = "--push",
      paramLabel = "REGISTRY",
      description = "Push the images there; their names begin with it.")
  private @Nullable String registry;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      split = ",",
      description = "What to build for (default: the engine's own): linux/amd64,linux/arm64")
  private List<String> platforms = new ArrayList<>();

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Save each image there too, as an archive that docker load takes.")
  private @Nullable Path save;

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  BuildCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    LockStore.demand(out);
    try (FolderLock held = FolderLock.take(out)) {
      return build();
    }
  }

  private int build() throws Exception {
    Lock lock = LockStore.read(out);
    demandArchitectures(lock);
    Optional<BuildContexts> contexts =
        new PantryFiller(streams, output, archives, pantry).forBuild(out);
    if (contexts.isEmpty()) {
      return ExitCode.FAILED.code();
    }
    try (BuildContexts folders = contexts.get()) {
      BuildOptions options = options(folders.folders());
      RebuildResult result =
          check
              ? ImageBuilder.rebuild(out, options)
              : new RebuildResult(ImageBuilder.build(out, options), List.of());
      return conclude(lock, result);
    }
  }

  private int conclude(Lock lock, RebuildResult result) throws IOException {
    BuiltDigests digests = new BuiltDigests(out, lock);
    List<BuiltDigests.Contradiction> contradictions =
        accept ? List.of() : digests.contradictions(result.build());
    boolean good = contradictions.isEmpty() && result.differences().isEmpty();
    if (good) {
      digests.write(result.build());
    }
    print(result, contradictions);
    boolean whole = isWhole(lock, result.build());
    return (!good ? ExitCode.DIFFERENT : whole ? ExitCode.DONE : ExitCode.NEEDS_PERSON).code();
  }

  /** Names what the images lack that the source asks for. */
  private boolean isWhole(Lock lock, BuildResult build) {
    boolean whole = true;
    for (BuiltImage image : build.images()) {
      List<String> missing = lock.missing(image.target());
      if (!missing.isEmpty()) {
        whole = false;
        streams
            .err()
            .println(
                "%s: %s lacks %s, which could not be frozen; convert again when the archives have it"
                    .formatted(style.red("error"), image.target(), String.join(", ", missing)));
      }
    }
    return whole;
  }

  private void demandArchitectures(Lock lock) {
    for (String platform : platforms) {
      Architecture architecture =
          Architecture.ofPlatform(platform)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "'" + platform + "' is no platform; take linux/amd64, linux/arm64 …"));
      if (!lock.architectures().contains(architecture)) {
        throw new CommandException(
            "the lock of %s has no packages for %s; freeze them with `ramekin freeze %s --arch %s`"
                .formatted(
                    out,
                    platform,
                    out,
                    String.join(
                            ",", lock.architectures().stream().map(Architecture::debian).toList())
                        + ","
                        + architecture.debian()));
      }
      demandBaseImages(lock, platform, architecture);
    }
  }

  /** An engine would take another platform's image for it, and say nothing. */
  private static void demandBaseImages(Lock lock, String platform, Architecture architecture) {
    lock.baseImages()
        .forEach(
            (name, image) -> {
              if (image.manifest(architecture).isEmpty()) {
                throw new CommandException(
                    "%s has no image for %s; name a registry mirror that has it and freeze it again"
                        .formatted(name, platform));
              }
            });
  }

  private BuildOptions options(Map<String, Path> contexts) {
    BuildOptions usual = BuildOptions.of(out);
    return new BuildOptions(
        only,
        noCache,
        platforms,
        Optional.ofNullable(registry).map(it -> it.endsWith("/") ? it : it + "/"),
        contexts,
        Optional.ofNullable(save),
        usual.limit(),
        usual.log(),
        this::progress);
  }

  private void progress(String line) {
    if (!output.quiet()) {
      streams.err().println(line);
    }
  }

  private void print(RebuildResult result, List<BuiltDigests.Contradiction> contradictions) {
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("images", result.build().images());
      json.put("repeatable", result.build().repeatable());
      json.put("contradictions", contradictions);
      json.put("differences", result.differences());
      streams.out().println(new Json().line(json));
      return;
    }
    for (BuiltImage image : result.build().images()) {
      streams.out().println(image.digest() + "  " + String.join(" ", image.tags()));
    }
    contradictions.forEach(this::print);
    result.differences().forEach(this::print);
    note(result.build());
    if (check && result.differences().isEmpty()) {
      streams.out().println(style.green("both builds are the same"));
    }
  }

  private void note(BuildResult build) {
    if (!build.repeatable() && !output.quiet()) {
      streams
          .err()
          .println(
              "This engine cannot set the time stamps of images: the digests are of this build only"
                  + " and not written to the lock.");
    }
  }

  private void print(BuiltDigests.Contradiction it) {
    streams
        .out()
        .println(
            "%s %s: the lock has %s for the same files, this build gave %s; --check tells whether builds here agree, --accept takes the new digest"
                .formatted(style.red("differs"), it.image(), it.locked(), it.built()));
  }

  private void print(ImageDifference difference) {
    PrintStream data = streams.out();
    data.println(style.red("differs ") + difference.target() + " in the second build");
    for (ImageDifference.Layer layer : difference.layers()) {
      data.println("  layer " + layer.number() + " (" + layer.platform() + "): " + step(layer));
      layer.files().forEach(file -> data.println("    " + file));
      if (layer.files().isEmpty()) {
        data.println("    the same files, packed otherwise");
      }
    }
    difference.others().forEach(line -> data.println("  " + line));
  }

  private static String step(ImageDifference.Layer layer) {
    String line = layer.step().replaceAll("\\s+", " ").strip();
    return line.length() > 120 ? line.substring(0, 117) + "..." : line;
  }
}
