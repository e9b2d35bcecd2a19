package dev.ramekin.source.chef;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a lock file says of one cookbook.
 *
 * @param version its version
 * @param identifier the hash by which a policy names its content; {@code knife download} puts it
 *     into the folder's name
 * @param folder its folder, where it was locked from a path
 */
record CookbookPin(Optional<String> version, Optional<String> identifier, Optional<String> folder) {
  /** Returns a pin to a version from a cookbook site. */
  static CookbookPin to(String version) {
    return new CookbookPin(Optional.of(version), Optional.empty(), Optional.empty());
  }

  /** Finds the locked cookbook: by its folder, else by its hash, else by its version. */
  Optional<Cookbook> find(List<Cookbook> candidates) {
    return Stream.<Predicate<Cookbook>>of(this::isInFolder, this::hasIdentifier, this::hasVersion)
        .flatMap(sign -> candidates.stream().filter(sign))
        .findFirst();
  }

  private boolean isInFolder(Cookbook cookbook) {
    return folder
        .map(it -> ("/" + it).endsWith("/" + cookbook.root()) && !cookbook.root().isEmpty())
        .orElse(false);
  }

  private boolean hasIdentifier(Cookbook cookbook) {
    return identifier.map(it -> cookbook.root().endsWith("-" + it)).orElse(false);
  }

  /** Returns whether a cookbook has the locked version. */
  boolean hasVersion(Cookbook cookbook) {
    return version.map(it -> VersionConstraint.compare(it, cookbook.version()) == 0).orElse(false);
  }

  @Override
  public String toString() {
    return version.or(() -> folder).orElse("");
  }
}
