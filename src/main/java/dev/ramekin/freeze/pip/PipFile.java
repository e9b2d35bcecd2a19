package dev.ramekin.freeze.pip;

import dev.ramekin.model.lock.Digest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a project, as the simple index lists it.
 *
 * @param digest its SHA-256; empty when the index has none
 * @param python what the version of Python must be
 * @param yanked whether it was withdrawn
 * @param described whether its metadata can be had by itself (PEP 658)
 */
record PipFile(
    String filename,
    URI uri,
    Optional<Digest> digest,
    PySpecifiers python,
    boolean yanked,
    boolean described) {
  private static final Pattern SOURCE =
      Pattern.compile("(.+)\\.(?:tar\\.gz|tgz|tar\\.bz2|tar\\.xz|zip)");

  boolean isWheel() {
    return filename.endsWith(".whl");
  }

  /** Returns the version in its name, when it is a file of that project. */
  Optional<PyVersion> version(String project) {
    if (isWheel()) {
      return PyTags.parts(filename)
          .filter(it -> PyRequirement.normal(it[0]).equals(project))
          .flatMap(it -> PyVersion.parse(it[1].replace('_', '-')));
    }
    Matcher matcher = SOURCE.matcher(filename);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String stem = matcher.group(1);
    for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
      if (PyRequirement.normal(stem.substring(0, dash)).equals(project)) {
        return PyVersion.parse(stem.substring(dash + 1));
      }
    }
    return Optional.empty();
  }

  /** Returns the build number in a wheel's name; 0 when there is none. */
  long build() {
    return PyTags.parts(filename)
        .filter(it -> it.length == 6)
        .map(it -> it[2].replaceFirst("[^0-9].*", ""))
        .filter(it -> !it.isEmpty() && it.length() < 18)
        .map(Long::parseLong)
        .orElse(0L);
  }
}
