package dev.ramekin.source.unit;

import dev.ramekin.converters.services.PackageRules;
import dev.ramekin.converters.services.Probes;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Changes;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.converters.services.ServiceEntry.Listening;
import dev.ramekin.converters.services.ServiceEntry.Network;
import dev.ramekin.converters.services.ServiceEntry.Packaging;
import dev.ramekin.converters.services.ServiceEntry.Places;
import dev.ramekin.converters.services.ServiceEntry.Running;
import dev.ramekin.converters.services.ServiceEntry.Setting;
import dev.ramekin.converters.services.ServiceEntry.State;
import dev.ramekin.lang.unit.ServiceUnit;
import dev.ramekin.lang.unit.UnitFile;
import dev.ramekin.lang.unit.UnitWords;
import dev.ramekin.model.PackageFiles;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Limits;
import dev.ramekin.model.deployment.Service.Probe;
import dev.ramekin.model.deployment.Service.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service as one package describes it. */
final class PackagedService {
  private static final String RUNNER = "/usr/local/bin/run-daemon";
  private static final Pattern PORT =
      Pattern.compile(
          "(?im)^\\s*(?:listen[._-]?)?port\\s*[:=]?\\s*[\"']?(\\d{2,5})[\"']?\\s*;?\\s*$");
  private static final int COMM = 15;
  private static final int MOST_PORTS = 3;

  private final PackageRules rules;
  private final PackageFiles owner;
  private final PackagePaths paths;

  PackagedService(PackageRules rules, PackageFiles owner, PackagePaths paths) {
    this.rules = rules;
    this.owner = owner;
    this.paths = paths;
  }

  ServiceEntry ofUnit(String name, UnitFile file, ServiceUnit unit) {
    boolean forks = unit.type().equals("forking");
    List<String> words =
        UnitWords.command(unit.start().get(unit.start().size() - 1), unit.environment());
    String program = last(words.get(0));
    List<String> argv = UnitWords.argv(words);
    List<String> command =
        forks ? Stream.concat(Stream.of(RUNNER, comm(program)), argv.stream()).toList() : argv;
    Running running =
        new Running(
            command,
            unit.user().filter(it -> !it.equals("root")),
            unit.workingDirectory().filter(it -> it.startsWith("/")),
            unit.environment(),
            unit.environmentFiles(),
            unit.before().stream().map(line -> line + " || true").toList(),
            unit.stopSignal(),
            unit.stopSeconds().orElse(rules.stopSeconds()),
            true);
    List<String> units = new ArrayList<>(List.of(name));
    file.values("Install", "Alias").stream()
        .flatMap(it -> UnitWords.split(it).stream())
        .map(it -> it.replaceFirst("\\.service$", ""))
        .forEach(units::add);
    return entry(units, running, unit, program, forks);
  }

  ServiceEntry ofScript(InitScript script) {
    Running running =
        new Running(
            List.of(RUNNER, comm(script.program()), "/etc/init.d/" + script.name(), "start"),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            rules.stopSeconds(),
            true);
    ServiceUnit none = ServiceUnit.of(UnitFile.parse(""));
    return entry(List.of(script.name()), running, none, script.program(), true);
  }

  private ServiceEntry entry(
      List<String> units, Running running, ServiceUnit unit, String program, boolean forks) {
    List<Listening> ports = ports();
    List<Setting> files =
        forks
            ? List.of(
                new Setting(
                    RUNNER,
                    rules.runner(),
                    "755",
                    "It leaves a daemon behind; a container lives as long as its first process."))
            : List.of();
    return new ServiceEntry(
        units.get(0),
        Kind.CONTAINER,
        "",
        new Packaging(
            units,
            Map.of("debian", List.of(owner.name())),
            List.of(owner.name()),
            ServiceEntry.Version.NONE,
            Map.of()),
        running,
        new Network(ports, List.of(), List.of(), List.of(units.get(0)), false),
        places(unit),
        new Changes(files, List.of(), List.of()),
        Optional.empty(),
        List.of(),
        probe(ports, program, forks),
        new Limits(
            unit.memoryMegabytes().orElse(rules.memory()),
            unit.cpus().orElse(rules.cpus()),
            unit.tasks().orElse(rules.pids()),
            "default for services that nobody has described"),
        List.of(),
        new Isolation(false, capabilities(running, unit), unit.limits(), Map.of()),
        Upkeep.NONE);
  }

  /** A process that stays has the container's own life; more is known of a port or a name only. */
  private Optional<Probe> probe(List<Listening> ports, String program, boolean forks) {
    return ports.stream()
        .findFirst()
        .map(it -> Probes.tcp(it.number()))
        .or(() -> forks ? Optional.of(Probes.process(comm(program))) : Optional.empty())
        .map(
            command ->
                new Probe(
                    command,
                    rules.probe().interval(),
                    rules.probe().timeout(),
                    rules.probe().retries(),
                    rules.probe().start()));
  }

  private List<String> capabilities(Running running, ServiceUnit unit) {
    if (running.user().isPresent()) {
      return List.of();
    }
    return unit.capabilities().isEmpty()
        ? rules.dropping()
        : unit.capabilities().stream().filter(rules.given()::contains).toList();
  }

  private Places places(ServiceUnit unit) {
    Set<String> state = new TreeSet<>(paths.state());
    unit.stateDirectories().forEach(it -> state.add("/var/lib/" + it));
    unit.cacheDirectories().forEach(it -> state.add("/var/cache/" + it));
    Set<String> runtime = new TreeSet<>(paths.runtime());
    unit.runtimeDirectories().forEach(it -> runtime.add("/run/" + it));
    Set<String> temporary = new TreeSet<>(paths.written());
    unit.logDirectories().forEach(it -> temporary.add("/var/log/" + it));
    temporary.add("/tmp");
    return new Places(
        paths.owned(),
        state.stream().map(it -> new State(it, "data")).toList(),
        List.copyOf(runtime),
        List.copyOf(temporary),
        Map.of(),
        List.of());
  }

  private List<Listening> ports() {
    Set<Integer> found = new TreeSet<>();
    for (String text : paths.texts()) {
      Matcher matcher = PORT.matcher(text);
      while (matcher.find()) {
        found.add(Integer.valueOf(matcher.group(1)));
      }
    }
    return found.size() > MOST_PORTS
        ? List.of()
        : found.stream().map(it -> new Listening(it, "tcp")).toList();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The kernel keeps 15 characters of a process's name (proc(5), {@code comm}). */
  private static String comm(String program) {
    return program.length() > COMM ? program.substring(0, COMM) : program;
  }
}
