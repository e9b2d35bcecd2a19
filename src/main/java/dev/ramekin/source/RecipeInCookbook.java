package dev.ramekin.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A recipe file within its cookbook, whose attributes, libraries and templates it needs.
 *
 * @param cookbook the cookbook's folder
 * @param recipe the recipe's path within it
 */
record RecipeInCookbook(Path cookbook, String recipe) {
  /** Finds the cookbook around a file; empty when the file is no recipe of one. */
  static Optional<RecipeInCookbook> find(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (!Files.isRegularFile(absolute) || folder == null || !isRuby(absolute)) {
      return Optional.empty();
    }
    boolean among = folder.endsWith("recipes");
    Path cookbook = among ? folder.getParent() : folder;
    boolean recipe = among || absolute.endsWith("recipe.rb");
    return recipe && cookbook != null && isCookbook(cookbook)
        ? Optional.of(
            new RecipeInCookbook(
                cookbook, cookbook.relativize(absolute).toString().replace('\\', '/')))
        : Optional.empty();
  }

  private static boolean isRuby(Path file) {
    return file.toString().endsWith(".rb");
  }

  /** Only a sure sign: the folder above a lone file may be anything, a home directory even. */
  private static boolean isCookbook(Path folder) {
    Path above = folder.getParent();
    return Files.exists(folder.resolve("metadata.rb"))
        || Files.exists(folder.resolve("metadata.json"))
        || above != null && above.endsWith("cookbooks");
  }
}
