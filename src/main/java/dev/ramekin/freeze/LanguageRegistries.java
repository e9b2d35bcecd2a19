package dev.ramekin.freeze;

import dev.ramekin.freeze.gem.GemSettings;
import dev.ramekin.freeze.npm.NpmSettings;
import dev.ramekin.freeze.pip.PipSettings;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where archives of packages of languages are: the lock itself names no hosts. */
final class LanguageRegistries {
  private final NpmSettings npm;
  private final URI gems;
  private final PipSettings python;

  LanguageRegistries(Places places) {
    this.npm =
        NpmSettings.of(mirror(places, LanguageManager.NPM), places.machine(), places.environment());
    this.gems = gems(places);
    this.python = python(places);
  }

  /** Returns the gem server, with a slash at the end. */
  static URI gems(Places places) {
    return GemSettings.server(
        mirror(places, LanguageManager.GEM), places.machine(), places.environment());
  }

  /** Returns where Python packages are. */
  static PipSettings python(Places places) {
    return PipSettings.of(
        mirror(places, LanguageManager.PIP), places.machine(), places.environment());
  }

  private static Optional<URI> mirror(Places places, LanguageManager manager) {
    return Optional.ofNullable(places.mirrors().get(manager.registry()));
  }

  List<URI> address(LanguagePackage it) {
    return switch (it.manager()) {
      case NPM -> List.of(npm.registry(it.name()).resolve(it.filename()));
      case GEM -> List.of(gems.resolve(it.filename()));
      case PIP -> python.addresses(it.filename());
    };
  }
}
