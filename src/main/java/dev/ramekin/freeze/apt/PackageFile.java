package dev.ramekin.freeze.apt;

import java.util.Map;
import java.util.Optional;

/**
 * What pins can ask of a Packages file.
 *
 * @param suite number of the source it belongs to
 * @param release the fields of its Release file
 * @param component {@code main}; empty for an archive without components
 * @param architecture {@code amd64}
 * @param site host name of the archive; empty for a local one
 */
record PackageFile(
    int suite, Map<String, String> release, String component, String architecture, String site) {
  private static final int ORDINARY = 500;
  private static final int UPGRADES_ONLY = 100;
  private static final int NOT_AUTOMATIC = 1;

  PackageFile {
    release = Map.copyOf(release);
  }

  static PackageFile of(
      int suite, AptSource source, ReleaseFile release, String component, String architecture) {
    String host = source.uri().getHost();
    return new PackageFile(
        suite, release.fields(), component, architecture, host == null ? "" : host);
  }

  PackageFile at(String host) {
    return new PackageFile(suite, release, component, architecture, host);
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(release.get(name));
  }

  /** Returns apt's priority of the file's packages where no pin says otherwise. */
  int priority() {
    if (isYes("ButAutomaticUpgrades")) {
      return UPGRADES_ONLY;
    }
    return isYes("NotAutomatic") ? NOT_AUTOMATIC : ORDINARY;
  }

  private boolean isYes(String name) {
    return "yes".equals(release.get(name));
  }
}
