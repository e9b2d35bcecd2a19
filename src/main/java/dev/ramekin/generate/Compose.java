package dev.ramekin.generate;

import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.Isolation;
import dev.ramekin.model.deployment.Service.Port;
import dev.ramekin.model.deployment.Service.Temporary;
import dev.ramekin.model.deployment.Service.VolumeMount;
import dev.ramekin.model.deployment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code compose.yaml} says, for its template. */
final class Compose {
  private static final String RENDERED_OPTIONS = "mode=1777,size=16m";

  /** A service; texts are ready to be written. */
  public record ComposeService(
      String name,
      String source,
      String hosts,
      String image,
      String entrypoint,
      String command,
      String user,
      boolean init,
      Map<String, String> environment,
      List<Dependency> dependsOn,
      String networks,
      Map<String, String> hostEntries,
      List<String> published,
      String expose,
      List<String> volumes,
      List<String> temporary,
      String secrets,
      Map<String, Object> probe,
      String stopSignal,
      int stopSeconds,
      boolean readOnly,
      String capabilities,
      Map<String, String> sysctls,
      List<Ulimit> ulimits,
      String limitsReason,
      int pids,
      String cpus,
      int memory) {}

  /** A service that has to be there first. */
  public record Dependency(String name, String condition) {}

  /** A resource limit. */
  public record Ulimit(String name, String soft, String hard) {}

  private final Deployment deployment;
  private final Images images;
  private final Starts starts;

  Compose(Deployment deployment, Images images, Starts starts) {
    this.deployment = deployment;
    this.images = images;
    this.starts = starts;
  }

  Map<String, Object> model() {
    Map<String, Object> model = new TreeMap<>();
    model.put("project", deployment.project());
    model.put("services", deployment.services().stream().map(this::service).toList());
    model.put("networks", networks());
    model.put("volumes", deployment.volumes());
    model.put("secrets", secretNames());
    return model;
  }

  private List<Deployment.Network> networks() {
    return deployment.networks();
  }

  private List<String> secretNames() {
    return deployment.services().stream()
        .flatMap(service -> service.secrets().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the variable of {@code .env} that holds a published port. */
  static String variable(Service service, Port port) {
    String name = service.name().toUpperCase(Locale.ROOT).replace('-', '_');
    return name + "_PORT_" + port.number();
  }

  private ComposeService service(Service service) {
    Isolation isolation = service.isolation();
    boolean first = images.service(lastStage(service)).equals(Optional.of(service));
    return new ComposeService(
        service.name(),
        service.origin().shortForm(),
        String.join(", ", service.hosts()),
        "${REGISTRY-}" + images.name(service.stage()),
        first ? "" : entrypoint(service),
        Yaml.literal(Json.list(service.command())),
        service.user().orElse(first ? "" : "root"),
        service.init(),
        escaped(service.environment()),
        service.dependsOn().stream().map(this::dependency).toList(),
        Yaml.list(service.networks()),
        service.hostEntries(),
        service.ports().stream()
            .filter(port -> port.published().isPresent())
            .map(port -> published(service, port))
            .toList(),
        expose(service),
        service.volumes().stream().map(Compose::volume).toList(),
        temporary(service),
        service.secrets().isEmpty() ? "" : Yaml.list(service.secrets()),
        probe(service),
        service.stopSignal().orElse(""),
        service.stopSeconds(),
        isolation.readOnlyRoot(),
        isolation.capabilities().isEmpty() ? "" : Yaml.list(isolation.capabilities()),
        isolation.kernelParameters(),
        ulimits(isolation),
        service.limits().reason(),
        service.limits().pids(),
        service.limits().cpus(),
        service.limits().memoryMegabytes());
  }

  /** A second service of an image does not start as the first one does. */
  private String entrypoint(Service service) {
    return !starts.of(service).isEmpty() ? Json.list(List.of(images.startPath(service))) : "[]";
  }

  private Stage lastStage(Service service) {
    List<Stage> chain = images.chain(service.stage());
    return chain.get(chain.size() - 1);
  }

  private static Map<String, String> escaped(Map<String, String> environment) {
    Map<String, String> escaped = new TreeMap<>();
    environment.forEach((name, value) -> escaped.put(name, Yaml.literal(value)));
    return escaped;
  }

  private Dependency dependency(String name) {
    boolean probed =
        deployment.services().stream()
            .anyMatch(it -> it.name().equals(name) && it.probe().isPresent());
    return new Dependency(name, probed ? "service_healthy" : "service_started");
  }

  private static String published(Service service, Port port) {
    return "${"
        + variable(service, port)
        + ":-"
        + port.published().orElseThrow()
        + "}:"
        + port.number()
        + (port.protocol().equals("tcp") ? "" : "/" + port.protocol());
  }

  private static String expose(Service service) {
    List<String> ports =
        service.ports().stream()
            .filter(port -> port.published().isEmpty())
            .map(port -> port.number() + (port.protocol().equals("tcp") ? "" : "/udp"))
            .toList();
    return ports.isEmpty() ? "" : Yaml.list(ports);
  }

  private static String volume(VolumeMount mount) {
    return mount.volume() + ":" + mount.path() + (mount.readOnly() ? ":ro" : "");
  }

  private List<String> temporary(Service service) {
    List<String> mounts = new ArrayList<>();
    for (Temporary temporary : service.temporary()) {
      mounts.add(temporary.path() + ":" + temporary.options());
    }
    if (starts.hasMade(service)) {
      mounts.add(RootFiles.RENDERED + ":" + RENDERED_OPTIONS);
    }
    return mounts;
  }

  private static Map<String, Object> probe(Service service) {
    Map<String, Object> model = new TreeMap<>();
    service
        .probe()
        .ifPresent(
            probe -> {
              List<String> test = new ArrayList<>(List.of("CMD"));
              test.addAll(probe.command());
              model.put("test", Yaml.literal(Json.list(test)));
              model.put("interval", probe.intervalSeconds());
              model.put("timeout", probe.timeoutSeconds());
              model.put("retries", probe.retries());
              model.put("start", probe.startSeconds());
            });
    return model;
  }

  private static List<Ulimit> ulimits(Isolation isolation) {
    List<Ulimit> limits = new ArrayList<>();
    isolation
        .limits()
        .forEach(
            (name, value) -> {
              String[] parts = value.split(":", 2);
              limits.add(new Ulimit(name, parts[0], parts[parts.length - 1]));
            });
    return limits;
  }
}
