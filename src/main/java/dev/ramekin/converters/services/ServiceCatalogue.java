package dev.ramekin.converters.services;

import dev.ramekin.converters.ConverterFiles;
import java.util.List;
import java.util.Optional;

/** All services Ramekin knows, ordered by name. */
public final class ServiceCatalogue {
  private static final String FOLDER = "services";

  private final List<ServiceEntry> entries;

  /**
   * Reads all files of the folder {@code services}.
   *
   * @throws dev.ramekin.yaml.YamlException when a file has a mistake
   */
  public ServiceCatalogue(ConverterFiles files) {
    entries =
        files.list(FOLDER).stream()
            .filter(path -> path.endsWith(".yaml"))
            .map(path -> ServiceReader.read(files.yaml(path).orElseThrow()))
            .toList();
  }

  /** Returns the services that come with Ramekin. */
  public static ServiceCatalogue bundled() {
    return new ServiceCatalogue(ConverterFiles.builtIn());
  }

  /** Returns all entries. */
  public List<ServiceEntry> entries() {
    return entries;
  }

  /** Returns the service that has a unit, named without {@code .service}. */
  public Optional<ServiceEntry> byUnit(String unit) {
    return entries.stream().filter(entry -> entry.hasUnit(unit)).findFirst();
  }

  /** Returns the service a package belongs to on a platform family. */
  public Optional<ServiceEntry> byPackage(String family, String name) {
    return entries.stream().filter(entry -> entry.hasPackage(family, name)).findFirst();
  }

  /** Returns the entry of that key. */
  public Optional<ServiceEntry> find(String service) {
    return entries.stream().filter(entry -> entry.service().equals(service)).findFirst();
  }
}
