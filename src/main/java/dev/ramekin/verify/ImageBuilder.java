package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * Builds the images of an output folder and leaves them in the engine under their tags, or pushes
 * them to a registry.
 */
public final class ImageBuilder {

  /** Asked as JSON: buildx before 0.14 takes a format without a function for its own default. */
  private static final String DIGEST_AS_JSON = "{{json .Manifest.Digest}}";

  private static final Duration BRIEF = Duration.ofMinutes(2);

  private ImageBuilder() {}

  /**
   * Builds all images. The pantry has to be filled.
   *
   * @param out a generated folder
   * @throws EngineException when there is no engine, or a build or a push fails
   * @throws IOException when temporary files cannot be written
   */
  public static BuildResult build(Path out, BuildOptions options)
      throws EngineException, IOException {
    DockerCli docker = docker(out, options);
    Engine engine = Engine.find(docker);
    Path archives = Files.createTempDirectory("ramekin-build");
    try {
      List<BuiltImage> images = bake(docker, engine, options, archives);
      for (BuiltImage image : images) {
        deliver(docker, engine, image, archives, options);
      }
      return new BuildResult(engine.version(), engine.repeatable(), images);
    } finally {
      FileUtils.deleteDirectory(archives.toFile());
    }
  }

  /**
   * Builds all images, and once more without the cache, and compares.
   *
   * @param out a generated folder whose pantry is filled
   * @throws EngineException when there is no engine that can build repeatably, or a build fails
   * @throws IOException when temporary files cannot be written or read
   */
  public static RebuildResult rebuild(Path out, BuildOptions options)
      throws EngineException, IOException {
    DockerCli docker = docker(out, options);
    Engine engine = Engine.find(docker);
    if (!engine.repeatable()) {
      throw new EngineException(
          "this engine cannot set the time stamps of images, so no two builds are equal; switch on"
              + " its containerd image store (features.containerd-snapshotter in daemon.json)");
    }
    Path work = Files.createTempDirectory("ramekin-build");
    try {
      Path first = Files.createDirectory(work.resolve("first"));
      Path second = Files.createDirectory(work.resolve("second"));
      List<BuiltImage> images = bake(docker, engine, options, first);
      List<BuiltImage> again = bake(docker, engine, options.withNoCache(true), second);
      List<ImageDifference> differences = new ArrayList<>();
      for (int number = 0; number < images.size(); number++) {
        BuiltImage image = images.get(number);
        if (!image.digest().equals(again.get(number).digest())) {
          differences.add(
              ImageDifference.between(
                  image.target(),
                  Bake.archive(first, image.target()),
                  Bake.archive(second, image.target())));
        }
      }
      for (BuiltImage image : images) {
        deliver(docker, engine, image, first, options);
      }
      return new RebuildResult(new BuildResult(engine.version(), true, images), differences);
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private static DockerCli docker(Path out, BuildOptions options)
      throws EngineException, IOException {
    if (!Files.isRegularFile(out.resolve(Bake.FILE))) {
      throw new EngineException(
          "there is no " + Bake.FILE + " in " + out + "; make it with `ramekin convert`");
    }
    // A named build context has to exist, also when the lock has nothing to put into it.
    Files.createDirectories(out.resolve("pantry"));
    return new DockerCli(
        out, options.log(), options.registry().map(it -> Map.of("REGISTRY", it)).orElse(Map.of()));
  }

  private static List<BuiltImage> bake(
      DockerCli docker, Engine engine, BuildOptions options, Path archives)
      throws EngineException, IOException {
    Bake bake = Bake.read(docker, engine, options);
    long count = bake.images();
    options
        .progress()
        .accept(
            "building "
                + count
                + (count == 1 ? " image" : " images")
                + (options.noCache() ? " without the cache" : ""));
    return bake.run(archives);
  }

  private static void deliver(
      DockerCli docker, Engine engine, BuiltImage image, Path archives, BuildOptions options)
      throws EngineException, IOException {
    Path archive = Bake.archive(archives, image.target());
    if (engine.repeatable() && !isLoaded(docker, image)) {
      options.progress().accept("loading " + image.target());
      docker.need(
          "loading the image " + image.target(),
          options.limit(),
          List.of("load", "--quiet", "--input", archive.toString()));
    }
    if (engine.repeatable() && options.save().isPresent()) {
      Path kept = Files.createDirectories(options.save().get());
      FileUtils.copyFile(archive.toFile(), Bake.archive(kept, image.target()).toFile());
    }
    Files.deleteIfExists(archive);
    if (options.registry().isPresent()) {
      for (String tag : image.tags()) {
        push(docker, image, tag, options);
      }
    }
  }

  private static void push(DockerCli docker, BuiltImage image, String tag, BuildOptions options)
      throws EngineException {
    options.progress().accept("pushing " + tag);
    docker.need("pushing " + tag, options.limit(), List.of("push", "--quiet", tag));
    String pushed =
        docker
            .need(
                "asking for " + tag,
                BRIEF,
                List.of("buildx", "imagetools", "inspect", "--format", DIGEST_AS_JSON, tag))
            .strip()
            .replace("\"", "");
    if (!pushed.equals(image.digest())) {
      throw new EngineException(
          "%s was built as %s, but the registry has it as %s"
              .formatted(tag, image.digest(), pushed));
    }
  }

  private static boolean isLoaded(DockerCli docker, BuiltImage image) throws EngineException {
    for (String tag : image.tags()) {
      String id =
          docker
              .run(BRIEF, List.of("image", "inspect", "--format", "{{.Id}}", tag))
              .output()
              .strip();
      if (!id.equals(image.digest())) {
        return false;
      }
    }
    return true;
  }
}
