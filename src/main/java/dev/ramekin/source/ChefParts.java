package dev.ramekin.source;

import java.util.List;

/**
 * Parts of a Chef repository, as paths of the source.
 *
 * @param cookbooks folders of cookbooks; the empty path is the source itself
 * @param roles role files, {@code .rb} and {@code .json}
 * @param environments environment files
 * @param dataBagItems files {@code data_bags/<bag>/<item>.json}
 * @param nodes node files
 */
public record ChefParts(
    List<String> cookbooks,
    List<String> roles,
    List<String> environments,
    List<String> dataBagItems,
    List<String> nodes) {
  /** Nothing of Chef. */
  public static final ChefParts NONE =
      new ChefParts(List.of(), List.of(), List.of(), List.of(), List.of());

  public ChefParts {
    cookbooks = List.copyOf(cookbooks);
    roles = List.copyOf(roles);
    environments = List.copyOf(environments);
    dataBagItems = List.copyOf(dataBagItems);
    nodes = List.copyOf(nodes);
  }

  /** Returns whether nothing of Chef is there. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
