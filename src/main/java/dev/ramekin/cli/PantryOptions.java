package dev.ramekin.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the packages themselves are kept, and where else they can be had. */
final class PantryOptions {
  static final String FOLDER = "pantry";

  @Option(
      names = "--pantry",
      paramLabel = "DIR",
      description =
          "Folder that keeps the packages, for many output folders (default: OUT/pantry).")
  private @Nullable Path folder;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = {
        "Pantry of somebody else, asked when neither mirror nor snapshot archive has a file: a",
        "folder, https://…, or oci://registry/repository; may be repeated."
      })
  private List<String> stores = new ArrayList<>();

  /** Returns the folder that keeps the files: the user's, else the output folder's own. */
  Path folder(ProjectFile project, Path out) {
    return Optional.ofNullable(folder)
        .or(() -> project.pantry().map(it -> out.resolve(it).normalize()))
        .orElse(out.resolve(FOLDER));
  }

  /**
   * Returns the stores.
   *
   * @throws CommandException when one is no address
   */
  List<URI> stores(ProjectFile project) {
    return (stores.isEmpty() ? project.stores() : stores)
        .stream().map(PantryOptions::address).toList();
  }

  /** A word without a scheme is a folder. */
  static URI address(String word) {
    try {
      return word.contains(":/") ? URI.create(word) : Path.of(word).toAbsolutePath().toUri();
    } catch (IllegalArgumentException exception) {
      throw new CommandException("'" + word + "' is no address of a store");
    }
  }
}
