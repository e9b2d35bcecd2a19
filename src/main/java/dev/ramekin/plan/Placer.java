package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.converters.services.HostRules.CommandKind;
import dev.ramekin.converters.services.HostRules.CommandRule;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.ManageService;
import dev.ramekin.model.Operation.RemovePackages;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.ServiceAction;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.plan.HostPlan.Placed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the place of every operation of a host; docs/planning.md has the rule in words. */
final class Placer {
  private final ServiceCatalogue catalogue;
  private final HostMatters matters;
  private final Commands commands;
  private final HostImage image;
  private final Host host;
  private final List<Item> items;
  private final TimedUnits timed;
  private final List<Workload> workloads;
  private final Claims claims;
  private final Choice choice;
  private final HostRules rules;
  private final PackagePlacer packages;
  private final PackageChanges files;
  private final Set<String> used = new LinkedHashSet<>();
  private final Logins logins = new Logins();
  private final Map<String, Set<Place.Kind>> kinds = new TreeMap<>();

  private Placer(ServiceCatalogue catalogue, HostRules rules, Host host) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.matters = new HostMatters(rules);
    this.commands = new Commands(rules);
    this.host = host;
    this.items = RemovedJobs.leaveOut(NotifiedOrder.arrange(host));
    this.timed = TimedUnits.of(items);
    this.workloads = WorkloadFinder.find(catalogue, host.platform(), items, timed);
    this.claims = new Claims(host.platform().family(), workloads);
    this.choice = new Choice(claims, items);
    this.image = new HostImage(rules, claims, items.stream().anyMatch(Placer::isJob));
    this.packages = new PackagePlacer(catalogue, host.platform(), claims);
    this.files = new PackageChanges(rules, catalogue, claims, items, packages);
  }

  static HostPlan place(ServiceCatalogue catalogue, HostRules rules, Host host) {
    return new Placer(catalogue, rules, host).run();
  }

  private static boolean isJob(Item item) {
    return item.operation() instanceof ScheduleJob
        || WorkloadFinder.fileOf(item.operation()).filter(it -> it.endsWith(".timer")).isPresent()
        || item.operation() instanceof WriteFile file
            && CronFile.jobs(file).filter(it -> !it.isEmpty()).isPresent();
  }

  private HostPlan run() {
    collectAccounts();
    logins.collect(items, used);
    List<Placed> placed = new ArrayList<>();
    for (Item item : items) {
      for (Place place : onlyForTheHost(item).map(List::of).orElseGet(() -> places(item))) {
        placed.add(new Placed(item, image.keep(place)));
        kinds
            .computeIfAbsent(item.statement().id(), id -> EnumSet.noneOf(Place.Kind.class))
            .add(place.kind());
      }
    }
    return new HostPlan(host, workloads, Sharing.apply(placed));
  }

  /** A command that waits for nothing but what stays with the host stays there too. */
  private Optional<Place> onlyForTheHost(Item item) {
    if (!(item.operation() instanceof RunCommand) || !NotifiedOrder.waits(item.statement())) {
      return Optional.empty();
    }
    Set<Place.Kind> notifiers = EnumSet.noneOf(Place.Kind.class);
    for (Item other : items) {
      boolean notifies =
          other.operation().provenance().triggers().stream()
              .anyMatch(trigger -> trigger.target().equals(item.statement().label()));
      if (notifies) {
        notifiers.addAll(kinds.getOrDefault(other.statement().id(), Set.of()));
      }
    }
    return notifiers.equals(Set.of(Place.Kind.HOST))
        ? Optional.of(Place.host(item.operation(), "All that notifies it is a matter of the host."))
        : Optional.empty();
  }

  private void collectAccounts() {
    workloads.forEach(
        it -> {
          it.user().ifPresent(used::add);
          it.unit().flatMap(unit -> unit.group()).ifPresent(used::add);
        });
    Set<String> homes = Logins.homes(items);
    for (Item item : items) {
      Operation operation = item.operation();
      boolean account =
          operation instanceof Operation.CreateUser || operation instanceof Operation.CreateGroup;
      boolean atHome =
          Claims.paths(operation).stream()
              .anyMatch(it -> homes.stream().anyMatch(home -> Paths.below(it, home)));
      if (!account && !atHome) {
        used.addAll(Claims.accounts(operation));
      }
      if (operation instanceof ScheduleJob job) {
        used.add(job.user());
      }
    }
  }

  private List<Place> places(Item item) {
    Operation operation = item.operation();
    if (logins.ownsAll(operation)) {
      return List.of(
          Place.host(operation, "It belongs to a person's login, which stays with the host."));
    }
    if (operation instanceof CreateGroup group && logins.isPersons(group, used)) {
      return List.of(
          Place.host(operation, "A group of people who log in to the host; nobody else is in it."));
    }
    if (operation instanceof InstallPackages install) {
      return packages.places(install);
    }
    if (operation instanceof RunCommand command) {
      List<InstallPackages> installs = InstallCommands.of(command, rules);
      if (!installs.isEmpty()) {
        return installs.stream().flatMap(it -> packages.places(it).stream()).toList();
      }
    }
    if (operation instanceof CreateGroup group && group.members().stream().anyMatch(logins::has)) {
      return List.of(
          place(item), Place.host(group, "Some of its members are people who log in to the host."));
    }
    if (operation instanceof WriteFile file && CronFile.jobs(file).isPresent()) {
      return cronFile(item, file);
    }
    if (WorkloadFinder.fileOf(operation).isPresent()) {
      return unit(item);
    }
    Place place = place(item);
    return operation instanceof RemovePath && claims.byPath(operation).isEmpty()
        ? everywhere(place)
        : files.places(item, place);
  }

  /** Packages come with a stage of their own, and what one of them brings is removed there. */
  private List<Place> everywhere(Place place) {
    List<Place> places = new ArrayList<>(List.of(place));
    if (Claims.paths(place.operation()).stream().anyMatch(Paths::ofPackages)) {
      Place again = Place.nothing(place.operation(), "").held();
      if (place.kind() != Place.Kind.HOST) {
        places.add(again);
      }
      workloads.stream()
          .map(it -> Optional.of(it.name()))
          .filter(name -> !name.equals(place.workload()))
          .forEach(name -> places.add(again.at(name, "")));
    }
    return places;
  }

  /** A unit is a setting of its container, or a job; its file stays readable in the image. */
  private List<Place> unit(Item item) {
    List<Place> places = new ArrayList<>();
    for (ScheduleJob job : timed.jobs(item.operation())) {
      places.add(job(item, job));
    }
    if (places.isEmpty()) {
      places.add(place(item));
    }
    Place first = places.get(0);
    TimedUnits.file(item.operation())
        .ifPresent(file -> places.add(Place.nothing(file, "").at(first.workload(), "").held()));
    return places;
  }

  private Place place(Item item) {
    Operation operation = item.operation();
    if (operation instanceof ManageService service) {
      return manage(service);
    }
    if (WorkloadFinder.fileOf(operation).isPresent()) {
      return define(operation);
    }
    if (operation instanceof RemovePackages) {
      return Place.nothing(operation, "An image holds only what is installed into it.");
    }
    if (operation instanceof ScheduleJob job) {
      return job(item, job);
    }
    Optional<Place> matter = matters.place(operation, used).or(() -> hostService(operation));
    if (matter.isPresent()) {
      return matter.get();
    }
    return operation instanceof RunCommand command ? run(item, command) : choice.place(operation);
  }

  private Place manage(ManageService service) {
    String unit = WorkloadFinder.plain(service.name());
    Set<String> names = claims.byUnit(unit);
    if (!names.isEmpty()) {
      return Place.setting(
          Optional.of(names.iterator().next()),
          service,
          "It is the container's process; compose starts and restarts it.");
    }
    if (timed.knows(service.name()) || timed.timerOf(unit + ".service").isPresent()) {
      return Place.setting(
          Optional.empty(), service, "It is a job by schedule, of a container of its own.");
    }
    Optional<ServiceEntry> entry = catalogue.byUnit(unit);
    if (entry.isPresent() && entry.get().kind() == Kind.HOST) {
      return Place.host(service, entry.get().instead());
    }
    boolean starts =
        service.actions().stream()
            .anyMatch(it -> it != ServiceAction.STOP && it != ServiceAction.DISABLE);
    if (!starts || entry.isPresent()) {
      return Place.nothing(service, "Nothing starts in a container but its own service.");
    }
    return unsupported(
        service,
        "service",
        service.name(),
        "nothing here tells how "
            + service.name()
            + " runs in the foreground: neither a unit in the source nor the service catalogue");
  }

  private Place define(Operation operation) {
    Optional<String> unit = WorkloadFinder.unitOf(operation).map(WorkloadFinder::plain);
    Set<String> names = unit.map(claims::byUnit).orElse(Set.of());
    if (!names.isEmpty()) {
      return Place.setting(
          Optional.of(names.iterator().next()),
          operation,
          "What the unit says is in compose.yaml: command, user, environment, limits.");
    }
    String name = WorkloadFinder.fileOf(operation).orElse("");
    Optional<String> timer = timed.timerOf(name);
    if (timer.isPresent()) {
      return Place.setting(
          ofTimer(timer.get()), operation, "It runs by the schedule of " + timer.get() + ".");
    }
    return unsupported(
        operation,
        "unit",
        name,
        name.endsWith(".timer")
            ? timed.whyNot(name)
            : "a unit that is no lasting service is not converted: it would be a job or a step of"
                + " the build");
  }

  /** Returns the service whose image the jobs of a timer run from. */
  private Optional<String> ofTimer(String timer) {
    return items.stream()
        .filter(item -> WorkloadFinder.fileOf(item.operation()).filter(timer::equals).isPresent())
        .flatMap(item -> timed.jobs(item.operation()).stream().map(job -> choice.ofJob(job, item)))
        .findFirst()
        .flatMap(Function.identity());
  }

  /** The file goes where its first job does, and all its jobs with it: cron reads it as a whole. */
  private List<Place> cronFile(Item item, WriteFile file) {
    List<Place> places = new ArrayList<>();
    for (ScheduleJob job : CronFile.jobs(file).orElseThrow()) {
      Place place = job(item, job);
      places.add(places.isEmpty() ? place : place.at(places.get(0).workload(), place.note()));
    }
    if (places.isEmpty()) {
      places.add(Place.nothing(file, "There is no job in it."));
    } else {
      places.add(Place.stage(places.get(0).workload(), file, places.get(0).note()));
    }
    return places;
  }

  private Place job(Item item, ScheduleJob job) {
    Optional<String> workload = choice.ofJob(job, item);
    return new Place(
        Place.Kind.JOB,
        workload,
        job,
        "It runs by schedule in a container of the "
            + workload.orElse("base")
            + " image; output and exit status are in its log.");
  }

  private Optional<Place> hostService(Operation operation) {
    List<String> paths = Claims.paths(operation);
    if (paths.isEmpty() || operation instanceof RunCommand) {
      return Optional.empty();
    }
    return catalogue.entries().stream()
        .filter(entry -> entry.kind() == Kind.HOST)
        .filter(entry -> entry.ownPaths().stream().anyMatch(own -> Paths.below(paths.get(0), own)))
        .findFirst()
        .map(entry -> Place.host(operation, entry.instead()));
  }

  private Place run(Item item, RunCommand command) {
    CommandRule rule = commands.classify(command);
    if (rule.kind() == CommandKind.NETWORK) {
      return unsupported(
          command,
          item.statement().type(),
          item.statement().name(),
          "it fetches what is not frozen, and nothing is fetched while an image is built");
    }
    for (Workload workload : workloads) {
      if (workload.entry().filter(it -> Commands.needsRunning(command, it)).isPresent()) {
        if (workload.entry().get().firstStart().isEmpty()) {
          return unsupported(
              command,
              item.statement().type(),
              item.statement().name(),
              "it needs " + workload.name() + " running, which has no first start of its own");
        }
        return new Place(
            Place.Kind.FIRST_START,
            Optional.of(workload.name()),
            command,
            "It needs " + workload.name() + " running: done once, when its volume is empty.");
      }
    }
    if (rule.kind() == CommandKind.HOST) {
      return Place.host(command, rule.note());
    }
    if (rule.kind() == CommandKind.NOTHING) {
      return Place.nothing(command, rule.note());
    }
    List<String> secrets = Texts.secrets(command.script());
    if (!secrets.isEmpty()) {
      return unsupported(
          command,
          item.statement().type(),
          item.statement().name(),
          "it needs the secret " + String.join(", ", secrets) + ", which must not be in an image");
    }
    return choice.place(command);
  }

  private Place unsupported(Operation operation, String type, String name, String reason) {
    Unconverted todo = new Unconverted(operation.provenance(), type, name, Map.of(), reason);
    return new Place(Place.Kind.UNSUPPORTED, choice.place(operation).workload(), todo, reason);
  }
}
