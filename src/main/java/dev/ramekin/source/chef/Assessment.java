package dev.ramekin.source.chef;

import dev.ramekin.model.Host;
import java.util.Optional;

/**
 * What one recipe of one cookbook declares when it alone is the run list.
 *
 * @param cookbook the cookbook's name
 * @param recipe the recipe's name
 * @param declared what it declares
 * @param host what that becomes; empty unless it was asked for
 */
public record Assessment(String cookbook, String recipe, Declared declared, Optional<Host> host) {
  /** Returns {@code cookbook__recipe}, the name of its result file; no part of it is a folder. */
  public String key() {
    return (cookbook + "__" + recipe).replace('/', '_');
  }
}
