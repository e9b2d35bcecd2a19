package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.DefineUnit;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.ManageService;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.ServiceAction;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the services of a host: what is started or enabled, what a unit of the source's own
 * defines, and what starts because its package is installed; less what is stopped or disabled.
 */
final class WorkloadFinder {
  private static final Pattern UNIT_FILE =
      Pattern.compile("(?:/etc|/lib|/usr/lib)/systemd/system/([^/]+\\.[a-z]+)");

  private final ServiceCatalogue catalogue;
  private final Platform platform;
  private final List<Item> items;
  private final TimedUnits timed;
  private final List<String> installed = new ArrayList<>();
  private final Map<String, Operation> definitions = new LinkedHashMap<>();
  private final Map<String, Workload> found = new LinkedHashMap<>();
  private final Set<String> stopped = new TreeSet<>();

  private WorkloadFinder(
      ServiceCatalogue catalogue, Platform platform, List<Item> items, TimedUnits timed) {
    this.catalogue = catalogue;
    this.platform = platform;
    this.items = items;
    this.timed = timed;
  }

  static List<Workload> find(
      ServiceCatalogue catalogue, Platform platform, List<Item> items, TimedUnits timed) {
    return new WorkloadFinder(catalogue, platform, items, timed).run();
  }

  /** Returns the unit name of a file that is a service unit: {@code shop.service}. */
  static Optional<String> unitOf(Operation operation) {
    return fileOf(operation).filter(name -> name.endsWith(".service"));
  }

  /** Returns the unit name of a file that is a unit of any kind: {@code shop.timer}. */
  static Optional<String> fileOf(Operation operation) {
    if (operation instanceof DefineUnit unit) {
      return Optional.of(unit.name());
    }
    if (operation instanceof WriteFile file) {
      Matcher matcher = UNIT_FILE.matcher(file.path());
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns a unit's name as {@code service x} knows it. */
  static String plain(String unit) {
    return unit.endsWith(".service")
        ? unit.substring(0, unit.length() - ".service".length())
        : unit;
  }

  /** Returns whether a service is to run, now or after a boot. */
  static boolean starts(ManageService service) {
    return Stream.of(ServiceAction.START, ServiceAction.ENABLE, ServiceAction.RESTART)
        .anyMatch(service.actions()::contains);
  }

  private List<Workload> run() {
    for (Item item : items) {
      unitOf(item.operation()).ifPresent(name -> definitions.put(plain(name), item.operation()));
      if (item.operation() instanceof InstallPackages packages) {
        packages.packages().forEach(spec -> installed.add(spec.name()));
      }
    }
    items.forEach(this::look);
    stopped.forEach(found::remove);
    return List.copyOf(found.values());
  }

  private void look(Item item) {
    Operation operation = item.operation();
    if (operation instanceof ManageService service) {
      manage(service, item);
    } else if (operation instanceof InstallPackages packages && packages.manager().equals("apt")) {
      packages.packages().forEach(spec -> install(spec, item));
    } else if (unitOf(operation).isPresent()) {
      define(plain(unitOf(operation).get()), item);
    }
  }

  private void manage(ManageService service, Item item) {
    String unit = plain(service.name());
    Optional<String> name = nameOf(unit);
    if (name.isEmpty()) {
      return;
    }
    List<ServiceAction> actions = service.actions();
    if (starts(service)) {
      stopped.remove(name.get());
      add(name.get(), item);
    } else if (actions.contains(ServiceAction.STOP) || actions.contains(ServiceAction.DISABLE)) {
      stopped.add(name.get());
    }
  }

  private void install(PackageSpec spec, Item item) {
    catalogue
        .byPackage(platform.family(), spec.name())
        .filter(entry -> entry.kind() == Kind.CONTAINER && entry.startsWith(spec.name()))
        .ifPresent(entry -> add(entry.service(), item));
  }

  private void define(String unit, Item item) {
    boolean lasting =
        definedUnit(unit).filter(it -> !it.type().equals("oneshot")).isPresent()
            && timed.timerOf(unit + ".service").isEmpty();
    if (lasting && !unit.contains("@")) {
      nameOf(unit).ifPresent(name -> add(name, item));
    }
  }

  /** Returns the workload's name for a unit: the catalogue's key where its package is here. */
  private Optional<String> nameOf(String unit) {
    Optional<ServiceEntry> entry = catalogue.byUnit(unit);
    boolean own = definitions.containsKey(unit);
    if (entry.isPresent() && entry.get().kind() == Kind.CONTAINER) {
      return Optional.of(own && !packaged(entry.get()) ? unit : entry.get().service());
    }
    return own ? Optional.of(unit) : Optional.empty();
  }

  private boolean packaged(ServiceEntry entry) {
    return installed.stream().anyMatch(name -> entry.hasPackage(platform.family(), name));
  }

  private void add(String name, Item item) {
    Workload known = found.get(name);
    found.put(name, (known == null ? create(name, item) : known).withGroup(item.group()));
  }

  private Workload create(String name, Item item) {
    Optional<ServiceEntry> entry =
        catalogue
            .find(name)
            .filter(it -> it.kind() == Kind.CONTAINER)
            .filter(it -> !definitions.containsKey(name) || packaged(it))
            .map(it -> catalogue.resolve(it, platform.id(), installed));
    Optional<Content> text = Optional.ofNullable(definitions.get(name)).flatMap(Texts::content);
    return new Workload(
        name,
        entry,
        entry.isPresent() ? Optional.empty() : definedUnit(name),
        entry.isPresent() ? Optional.empty() : text,
        item.statement().origin(),
        List.of());
  }

  private Optional<ServiceUnit> definedUnit(String unit) {
    return Optional.ofNullable(definitions.get(unit))
        .flatMap(Texts::content)
        .map(content -> ServiceUnit.of(UnitFile.parse(Units.marked(content))));
  }
}
