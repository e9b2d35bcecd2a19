package dev.ramekin.plan;

import dev.ramekin.converters.services.Probes;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.lang.ShellWords;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.Edit;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.deployment.Deployment.Volume;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Port;
import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.model.deployment.Service.Temporary;
import dev.ramekin.model.deployment.Service.Upkeep;
import dev.ramekin.model.deployment.Service.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a draft into a service and completes the steps of its stage. */
final class ServiceBuilder {
  private static final String RUNTIME_OPTIONS = "mode=1777,size=16m";
  private static final String SCRATCH_OPTIONS = "mode=1777,size=64m";
  private static final Limits OWN_LIMITS =
      new Limits(512, "1.0", 200, "default for a service the source defines");
  private static final int OWN_GRACE = 30;
  private static final List<String> ROOT_CAPABILITIES =
      List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID");

  private final Draft draft;
  private final Publishing publishing;
  private final Optional<ServiceEntry> entry;
  private final Optional<OwnUnit> own;
  private final HostSettings settings;
  private final StartScripts scripts;
  private final List<Operation> steps = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final Map<String, String> temporary = new TreeMap<>();

  ServiceBuilder(Draft draft, Publishing publishing) {
    this.draft = draft;
    this.publishing = publishing;
    this.entry = draft.workload.entry();
    this.own = entry.isPresent() ? Optional.empty() : Optional.of(new OwnUnit(draft));
    this.settings = HostSettings.of(draft.plan);
    this.scripts = new StartScripts(draft);
    collectSteps();
    collectState();
    collectTemporary();
  }

  /** Returns the steps of the service's stage, in order. */
  List<Operation> steps() {
    return List.copyOf(steps);
  }

  List<Volume> volumes() {
    return List.copyOf(volumes);
  }

  Service build(List<String> networks, List<String> baseSecrets) {
    return new Service(
        draft.name,
        draft.name,
        entry.map(ServiceEntry::service),
        entry.map(known -> known.running().command()).orElseGet(() -> own.orElseThrow().command()),
        draft.workload.user(),
        entry
            .flatMap(known -> known.running().workingDirectory())
            .or(() -> own.flatMap(it -> it.unit.workingDirectory())),
        environment(),
        entry
            .map(known -> known.running().environmentFiles())
            .orElseGet(() -> own.orElseThrow().environmentFiles),
        ports(),
        mounts,
        temporary.entrySet().stream().map(it -> new Temporary(it.getKey(), it.getValue())).toList(),
        secrets(baseSecrets),
        startLines(),
        networks,
        settings.hostEntries(),
        List.copyOf(draft.dependsOn),
        probe(),
        limits(),
        isolation(),
        stopSignal(),
        stopSeconds(),
        entry.map(known -> known.running().init()).orElse(true),
        upkeep(),
        draft.hosts,
        draft.workload.origin());
  }

  private void collectSteps() {
    entry.ifPresent(known -> steps.addAll(packages(known)));
    steps.addAll(draft.operations);
    own.ifPresent(it -> steps.addAll(it.steps));
    entry.ifPresent(known -> steps.addAll(settingFiles(known)));
    entry.ifPresent(known -> steps.addAll(LogLinks.of(draft, known)));
    steps.addAll(draft.plan.heldSteps(Optional.of(draft.workload.name())));
    steps.addAll(scripts.files());
    steps.addAll(JobFiles.steps(draft.jobs, settings, CronFile.tables(steps)));
  }

  private List<Operation> packages(ServiceEntry known) {
    String family = draft.plan.host().platform().family();
    List<PackageSpec> extra =
        known.packaging().extra().getOrDefault(family, List.of()).stream()
            .map(name -> new PackageSpec(name, Optional.empty()))
            .toList();
    return extra.isEmpty()
        ? List.of()
        : List.of(
            new InstallPackages(JobFiles.of(draft.workload.origin()), "apt", extra, List.of()));
  }

  private List<Operation> settingFiles(ServiceEntry known) {
    List<Operation> files = new ArrayList<>();
    known
        .changes()
        .files()
        .forEach(
            file ->
                files.add(
                    new WriteFile(
                        JobFiles.of(draft.workload.origin()),
                        file.path(),
                        new Content.Inline(explained(file)),
                        new Access(
                            Optional.of("root"), Optional.of("root"), Optional.of(file.mode())),
                        false)));
    for (ServiceEntry.Line line : known.changes().lines()) {
      files.add(new EditFile(JobFiles.of(draft.workload.origin()), line.path(), edit(line)));
    }
    return files;
  }

  /**
   * A text that begins with a comment of its own, or names its interpreter, keeps its beginning.
   */
  private static String explained(ServiceEntry.Setting file) {
    boolean keeps = Stream.of(";", "//", "--", "#!").anyMatch(file.text()::startsWith);
    return keeps ? file.text() : "# " + file.why() + "\n" + file.text();
  }

  private static Edit edit(ServiceEntry.Line line) {
    return line.replaces()
        .<Edit>map(pattern -> new Edit.ReplaceOrAdd(pattern, line.line()))
        .orElseGet(() -> new Edit.EnsureLine(line.line()));
  }

  private void collectState() {
    entry.ifPresent(
        known -> known.places().state().forEach(state -> mount(state.path(), state.purpose())));
    own.ifPresent(
        it -> it.unit.stateDirectories().forEach(name -> mount("/var/lib/" + name, "state")));
    StateFinder.find(draft).forEach(path -> mount(path, "what the service keeps"));
    mounts.addAll(draft.sharedVolumes);
  }

  private void mount(String path, String purpose) {
    if (mounts.stream().anyMatch(mount -> Paths.below(path, mount.path()))) {
      return;
    }
    String last = Fleet.safe(Paths.last(path));
    boolean plain = mounts.isEmpty() && (entry.isPresent() || last.equals(draft.name));
    String name = plain ? draft.name + "-data" : draft.name + "-" + last;
    mounts.add(new VolumeMount(name, path, false));
    volumes.add(new Volume(name, purpose + " of " + draft.name));
  }

  private void collectTemporary() {
    entry.ifPresent(
        known -> {
          known.places().temporary().forEach(path -> temporary.put(path, SCRATCH_OPTIONS));
          known.places().runtime().forEach(path -> temporary.put(path, RUNTIME_OPTIONS));
        });
    own.ifPresent(
        it -> {
          temporary.put("/tmp", SCRATCH_OPTIONS);
          it.unit.runtimeDirectories().forEach(name -> put("/run/" + name, RUNTIME_OPTIONS));
          it.unit.logDirectories().forEach(name -> put("/var/log/" + name, SCRATCH_OPTIONS));
          it.unit.cacheDirectories().forEach(name -> put("/var/cache/" + name, SCRATCH_OPTIONS));
        });
    temporary
        .keySet()
        .removeIf(path -> draft.sharedVolumes.stream().anyMatch(it -> it.path().equals(path)));
  }

  private void put(String path, String options) {
    temporary.put(path, options);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(settings.environment());
    entry.ifPresent(known -> environment.putAll(known.running().environment()));
    own.ifPresent(it -> environment.putAll(it.environment));
    return environment;
  }

  private List<Port> ports() {
    List<Port> ports = new ArrayList<>();
    Map<Integer, String> protocols = new LinkedHashMap<>();
    draft.ports.forEach(port -> protocols.put(port, "tcp"));
    for (Listening shipped : shipped()) {
      if (draft.ports.contains(shipped.number())) {
        ports.add(
            new Port(
                shipped.number(),
                shipped.protocol(),
                publishing.published(draft, shipped.number())));
        protocols.remove(shipped.number());
      }
    }
    protocols.forEach(
        (port, protocol) -> ports.add(new Port(port, protocol, publishing.published(draft, port))));
    return ports;
  }

  /** What to write and read back is known of a service as its package configures it. */
  private Upkeep upkeep() {
    Upkeep known = entry.map(ServiceEntry::upkeep).orElse(Upkeep.NONE);
    boolean configured =
        entry.isPresent()
            && draft.operations.stream()
                .flatMap(operation -> Claims.paths(operation).stream())
                .anyMatch(
                    path ->
                        entry.orElseThrow().ownPaths().stream()
                            .anyMatch(own -> Paths.below(path, own)));
    return configured
        ? new Upkeep(
            known.reload(), known.dump(), known.restore(), known.exitStatuses(), Optional.empty())
        : known;
  }

  private List<Listening> shipped() {
    return entry.map(known -> known.network().ports()).orElse(List.of());
  }

  private List<String> secrets(List<String> baseSecrets) {
    Set<String> secrets = new LinkedHashSet<>(baseSecrets);
    for (Operation operation : steps) {
      Texts.content(operation).ifPresent(content -> secrets.addAll(Texts.secrets(content)));
    }
    return secrets.stream().sorted().toList();
  }

  private List<String> startLines() {
    List<String> lines = new ArrayList<>();
    entry.ifPresent(known -> lines.addAll(known.running().before()));
    lines.addAll(scripts.lines());
    own.ifPresent(
        it ->
            it.unit
                .before()
                .forEach(
                    line -> lines.add(ShellWords.join(UnitWords.command(line, it.environment)))));
    return lines;
  }

  private Optional<Probe> probe() {
    if (entry.isPresent()) {
      return entry.get().probe().map(this::atItsPort);
    }
    return draft.ports.stream().findFirst().map(port -> new Probe(Probes.tcp(port), 5, 5, 6, 30));
  }

  private Probe atItsPort(Probe probe) {
    List<Listening> shipped = shipped();
    if (shipped.isEmpty() || draft.ports.isEmpty()) {
      return probe;
    }
    String from = "/dev/tcp/127.0.0.1/" + shipped.get(0).number();
    int port =
        draft.ports.contains(shipped.get(0).number())
            ? shipped.get(0).number()
            : draft.ports.get(0);
    return new Probe(
        probe.command().stream()
            .map(word -> word.replace(from, "/dev/tcp/127.0.0.1/" + port))
            .toList(),
        probe.intervalSeconds(),
        probe.timeoutSeconds(),
        probe.retries(),
        probe.startSeconds());
  }

  private Limits limits() {
    if (entry.isPresent()) {
      return MemoryNeed.of(entry.get(), draft.texts());
    }
    ServiceUnit unit = own.orElseThrow().unit;
    boolean said =
        unit.memoryMegabytes().isPresent() || unit.cpus().isPresent() || unit.tasks().isPresent();
    return new Limits(
        unit.memoryMegabytes().orElse(OWN_LIMITS.memoryMegabytes()),
        unit.cpus().orElse(OWN_LIMITS.cpus()),
        unit.tasks().orElse(OWN_LIMITS.pids()),
        said ? "the unit " + draft.name + ".service" : OWN_LIMITS.reason());
  }

  private Isolation isolation() {
    Map<String, String> limits =
        new TreeMap<>(HostSettings.limits(draft.plan, draft.workload.user()));
    own.ifPresent(it -> limits.putAll(it.unit.limits()));
    return new Isolation(
        entry
            .map(it -> it.isolation().readOnlyRoot())
            .orElseGet(() -> own.orElseThrow().unit.readOnly()),
        capabilities(),
        limits,
        settings.kernelParameters());
  }

  private List<String> capabilities() {
    if (entry.isPresent()) {
      return entry.get().isolation().capabilities();
    }
    List<String> said = own.orElseThrow().unit.capabilities();
    if (!said.isEmpty()) {
      return said;
    }
    return draft.workload.user().isPresent() ? List.of() : ROOT_CAPABILITIES;
  }

  private Optional<String> stopSignal() {
    return entry.isPresent()
        ? entry.get().running().stopSignal()
        : own.orElseThrow().unit.stopSignal().or(() -> Optional.of("SIGTERM"));
  }

  private int stopSeconds() {
    return entry
        .map(known -> known.running().stopSeconds())
        .orElseGet(() -> own.orElseThrow().unit.stopSeconds().orElse(OWN_GRACE));
  }
}
