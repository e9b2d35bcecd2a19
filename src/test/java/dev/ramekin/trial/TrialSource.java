package dev.ramekin.trial;

import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The tiny recipe a service is tried with: {@code fixtures/services/<service>.rb}, or one that
 * installs its package and starts its unit and does nothing else.
 */
final class TrialSource {
  private static final Path FIXTURES =
      Path.of(System.getProperty("fixtures.dir", "fixtures")).toAbsolutePath().resolve("services");

  private final ServiceCatalogue catalogue;

  TrialSource(ServiceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns the services that become containers and that a package of Debian installs. */
  List<String> services() {
    return catalogue.entries().stream()
        .filter(entry -> entry.kind() == Kind.CONTAINER)
        .filter(entry -> own(entry).isPresent() || !entry.packaging().starts().isEmpty())
        .map(ServiceEntry::service)
        .toList();
  }

  /**
   * Returns the recipe for a release; empty when the entry names nothing to install there.
   *
   * @param release platform id
   */
  Optional<String> recipe(String service, String release) {
    ServiceEntry entry = catalogue.find(service).orElseThrow();
    return own(entry).or(() -> generated(entry, release));
  }

  private static Optional<String> own(ServiceEntry entry) {
    Path file = FIXTURES.resolve(entry.service() + ".rb");
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static Optional<String> generated(ServiceEntry entry, String release) {
    Optional<String> version =
        Optional.ofNullable(entry.packaging().version().byPlatform().get(release));
    Optional<String> name = first(entry.packaging().starts(), version);
    Optional<String> unit = first(entry.packaging().units(), version);
    if (name.isEmpty() || unit.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        """
        package '%s'

        service '%s' do
          action %%i[enable start]
        end
        """
            .formatted(name.get(), unit.get()));
  }

  private static Optional<String> first(List<String> patterns, Optional<String> version) {
    return patterns.stream()
        .map(pattern -> version.map(it -> pattern.replace("{version}", it)).orElse(pattern))
        .filter(name -> !name.contains("*") && !name.contains("{"))
        .findFirst();
  }
}
