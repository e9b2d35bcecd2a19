package dev.ramekin.cli;

import dev.ramekin.freeze.BuildArchives;
import dev.ramekin.freeze.PantryView;
import dev.ramekin.freeze.Places;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * Folders that take the place of generated ones for the time of a build: packages that this machine
 * has fetched already, and the addresses of archives as it knows them. They are mounted only, so
 * that the images are the same everywhere.
 */
final class BuildContexts implements AutoCloseable {
  private final Map<String, Path> folders;

  private BuildContexts(Map<String, Path> folders) {
    this.folders = Map.copyOf(folders);
  }

  /** Returns no folder: what was generated is what builds take. */
  static BuildContexts none() {
    return new BuildContexts(Map.of());
  }

  /**
   * Makes the folder of archives.
   *
   * @param packages what a build needs
   * @param pantry where that is, checked
   */
  static BuildContexts of(Lock lock, List<Frozen> packages, Path pantry, Places places)
      throws IOException {
    Path folder = Files.createTempDirectory("ramekin-archives");
    PantryView.make(packages, pantry, folder);
    Files.writeString(folder.resolve("archives.list"), BuildArchives.list(lock, places));
    return new BuildContexts(Map.of("archives", folder));
  }

  /** Returns the folders by the names of the contexts they replace. */
  Map<String, Path> folders() {
    return folders;
  }

  @Override
  public void close() throws IOException {
    for (Path folder : folders.values()) {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }
}
