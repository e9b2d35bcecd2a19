package dev.ramekin.source.chef;

import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cookbook.
 *
 * @param name from its metadata, else its folder's name
 * @param root its folder; empty for the source itself
 * @param version from its metadata
 * @param dependencies names of the cookbooks it depends on, with version constraints
 * @param metadata everything its metadata says, by field name
 * @param files all files below its folder, by path
 */
record Cookbook(
    String name,
    String root,
    String version,
    Map<String, String> dependencies,
    Map<String, Object> metadata,
    SortedMap<String, SourceFile> files) {
  Cookbook {
    dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    files = Collections.unmodifiableSortedMap(files);
  }

  /** Returns a path inside of the cookbook as a path of the source. */
  String path(String inside) {
    return root.isEmpty() ? inside : root + "/" + inside;
  }

  /** Returns the Ruby files in and below a folder: files before folders, as Chef loads them. */
  List<SourceFile> rubyBelow(String folder) {
    List<SourceFile> files = new ArrayList<>(below(folder).values());
    files.removeIf(file -> !file.path().endsWith(".rb"));
    return files;
  }

  /** Returns all files below a folder of the cookbook. */
  SortedMap<String, SourceFile> below(String folder) {
    return files.subMap(path(folder) + "/", path(folder) + "0");
  }

  /**
   * Returns a recipe's file, in whatever folder below {@code recipes} it is; {@code recipe.rb} at
   * the root is {@code default} too.
   */
  Optional<SourceFile> recipe(String recipe) {
    return Optional.ofNullable(recipeFiles().get(recipe));
  }

  /** Returns a recipe's path, or the one it would have. */
  String recipePath(String recipe) {
    return recipe(recipe).map(SourceFile::path).orElse(path("recipes/" + recipe + ".rb"));
  }

  /** Returns the names of all recipes, sorted. */
  List<String> recipes() {
    return List.copyOf(recipeFiles().keySet());
  }

  /**
   * Folders are no part of a recipe's name; of two files of one name Chef takes the last, and Ruby
   * before data.
   */
  private SortedMap<String, SourceFile> recipeFiles() {
    SortedMap<String, SourceFile> recipes = new TreeMap<>();
    rubyBelow("recipes").forEach(file -> recipes.put(baseName(file.path()), file));
    below("recipes").values().stream()
        .filter(file -> DataRecipes.isOne(file.path()))
        .forEach(file -> recipes.putIfAbsent(DataRecipes.name(file.path()), file));
    SourceFile alone = files.get(path("recipe.rb"));
    if (alone != null) {
      recipes.putIfAbsent("default", alone);
    }
    return recipes;
  }

  /** Returns attribute files in Chef's order: {@code attributes.rb} or default first. */
  List<SourceFile> attributeFiles() {
    List<SourceFile> files = new ArrayList<>(rubyBelow("attributes"));
    SourceFile first = this.files.get(path("attributes.rb"));
    Optional<SourceFile> byDefault =
        files.stream().filter(file -> baseName(file.path()).equals("default")).findFirst();
    byDefault.ifPresent(files::remove);
    if (first != null) {
      files.add(0, first);
    } else {
      byDefault.ifPresent(file -> files.add(0, file));
    }
    return files;
  }

  /** Returns a file's name without folder and ending. */
  static String baseName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".rb") ? file.substring(0, file.length() - 3) : file;
  }
}
