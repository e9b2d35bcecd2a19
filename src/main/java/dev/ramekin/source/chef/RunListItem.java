package dev.ramekin.source.chef;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An item of a run list.
 *
 * @param role whether it names a role
 * @param name a role's name, or a recipe's full name {@code cookbook::recipe}
 */
record RunListItem(boolean role, String name) {
  private static final Pattern ITEM = Pattern.compile("(recipe|role)\\[([^\\]@]+)(?:@[^\\]]*)?]");
  private static final Pattern BARE = Pattern.compile("[^\\[\\]@]+");

  /**
   * Reads {@code recipe[a::b]}, {@code recipe[a@1.0]}, {@code role[x]}, {@code a::b} or {@code a}.
   */
  static Optional<RunListItem> parse(String text) {
    Matcher item = ITEM.matcher(text.strip());
    if (item.matches()) {
      boolean role = item.group(1).equals("role");
      return Optional.of(new RunListItem(role, role ? item.group(2) : fullName(item.group(2))));
    }
    if (BARE.matcher(text.strip()).matches()) {
      return Optional.of(new RunListItem(false, fullName(text.strip())));
    }
    return Optional.empty();
  }

  /** Returns {@code cookbook::recipe} also when only the cookbook is named. */
  static String fullName(String recipe) {
    return recipe.contains("::") ? recipe : recipe + "::default";
  }

  /** Returns the cookbook of a recipe's full name. */
  static String cookbook(String fullName) {
    return fullName.substring(0, fullName.indexOf("::"));
  }

  /** Returns the recipe of a recipe's full name. */
  static String recipe(String fullName) {
    return fullName.substring(fullName.indexOf("::") + 2);
  }

  @Override
  public String toString() {
    return (role ? "role[" : "recipe[") + name + "]";
  }
}
