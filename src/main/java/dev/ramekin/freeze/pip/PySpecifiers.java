package dev.ramekin.freeze.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions that must all hold; none for any version.
 *
 * @param all in the order they are written
 */
record PySpecifiers(List<PySpecifier> all) {
  /** Nothing is asked for. */
  static final PySpecifiers ANY = new PySpecifiers(List.of());

  PySpecifiers {
    all = List.copyOf(all);
  }

  /** Returns the conditions of {@code >=2,<3}; empty when one is none. */
  static Optional<PySpecifiers> parse(String text) {
    List<PySpecifier> all = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        Optional<PySpecifier> specifier = PySpecifier.parse(part);
        if (specifier.isEmpty()) {
          return Optional.empty();
        }
        all.add(specifier.get());
      }
    }
    return Optional.of(new PySpecifiers(all));
  }

  PySpecifiers and(PySpecifiers others) {
    List<PySpecifier> both = new ArrayList<>(all);
    others.all.stream().filter(it -> !both.contains(it)).forEach(both::add);
    return new PySpecifiers(both);
  }

  /** Returns whether a version fulfils all, prerelease or not. */
  boolean allows(PyVersion version) {
    return all.stream().allMatch(it -> it.allows(version));
  }

  /**
   * Returns those that fulfil all. Prereleases count only when a condition names one, or when
   * nothing is asked for and there is nothing else.
   */
  List<PyVersion> filter(List<PyVersion> versions) {
    List<PyVersion> allowed = versions.stream().filter(this::allows).toList();
    if (all.stream().anyMatch(PySpecifier::namesPrerelease)) {
      return allowed;
    }
    List<PyVersion> releases = allowed.stream().filter(it -> !it.isPrerelease()).toList();
    return releases.isEmpty() && all.isEmpty() ? allowed : releases;
  }

  /** Returns whether one version is pinned, so that even a withdrawn one may be taken. */
  boolean pins() {
    return all.stream().anyMatch(PySpecifier::pins);
  }

  @Override
  public String toString() {
    return String.join(",", all.stream().map(PySpecifier::toString).toList());
  }
}
