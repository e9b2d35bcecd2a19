package dev.ramekin.plan;

import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.services.HostRules;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Secret;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Deployment.Network;
import dev.ramekin.model.deployment.Deployment.Volume;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans which containers an estate becomes. The rule is in docs/planning.md; it knows no source
 * language and no order of hosts but the estate's own.
 */
public final class Planner {
  private final Estate estate;
  private final PlanOptions options;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<HostPlan> plans;
  private final Fleet fleet;
  private final CommandNeeds needs;
  private final Map<String, List<Changes.Change>> changed = new TreeMap<>();
  private final Map<String, String> baseNames;
  private final Map<String, String> hostImages;

  private Planner(Estate estate, PlanOptions options) {
    this.estate = estate;
    this.options = options;
    HostRules rules = HostRules.read(options.converters());
    this.plans =
        estate.hosts().stream()
            .map(host -> Placer.place(options.services(), rules, Unfinished.visible(host)))
            .toList();
    this.fleet = new Fleet(plans);
    this.needs = new CommandNeeds(rules);
    this.baseNames = fleet.baseNames();
    this.hostImages = fleet.hostImages();
  }

  /**
   * Plans an estate.
   *
   * @throws dev.ramekin.yaml.YamlException when a converter file has a mistake
   */
  public static Deployment plan(Estate estate, PlanOptions options) {
    return new Planner(estate, options).run();
  }

  private Deployment run() {
    List<Draft> drafts = fleet.drafts();
    PortFinder.find(drafts, wellKnownPorts());
    new Addresses(drafts, estate.hosts(), findings).rewrite();
    orderByUnits(drafts);
    volumes.addAll(SharedSockets.share(drafts, findings));
    Publishing publishing = new Publishing(plans, drafts);
    Networks networks = new Networks(drafts, publishing);
    plans.forEach(this::addBase);
    for (Draft draft : StartOrder.of(drafts, findings)) {
      add(draft, publishing, networks.of(draft));
    }
    plans.forEach(this::addJobsOfNobody);
    plans.forEach(this::addHostImage);
    return new Deployment(
        options.project(),
        stages,
        services,
        volumes,
        usedNetworks(networks.all()),
        usedSecrets(),
        placements(drafts),
        findings);
  }

  private Set<Integer> wellKnownPorts() {
    return options.services().entries().stream()
        .filter(entry -> !entry.network().front())
        .flatMap(entry -> entry.network().ports().stream())
        .map(Listening::number)
        .collect(Collectors.toSet());
  }

  /** A unit that is ordered after a neighbour's needs it. */
  private static void orderByUnits(List<Draft> drafts) {
    for (Draft draft : drafts) {
      List<String> after = draft.workload.unit().map(unit -> unit.after()).orElse(List.of());
      for (Draft other : drafts) {
        if (draft.neighbourOf(other) && after.stream().anyMatch(other.workload::hasUnit)) {
          draft.dependsOn.add(other.name);
        }
      }
    }
  }

  private String baseOf(Host host) {
    return Objects.requireNonNull(baseNames.get(host.name()));
  }

  private void addBase(HostPlan plan) {
    String name = baseOf(plan.host());
    if (stages.stream().noneMatch(stage -> stage.name().equals(name))) {
      stages.add(stage(name, plan.host(), Optional.empty(), plan.steps(Optional.empty())));
    }
  }

  private void add(Draft draft, Publishing publishing, List<String> networks) {
    Host host = draft.plan.host();
    ServiceBuilder builder = new ServiceBuilder(draft, publishing);
    String base = baseOf(host);
    stages.add(stage(draft.name, host, Optional.of(base), builder.steps()));
    changed
        .computeIfAbsent(host.name(), it -> new ArrayList<>())
        .addAll(Changes.of(draft, builder.steps()));
    Service service = builder.build(networks, secretsOf(base));
    services.add(service);
    volumes.addAll(builder.volumes());
    if (!draft.jobs.isEmpty()) {
      services.add(JobService.of(service, draft.jobs));
    }
    warnOfForking(draft);
  }

  private void warnOfForking(Draft draft) {
    if (draft.workload.unit().filter(unit -> unit.type().equals("forking")).isPresent()) {
      findings.add(
          Finding.warning(
                  "forking",
                  draft.workload.origin(),
                  draft.name + " goes to the background, and a container ends with its process")
              .advise("Find the option that keeps it in the foreground."));
    }
  }

  /** Jobs that belong to no service run from an image of their own. */
  private void addJobsOfNobody(HostPlan plan) {
    List<ScheduleJob> jobs =
        plan.operations(Optional.empty(), Place.Kind.JOB).stream()
            .map(ScheduleJob.class::cast)
            .toList();
    String base = baseOf(plan.host());
    String name = base.equals("base") ? "jobs" : "jobs-" + Fleet.safe(plan.host().name());
    if (jobs.isEmpty() || stages.stream().anyMatch(stage -> stage.name().equals(name))) {
      return;
    }
    stages.add(
        stage(
            name,
            plan.host(),
            Optional.of(base),
            JobFiles.steps(
                jobs, HostSettings.of(plan), CronFile.tables(plan.steps(Optional.empty())))));
    Origin origin = jobs.get(0).provenance().origin();
    services.add(
        JobService.alone(name, HostSettings.of(plan), secretsOf(name), plan.host().name(), origin));
  }

  private void addHostImage(HostPlan plan) {
    String name = hostImages.get(plan.host().name());
    if (name != null && stages.stream().noneMatch(stage -> stage.name().equals(name))) {
      stages.add(stage(name, plan.host(), Optional.of(baseOf(plan.host())), plan.heldSteps()));
    }
  }

  private Stage stage(String name, Host host, Optional<String> parent, List<Operation> operations) {
    Platform platform = host.platform();
    String image =
        options
            .platforms()
            .find(platform.id())
            .map(PlatformDescription::baseImage)
            .orElse(platform.name() + ":" + platform.version());
    List<Operation> below =
        stages.stream()
            .filter(it -> parent.filter(it.name()::equals).isPresent())
            .flatMap(it -> it.operations().stream())
            .toList();
    List<Operation> steps = new ArrayList<>(needs.packages(operations, below));
    steps.addAll(eachTodoOnce(operations));
    findings.addAll(needs.warnings(operations));
    return new Stage(name, platform, image, parent, steps);
  }

  /** A resource with several actions that nobody knows is one thing to do, not several. */
  private static List<Operation> eachTodoOnce(List<Operation> operations) {
    Set<Operation> todos = new HashSet<>();
    return operations.stream()
        .filter(operation -> !(operation instanceof Unconverted) || todos.add(operation))
        .toList();
  }

  private List<String> secretsOf(String stageName) {
    Set<String> secrets = new LinkedHashSet<>();
    stages.stream()
        .filter(stage -> stage.name().equals(stageName))
        .flatMap(stage -> stage.operations().stream())
        .flatMap(operation -> Texts.content(operation).stream())
        .forEach(content -> secrets.addAll(Texts.secrets(content)));
    return List.copyOf(secrets);
  }

  private List<Network> usedNetworks(List<Network> networks) {
    return networks.stream()
        .filter(
            network ->
                services.stream().anyMatch(service -> service.networks().contains(network.name())))
        .toList();
  }

  private List<Secret> usedSecrets() {
    return estate.secrets().stream()
        .filter(secret -> services.stream().anyMatch(it -> it.secrets().contains(secret.name())))
        .toList();
  }

  private List<Placement> placements(List<Draft> drafts) {
    List<Placement> placements = new ArrayList<>();
    for (HostPlan plan : plans) {
      placements.addAll(
          new PlacementBook(
                  plan,
                  (host, name) -> finalName(drafts, host, name),
                  baseNames,
                  hostImages,
                  changed.getOrDefault(plan.host().name(), List.of()))
              .placements());
    }
    return placements;
  }

  private static String finalName(List<Draft> drafts, String host, String name) {
    return drafts.stream()
        .filter(draft -> draft.workload.name().equals(name) && draft.hosts.contains(host))
        .map(draft -> draft.name)
        .findFirst()
        .orElse(name);
  }
}
