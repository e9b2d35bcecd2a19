package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Platform;
import dev.ramekin.model.lock.LanguageManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Splits a list of packages over the services that need them. */
final class PackagePlacer {
  private final ServiceCatalogue catalogue;
  private final Platform platform;
  private final Claims claims;

  PackagePlacer(ServiceCatalogue catalogue, Platform platform, Claims claims) {
    this.catalogue = catalogue;
    this.platform = platform;
    this.claims = claims;
  }

  List<Place> places(InstallPackages install) {
    if (LanguageManager.of(install.manager()).isPresent()) {
      return List.of(language(install));
    }
    if (!install.manager().equals("apt") && !install.manager().equals("rpm")) {
      return List.of(notFrozen(install));
    }
    Map<Place, List<PackageSpec>> parts = new LinkedHashMap<>();
    for (PackageSpec spec : install.packages()) {
      parts.computeIfAbsent(place(install, spec), key -> new ArrayList<>()).add(spec);
    }
    List<Place> places = new ArrayList<>();
    parts.forEach(
        (place, specs) ->
            places.add(
                place.with(
                    new InstallPackages(
                        install.provenance(), install.manager(), specs, install.options()))));
    return places;
  }

  /** One statement of a language's manager is one installation: it is not split. */
  private Place language(InstallPackages install) {
    Set<String> group = claims.byGroup(install.provenance().group());
    if (group.size() == 1) {
      String name = group.iterator().next();
      return Place.stage(
          Optional.of(name),
          install,
          "Of what " + install.provenance().group() + " sets up, only " + name + " runs.");
    }
    return Place.stage(Optional.empty(), install, Choice.SHARED);
  }

  private Place place(InstallPackages install, PackageSpec spec) {
    Set<String> names = claims.byPackage(spec.name());
    if (names.size() == 1) {
      String name = names.iterator().next();
      return Place.stage(Optional.of(name), install, "It is " + name + "'s own package.");
    }
    Optional<ServiceEntry> host =
        catalogue.byPackage(platform.family(), spec.name()).filter(it -> it.kind() == Kind.HOST);
    if (host.isPresent()) {
      return Place.host(install, host.get().instead());
    }
    Set<String> group = claims.byGroup(install.provenance().group());
    if (names.isEmpty() && group.size() == 1) {
      String name = group.iterator().next();
      return Place.stage(
          Optional.of(name),
          install,
          "Of what " + install.provenance().group() + " sets up, only " + name + " runs.");
    }
    return Place.stage(Optional.empty(), install, Choice.SHARED);
  }

  private Place notFrozen(InstallPackages install) {
    String names = String.join(", ", install.packages().stream().map(PackageSpec::name).toList());
    String reason = install.manager() + " packages are not frozen yet";
    Set<String> group = claims.byGroup(install.provenance().group());
    return new Place(
        Place.Kind.UNSUPPORTED,
        group.size() == 1 ? Optional.of(group.iterator().next()) : Optional.empty(),
        new Unconverted(
            install.provenance(), install.manager() + " package", names, Map.of(), reason),
        reason);
  }
}
