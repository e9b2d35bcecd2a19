package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.ManageService;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services that a source starts, that no unit of its own defines and that the catalogue does not
 * know: what they are like, only their packages can tell.
 *
 * @param units where each is started, by its name without {@code .service}
 * @param packages the packages that the source installs and the catalogue does not know
 */
public record UnknownServices(SortedMap<String, Origin> units, List<String> packages) {
  public UnknownServices {
    units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    packages = List.copyOf(packages);
  }

  /** Finds them on all hosts. */
  public static UnknownServices of(Estate estate, ServiceCatalogue catalogue) {
    SortedMap<String, Origin> units = new TreeMap<>();
    Set<String> packages = new TreeSet<>();
    for (Host host : estate.hosts()) {
      List<Operation> operations = operations(host);
      Set<String> defined = new TreeSet<>();
      operations.forEach(
          it -> WorkloadFinder.unitOf(it).map(WorkloadFinder::plain).ifPresent(defined::add));
      operations.stream()
          .filter(ManageService.class::isInstance)
          .map(ManageService.class::cast)
          .filter(WorkloadFinder::starts)
          .forEach(
              service -> {
                String unit = WorkloadFinder.plain(service.name());
                if (!defined.contains(unit) && catalogue.byUnit(unit).isEmpty()) {
                  units.putIfAbsent(unit, service.provenance().origin());
                }
              });
      operations.stream()
          .filter(InstallPackages.class::isInstance)
          .map(InstallPackages.class::cast)
          .filter(it -> it.manager().equals("apt"))
          .flatMap(it -> it.packages().stream())
          .map(PackageSpec::name)
          .filter(name -> catalogue.byPackage(host.platform().family(), name).isEmpty())
          .forEach(packages::add);
    }
    return new UnknownServices(units, List.copyOf(packages));
  }

  private static List<Operation> operations(Host host) {
    return host.leaves().flatMap(it -> it.operations().stream()).toList();
  }
}
