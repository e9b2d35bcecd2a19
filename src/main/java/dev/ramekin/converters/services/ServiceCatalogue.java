package dev.ramekin.converters.services;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All services Ramekin knows, ordered by name. */
public final class ServiceCatalogue {
  private static final String FOLDER = "services";

  private final Map<String, YamlNode> files;
  private final List<ServiceEntry> entries;

  /**
   * Reads all files of the folder {@code services}.
   *
   * @throws dev.ramekin.yaml.YamlException when a file has a mistake
   */
  public ServiceCatalogue(ConverterFiles converters) {
    files = new LinkedHashMap<>();
    for (String path : converters.list(FOLDER)) {
      if (path.endsWith(".yaml")) {
        YamlNode root = converters.yaml(path).orElseThrow();
        files.put(root.require("service").text(), root);
      }
    }
    entries = files.values().stream().map(ServiceReader::read).toList();
  }

  /** Returns the services that come with Ramekin. */
  public static ServiceCatalogue bundled() {
    return new ServiceCatalogue(ConverterFiles.builtIn());
  }

  private ServiceCatalogue(Map<String, YamlNode> files, List<ServiceEntry> entries) {
    this.files = files;
    this.entries = entries;
  }

  /** Returns a catalogue that knows further services, which have no file. */
  public ServiceCatalogue with(List<ServiceEntry> more) {
    return new ServiceCatalogue(files, Stream.concat(entries.stream(), more.stream()).toList());
  }

  /** Returns a catalogue of what belongs to the host alone, as if no service were known. */
  public ServiceCatalogue withoutContainers() {
    return new ServiceCatalogue(
        files, entries.stream().filter(it -> it.kind() == ServiceEntry.Kind.HOST).toList());
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

  /**
   * Returns an entry with its version in every text; names of units and packages stay patterns.
   *
   * @param platform platform id: {@code debian-12}
   * @param installed names of the packages the source installs
   */
  public ServiceEntry resolve(ServiceEntry entry, String platform, List<String> installed) {
    Optional<String> version = Names.version(entry.packaging().version(), platform, installed);
    YamlNode file = files.get(entry.service());
    if (version.isEmpty() || file == null) {
      return entry;
    }
    ServiceEntry resolved = ServiceReader.read(file.replacing("{version}", version.get()));
    return new ServiceEntry(
        resolved.service(),
        resolved.kind(),
        resolved.instead(),
        new ServiceEntry.Packaging(
            entry.packaging().units(),
            entry.packaging().packages(),
            entry.packaging().starts(),
            entry.packaging().version(),
            resolved.packaging().extra()),
        resolved.running(),
        resolved.network(),
        resolved.places(),
        resolved.changes(),
        resolved.firstStart(),
        resolved.clients(),
        resolved.probe(),
        resolved.limits(),
        resolved.sizes(),
        resolved.isolation(),
        resolved.upkeep());
  }
}
