package dev.ramekin.model;

import java.util.Optional;

/**
 * Who may do what with a path.
 *
 * @param owner user name or number; empty when the source does not say
 * @param group group name or number; empty when the source does not say
 * @param mode octal digits without a leading zero beyond three or four: {@code 644}, {@code 1777}
 */
public record Access(Optional<String> owner, Optional<String> group, Optional<String> mode) {
  /** Nothing said. */
  public static final Access UNSPECIFIED =
      new Access(Optional.empty(), Optional.empty(), Optional.empty());
}
