package dev.ramekin.freeze.pip;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A distribution that could be installed, or the extras of one.
 *
 * @param name of the project, in its normal form
 * @param file empty for what is installed already
 * @param extras that were asked for; none for the distribution itself
 */
record Candidate(String name, PyVersion version, Optional<PipFile> file, SortedSet<String> extras) {
  Candidate {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /** Returns the distribution itself. */
  Candidate base() {
    return new Candidate(name, version, file, Collections.emptySortedSet());
  }

  /** Returns what it is chosen for: {@code requests[socks]}. */
  String identifier() {
    return new PyRequirement(name, extras, PySpecifiers.ANY, "").identifier();
  }

  @Override
  public String toString() {
    return identifier() + " " + version;
  }
}
