package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One run of {@code docker buildx bake} over an output folder.
 *
 * <p>Where the engine can, each image goes into an archive: only then does BuildKit set the time
 * stamps that make two builds equal ({@code docs/reproducible-images.md}).
 */
final class Bake {
  static final String FILE = "docker-bake.hcl";

  private static final Duration BRIEF = Duration.ofMinutes(2);

  private final DockerCli docker;
  private final Engine engine;
  private final BuildOptions options;
  private final SortedMap<String, List<String>> targets;

  private Bake(
      DockerCli docker,
      Engine engine,
      BuildOptions options,
      SortedMap<String, List<String>> targets) {
    this.docker = docker;
    this.engine = engine;
    this.options = options;
    this.targets = targets;
  }

  /**
   * Reads what there is to build.
   *
   * @throws EngineException when buildx does not understand the file, or it lacks an image
   */
  static Bake read(DockerCli docker, Engine engine, BuildOptions options) throws EngineException {
    String answer =
        docker.need("reading " + FILE, BRIEF, List.of("buildx", "bake", "--file", FILE, "--print"));
    SortedMap<String, List<String>> targets = BakeTargets.tags(answer);
    for (String name : options.only()) {
      if (!targets.containsKey(name)) {
        throw new EngineException(
            FILE + " has no image " + name + "; it has " + String.join(", ", targets.keySet()));
      }
    }
    if (!options.only().isEmpty()) {
      targets.keySet().retainAll(options.only());
    }
    return new Bake(docker, engine, options, targets);
  }

  /** Returns the number of images. */
  long images() {
    return targets.values().stream().filter(tags -> !tags.isEmpty()).count();
  }

  /**
   * Builds everything.
   *
   * @param archives an empty folder, which the images' archives are put into, each named by its
   *     target
   * @throws EngineException when a build fails
   */
  List<BuiltImage> run(Path archives) throws EngineException, IOException {
    Path metadata = archives.resolve("metadata.json");
    docker.need("building the images", options.limit(), command(archives, metadata));
    String answer = Files.readString(metadata);
    List<BuiltImage> images = new ArrayList<>();
    for (Map.Entry<String, List<String>> target : targets.entrySet()) {
      if (!target.getValue().isEmpty()) {
        images.add(
            new BuiltImage(
                target.getKey(),
                target.getValue(),
                BakeTargets.digest(answer, target.getKey()),
                platforms()));
      }
    }
    return images;
  }

  private List<String> platforms() {
    return options.platforms().isEmpty() ? List.of(engine.platform()) : options.platforms();
  }

  private List<String> command(Path archives, Path metadata) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "buildx",
                "bake",
                "--file",
                FILE,
                "--progress",
                "plain",
                "--metadata-file",
                metadata.toString()));
    if (options.noCache()) {
      command.add("--no-cache");
    }
    set(command, "*.platform", options.platforms().stream().reduce((a, b) -> a + "," + b));
    options
        .contexts()
        .forEach((name, path) -> set(command, "*.contexts." + name, Optional.of(path.toString())));
    targets.forEach(
        (target, tags) ->
            set(command, target + ".output", Optional.of(output(target, tags, archives))));
    command.addAll(targets.keySet());
    return command;
  }

  private static void set(List<String> command, String key, Optional<String> value) {
    value.ifPresent(
        it -> {
          command.add("--set");
          command.add(key + "=" + it);
        });
  }

  private String output(String target, List<String> tags, Path archives) {
    if (tags.isEmpty()) {
      return "type=cacheonly";
    }
    if (!engine.repeatable()) {
      return "type=docker";
    }
    // Both write the same manifests; the first can be loaded by older engines too.
    String type = options.platforms().size() > 1 ? "type=oci" : "type=docker,oci-mediatypes=true";
    return type + ",rewrite-timestamp=true,dest=" + archive(archives, target);
  }

  /** Returns the place of an image's archive. */
  static Path archive(Path archives, String target) {
    return archives.resolve(target + ".tar");
  }
}
