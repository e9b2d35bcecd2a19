package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.io.FileUtils;

/**
 * Builds the images of an output folder with {@code docker buildx bake} and leaves them in the
 * engine under their tags.
 *
 * <p>Where the engine can, each image goes through an archive: only then does BuildKit set the time
 * stamps that make two builds equal ({@code docs/reproducible-images.md}).
 */
public final class ImageBuilder {
  private static final Duration BRIEF = Duration.ofMinutes(2);
  private static final String BAKE_FILE = "docker-bake.hcl";

  private ImageBuilder() {}

  /**
   * Builds all images. The pantry has to be filled.
   *
   * @param out a generated folder
   * @throws EngineException when there is no engine, or a build fails
   * @throws IOException when temporary files cannot be written
   */
  public static BuildResult build(Path out, BuildOptions options)
      throws EngineException, IOException {
    if (!Files.isRegularFile(out.resolve(BAKE_FILE))) {
      throw new EngineException(
          "there is no " + BAKE_FILE + " in " + out + "; make it with `ramekin convert`");
    }
    // A named build context has to exist, also when the lock has nothing to put into it.
    Files.createDirectories(out.resolve("pantry"));
    DockerCli docker = new DockerCli(out, options.log());
    return build(docker, Engine.find(docker), options);
  }

  static BuildResult build(DockerCli docker, Engine engine, BuildOptions options)
      throws EngineException, IOException {
    SortedMap<String, List<String>> targets =
        BakeTargets.tags(
            docker.need(
                "reading " + BAKE_FILE,
                BRIEF,
                List.of("buildx", "bake", "--file", BAKE_FILE, "--print")));
    long images = targets.values().stream().filter(tags -> !tags.isEmpty()).count();
    options.progress().accept("building " + images + (images == 1 ? " image" : " images"));
    Path work = Files.createTempDirectory("ramekin-build");
    try {
      Path metadata = work.resolve("metadata.json");
      docker.need(
          "building the images", options.limit(), bake(targets, engine, options, work, metadata));
      return new BuildResult(
          engine.version(),
          engine.repeatable(),
          load(docker, engine, targets, work, Files.readString(metadata), options));
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private static List<String> bake(
      SortedMap<String, List<String>> targets,
      Engine engine,
      BuildOptions options,
      Path work,
      Path metadata) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "buildx",
                "bake",
                "--file",
                BAKE_FILE,
                "--progress",
                "plain",
                "--metadata-file",
                metadata.toString()));
    if (options.noCache()) {
      command.add("--no-cache");
    }
    targets.forEach(
        (target, tags) -> {
          command.add("--set");
          command.add(target + ".output=" + output(target, tags, engine, work));
        });
    command.addAll(targets.keySet());
    return command;
  }

  private static String output(String target, List<String> tags, Engine engine, Path work) {
    if (tags.isEmpty()) {
      return "type=cacheonly";
    }
    return engine.repeatable()
        ? "type=docker,rewrite-timestamp=true,dest=" + archive(work, target)
        : "type=docker";
  }

  private static Path archive(Path work, String target) {
    return work.resolve(target + ".tar");
  }

  private static List<BuiltImage> load(
      DockerCli docker,
      Engine engine,
      SortedMap<String, List<String>> targets,
      Path work,
      String metadata,
      BuildOptions options)
      throws EngineException, IOException {
    List<BuiltImage> images = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : targets.entrySet()) {
      if (entry.getValue().isEmpty()) {
        continue;
      }
      String target = entry.getKey();
      BuiltImage image =
          new BuiltImage(target, entry.getValue(), BakeTargets.digest(metadata, target));
      if (engine.repeatable() && !isLoaded(docker, image)) {
        options.progress().accept("loading " + target);
        docker.need(
            "loading the image " + target,
            options.limit(),
            List.of("load", "--quiet", "--input", archive(work, target).toString()));
      }
      Files.deleteIfExists(archive(work, target));
      images.add(image);
    }
    return images;
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
