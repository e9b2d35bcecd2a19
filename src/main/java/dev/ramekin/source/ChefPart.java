package dev.ramekin.source;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The kinds of files that make up a Chef repository beside its cookbooks. */
public enum ChefPart {
  /** Roles, in Ruby or JSON, in folders of any depth. */
  ROLE("roles"),
  /** Environments, in Ruby or JSON. */
  ENVIRONMENT("environments"),
  /** Items of data bags: {@code <bag>/<item>.json}. */
  DATA_BAG_ITEM("data_bags"),
  /** Nodes, in folders of any depth. */
  NODE("nodes");

  private final String folder;

  ChefPart(String folder) {
    this.folder = folder;
  }

  /** Returns the usual name of their folder. */
  public String folder() {
    return folder;
  }

  /** Returns what a file is by the innermost folder of a usual name above it. */
  static Optional<ChefPart> of(String path) {
    String[] steps = path.split("/");
    for (int index = steps.length - 2; index >= 0; index--) {
      for (ChefPart part : values()) {
        if (part.folder.equals(steps[index])
            && part.holds(steps[steps.length - 1], steps.length - 1 - index)) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the files of this kind among those below a folder of any name.
   *
   * @param folder its path without a slash at the end
   */
  public List<String> below(String folder, Collection<String> paths) {
    return paths.stream()
        .filter(path -> path.startsWith(folder + "/"))
        .filter(path -> isOne(path.substring(folder.length() + 1)))
        .toList();
  }

  private boolean isOne(String inside) {
    String[] steps = inside.split("/");
    return holds(steps[steps.length - 1], steps.length);
  }

  private boolean holds(String file, int below) {
    boolean json = file.endsWith(".json");
    return switch (this) {
      case ROLE -> json || file.endsWith(".rb");
      case ENVIRONMENT -> below == 1 && (json || file.endsWith(".rb"));
      case DATA_BAG_ITEM -> below == 2 && json;
      case NODE -> json;
    };
  }
}
