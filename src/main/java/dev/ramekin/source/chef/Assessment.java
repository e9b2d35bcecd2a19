package dev.ramekin.source.chef;

/**
 * What one recipe of one cookbook declares when it alone is the run list.
 *
 * @param cookbook the cookbook's name
 * @param recipe the recipe's name
 * @param declared what it declares
 */
public record Assessment(String cookbook, String recipe, Declared declared) {
  /** Returns {@code cookbook__recipe}, the name of its result file. */
  public String key() {
    return cookbook + "__" + recipe;
  }
}
