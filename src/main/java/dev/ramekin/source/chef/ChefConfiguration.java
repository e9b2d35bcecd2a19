package dev.ramekin.source.chef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Chef's own configuration files in the repository say: {@code solo.rb}, {@code zero.rb},
 * {@code client.rb}, {@code .chef/config.rb} and {@code knife.rb}. Of a setting that several of
 * them make the first file's holds.
 *
 * @param settings values by setting, such as {@code cookbook_path}
 */
record ChefConfiguration(Map<String, List<String>> settings) {
  /** No file says anything. */
  static final ChefConfiguration NONE = new ChefConfiguration(Map.of());

  ChefConfiguration {
    Map<String, List<String>> copy = new HashMap<>();
    settings.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    settings = Map.copyOf(copy);
  }

  /** Returns the values of a setting; of a setting for paths, folders and files of the source. */
  List<String> all(String setting) {
    return settings.getOrDefault(setting, List.of());
  }

  /** Returns a setting's only value. */
  Optional<String> one(String setting) {
    return all(setting).stream().findFirst();
  }

  /**
   * Returns the place of a cookbook's folder in {@code cookbook_path}, counted from one; zero when
   * it is in none of those folders. Of two cookbooks of one name Chef takes the later.
   */
  int rank(String cookbook) {
    List<String> folders = all("cookbook_path");
    int rank = 0;
    for (int index = 0; index < folders.size(); index++) {
      if (isBelow(folders.get(index), cookbook)) {
        rank = index + 1;
      }
    }
    return rank;
  }

  private static boolean isBelow(String folder, String path) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }
}
