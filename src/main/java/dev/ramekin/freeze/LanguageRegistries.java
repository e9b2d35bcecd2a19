package dev.ramekin.freeze;

import dev.ramekin.freeze.npm.NpmSettings;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where archives of packages of languages are: the lock itself names no hosts. */
final class LanguageRegistries {
  private final NpmSettings npm;

  LanguageRegistries(Places places) {
    this.npm =
        NpmSettings.of(
            Optional.ofNullable(places.mirrors().get(LanguageManager.NPM.registry())),
            places.machine(),
            places.environment());
  }

  List<URI> address(LanguagePackage it) {
    return List.of(npm.registry(it.name()).resolve(it.filename()));
  }
}
