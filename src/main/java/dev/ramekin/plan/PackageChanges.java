package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a change belongs that is made to a file of a package: to the stage that installs the
 * package. The signs, strongest first: a service of the host owns the path; a package has the name
 * of a part of it; all packages of the recipe went to one place. Without any, each stage that has
 * the file changes it. Docs/planning.md, section 3.
 */
final class PackageChanges {
  private static final int SHORTEST_NAME = 3;

  /** A word of a command, or the target of a redirection, that is an absolute path. */
  private static final Pattern PATH =
      Pattern.compile("(?<![^\\s\"'=<>])/[\\w.+@-]+(?:/[\\w.+@-]+)+");

  private final HostRules rules;
  private final Claims claims;
  private final List<ServiceEntry> ofHost;
  private final Set<String> written = new LinkedHashSet<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private final List<Shipped> shipped = new ArrayList<>();

  /** A package, the file that asks for it, and where it went. */
  private record Shipped(String name, String asker, Place place) {}

  PackageChanges(
      HostRules rules,
      ServiceCatalogue catalogue,
      Claims claims,
      List<Item> items,
      PackagePlacer packages) {
    this.rules = rules;
    this.claims = claims;
    this.ofHost =
        catalogue.entries().stream().filter(it -> it.kind() == ServiceEntry.Kind.HOST).toList();
    for (Item item : items) {
      if (item.operation() instanceof InstallPackages install) {
        packages.places(install).forEach(place -> collect(item, place));
      } else if (makesFiles(item.operation())) {
        (onlyTouches(item.operation()) ? touched : written).addAll(Claims.paths(item.operation()));
      } else if (item.operation() instanceof EditFile edit && touched.contains(edit.path())) {
        written.add(edit.path());
      } else if (item.operation() instanceof RunCommand command) {
        written.addAll(paths(command, false));
      }
    }
  }

  private void collect(Item item, Place place) {
    if (place.operation() instanceof InstallPackages install) {
      for (PackageSpec spec : install.packages()) {
        shipped.add(new Shipped(spec.name(), item.statement().origin().file(), place));
      }
    }
  }

  private static boolean makesFiles(Operation operation) {
    return operation instanceof WriteFile
        || operation instanceof CopyTree
        || operation instanceof FetchFile;
  }

  /** Whether a file is only made to exist, so that its content may be a package's. */
  private static boolean onlyTouches(Operation operation) {
    return operation instanceof WriteFile file && file.onlyIfMissing() && Texts.of(file).isEmpty();
  }

  /** Returns the places of a change that nothing but a file of a package explains. */
  List<Place> places(Item item, Place chosen) {
    Optional<String> path =
        changed(item.operation()).stream().filter(this::ofSomePackage).findFirst();
    if (path.isEmpty() || chosen.kind() != Place.Kind.STAGE || isNamed(item, chosen)) {
      return List.of(chosen);
    }
    Optional<Place> owner =
        ofHostService(item, path.get()).or(() -> byName(path.get())).or(() -> byRecipe(item));
    if (owner.isPresent()) {
      return List.of(beside(owner.get(), chosen));
    }
    return needsFile(item.operation()) ? wherever(path.get(), chosen) : List.of(chosen);
  }

  /** Whether a service was chosen because its own path is named, not for want of another. */
  private boolean isNamed(Item item, Place chosen) {
    return chosen.workload().isPresent()
        && (!claims.byPath(item.operation()).isEmpty()
            || !claims.byMention(Texts.of(item.operation())).isEmpty());
  }

  private boolean ofSomePackage(String path) {
    return Paths.ofPackages(path)
        && !rules.isOfBaseImage(path)
        && written.stream().noneMatch(it -> Paths.below(path, it));
  }

  private Optional<Place> ofHostService(Item item, String path) {
    return ofHost.stream()
        .filter(entry -> entry.ownPaths().stream().anyMatch(own -> Paths.below(path, own)))
        .findFirst()
        .map(entry -> Place.host(item.operation(), entry.instead()));
  }

  /** The packages that have the names of most parts of a path: {@code libapache2-mod-php}. */
  private Optional<Place> byName(String path) {
    List<String> parts = Stream.of(path.split("/")).map(PackageChanges::stem).distinct().toList();
    long most = shipped.stream().mapToLong(it -> common(it.name(), parts)).max().orElse(0);
    return most == 0 ? Optional.empty() : onlyPlace(it -> common(it.name(), parts) == most);
  }

  private Optional<Place> byRecipe(Item item) {
    String asker = item.statement().origin().file();
    return onlyPlace(it -> it.asker().equals(asker));
  }

  private Optional<Place> onlyPlace(Predicate<Shipped> fits) {
    List<Place> places = shipped.stream().filter(fits).map(Shipped::place).toList();
    boolean one =
        places.stream().map(it -> List.of(it.kind(), it.workload())).distinct().count() == 1;
    return one ? Optional.of(places.get(0)) : Optional.empty();
  }

  private static String stem(String part) {
    int dot = part.indexOf('.', 1);
    return dot < 0 ? part : part.substring(0, dot);
  }

  private static long common(String name, List<String> parts) {
    List<String> words = List.of(name.replaceFirst("^lib", "").split("-"));
    return parts.stream()
        .filter(it -> it.length() >= SHORTEST_NAME)
        .filter(it -> it.equals(name) || words.contains(it))
        .count();
  }

  private static boolean ofHost(Place place) {
    return place.kind() == Place.Kind.HOST;
  }

  private static Place beside(Place owner, Place chosen) {
    if (ofHost(owner)) {
      return Place.host(chosen.operation(), owner.note()).held();
    }
    return owner.workload().isPresent()
        ? chosen.at(owner.workload(), "It changes a file of " + owner.workload().get() + "'s.")
        : chosen;
  }

  private List<Place> wherever(String path, Place chosen) {
    Operation guarded = guarded(chosen.operation(), path);
    List<Place> others =
        shipped.stream()
            .map(Shipped::place)
            .filter(it -> ofHost(it) || it.workload().isPresent())
            .filter(it -> ofHost(it) || !it.workload().equals(chosen.workload()))
            .map(it -> Place.nothing(guarded, "").at(it.workload(), "").held())
            .distinct()
            .toList();
    return others.isEmpty()
        ? List.of(chosen)
        : Stream.concat(Stream.of(chosen.with(guarded)), others.stream()).toList();
  }

  private static Operation guarded(Operation operation, String path) {
    Provenance old = operation.provenance();
    List<Guard.Condition> conditions = new ArrayList<>();
    conditions.add(new Guard.Condition("test -e " + ShellWords.quote(path), true, false));
    conditions.addAll(old.guard().conditions());
    Provenance provenance =
        new Provenance(
            old.statement(), old.origin(), old.group(), new Guard(conditions), old.triggers());
    return operation instanceof EditFile edit
        ? new EditFile(provenance, edit.path(), edit.edit())
        : ((RunCommand) operation).with(provenance);
  }

  /** An edit fails where its file is missing; a file that may be made does not. */
  private static boolean needsFile(Operation operation) {
    return operation instanceof EditFile || operation instanceof RunCommand;
  }

  private List<String> changed(Operation operation) {
    if (operation instanceof EditFile edit) {
      return List.of(edit.path());
    }
    if (onlyTouches(operation)) {
      return Claims.paths(operation);
    }
    return operation instanceof RunCommand command ? paths(command, true) : List.of();
  }

  /** Returns the paths in the lines of a command that change what is there, or in all others. */
  private List<String> paths(RunCommand command, boolean changing) {
    return Texts.of(command.script())
        .lines()
        .filter(
            line ->
                changing
                    == Commands.lines(line).stream()
                        .anyMatch(part -> rules.changers().contains(Commands.program(part))))
        .flatMap(line -> PATH.matcher(line).results().map(MatchResult::group))
        .toList();
  }
}
