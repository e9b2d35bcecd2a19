package dev.ramekin.cli;

import dev.ramekin.freeze.LockFile;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.generate.OutputFile;
import dev.ramekin.generate.OutputWriter;
import dev.ramekin.model.lock.ImageInputs;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.verify.BuildResult;
import dev.ramekin.verify.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares the digests of a build with those in the lock, and writes new ones there. */
final class BuiltDigests {
  private final Path out;
  private final Lock lock;

  BuiltDigests(Path out, Lock lock) {
    this.out = out;
    this.lock = lock;
  }

  /**
   * An image that came out otherwise than the lock says, though it was made of the same files.
   *
   * @param locked digest in the lock
   * @param built digest of the build
   */
  record Contradiction(String image, String locked, String built) {}

  /** Returns the images that contradict the lock. */
  List<Contradiction> contradictions(BuildResult result) throws IOException {
    List<Contradiction> found = new ArrayList<>();
    for (BuiltImage image : repeatable(result)) {
      Lock.Image now = locked(image);
      Optional.ofNullable(lock.images().get(image.target()))
          .filter(it -> it.inputs().equals(now.inputs()))
          .filter(it -> it.platforms().equals(now.platforms()))
          .filter(it -> !it.digest().equals(now.digest()))
          .ifPresent(it -> found.add(new Contradiction(image.target(), it.digest(), now.digest())));
    }
    return found;
  }

  /** Writes the digests into the lock; digests of an engine that cannot repeat them are not. */
  void write(BuildResult result) throws IOException {
    Map<String, Lock.Image> images = new TreeMap<>(lock.images());
    for (BuiltImage image : repeatable(result)) {
      images.put(image.target(), locked(image));
    }
    images.keySet().retainAll(lock.imageNames());
    if (!images.equals(lock.images())) {
      OutputWriter.replace(
          out,
          LockFile.NAME,
          OutputFile.of(LockFile.write(lock.withImages(images)), OutputFile.Kind.LOCK));
    }
  }

  private static List<BuiltImage> repeatable(BuildResult result) {
    return result.repeatable() ? result.images() : List.of();
  }

  private Lock.Image locked(BuiltImage image) throws IOException {
    return new Lock.Image(image.digest(), image.platforms(), inputs(image.target()).sha256());
  }

  private ImageInputs inputs(String image) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    add(out.resolve("tools"), files);
    for (String stage : lock.chain(image)) {
      add(out.resolve("images").resolve(stage), files);
    }
    return new ImageInputs(lock.epoch(image), files);
  }

  private void add(Path folder, SortedMap<String, String> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : found) {
      String path = out.relativize(file).toString().replace('\\', '/');
      files.put(path, Hashes.of(file));
    }
  }
}
