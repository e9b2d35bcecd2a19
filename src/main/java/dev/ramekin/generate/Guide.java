package dev.ramekin.generate;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Placement;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.VolumeMount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code RUNBOOK.md} and {@code .env.example} say, for their templates. */
final class Guide {
  /** A service in the runbook. */
  public record GuideService(
      String name,
      String unit,
      String stage,
      String hosts,
      String plainImage,
      String outside,
      String keeps,
      List<VolumeRow> volumeRows) {}

  /** A volume in the runbook. */
  public record VolumeRow(String volume, String path) {}

  /** A published port. */
  public record PublishedPort(String service, int number, String variable) {}

  /** A secret. */
  public record SecretFile(String name, String origin, boolean known) {}

  private final Estate estate;
  private final Deployment deployment;
  private final Images images;

  Guide(Estate estate, Deployment deployment, Images images) {
    this.estate = estate;
    this.deployment = deployment;
    this.images = images;
  }

  Map<String, Object> runbook() {
    Map<String, Object> model = new TreeMap<>();
    model.put("project", deployment.project());
    model.put("tag", images.newestTag());
    model.put(
        "services",
        deployment.services().stream().filter(it -> !isJobs(it)).map(this::service).toList());
    model.put(
        "jobs", deployment.services().stream().filter(Guide::isJobs).map(Service::name).toList());
    model.put(
        "unknownSecrets",
        secrets().stream().filter(it -> !it.known()).map(SecretFile::name).toList());
    model.put("hostNotes", hostNotes());
    model.put("unstarted", unstarted());
    return model;
  }

  Map<String, Object> environment() {
    List<PublishedPort> ports = new ArrayList<>();
    for (Service service : deployment.services()) {
      service.ports().stream()
          .filter(port -> port.published().isPresent())
          .forEach(
              port ->
                  ports.add(
                      new PublishedPort(
                          service.name(), port.number(), Compose.variable(service, port))));
    }
    Map<String, Object> model = new TreeMap<>();
    model.put("ports", ports);
    model.put("secrets", secrets());
    return model;
  }

  static boolean isJobs(Service service) {
    return !service.command().isEmpty() && service.command().get(0).endsWith("/start-jobs");
  }

  private List<SecretFile> secrets() {
    return deployment.secrets().stream()
        .map(Guide::secret)
        .sorted((left, right) -> left.name().compareTo(right.name()))
        .toList();
  }

  private static SecretFile secret(Secret secret) {
    return new SecretFile(secret.name(), secret.origin().shortForm(), secret.value().isPresent());
  }

  private GuideService service(Service service) {
    List<VolumeMount> kept =
        service.volumes().stream().filter(it -> !it.volume().endsWith("-socket")).toList();
    String keeps =
        kept.stream()
            .map(it -> "`" + it.path() + "` in `" + it.volume() + "`")
            .collect(Collectors.joining(", "));
    String outside =
        service.ports().stream()
            .filter(port -> port.published().isPresent())
            .map(port -> "port " + port.published().orElseThrow())
            .collect(Collectors.joining(", "));
    return new GuideService(
        service.name(),
        service.catalogue().orElse(service.name()),
        service.stage(),
        String.join(", ", service.hosts()),
        images.name(service.stage()),
        outside.isEmpty() ? "no" : outside,
        keeps.isEmpty() ? "nothing" : keeps,
        kept.stream().map(it -> new VolumeRow(it.volume(), it.path())).toList());
  }

  /** The images that nothing starts: they hold what no service needs. */
  private List<String> unstarted() {
    return deployment.images().stream()
        .filter(stage -> images.service(stage).isEmpty())
        .map(stage -> images.name(stage.name()))
        .toList();
  }

  /** One line for each thing that takes something's place, with the statements it is about. */
  private List<String> hostNotes() {
    Map<String, Statement> statements = new HashMap<>();
    estate.hosts().forEach(host -> host.leaves().forEach(it -> statements.put(it.id(), it)));
    Map<String, List<String>> byNote = new LinkedHashMap<>();
    for (Placement placement : deployment.placements()) {
      Statement statement = statements.get(placement.statement());
      if (placement.status() == Status.HOST && statement != null) {
        List<String> about = byNote.computeIfAbsent(placement.note(), key -> new ArrayList<>());
        String label = "`" + StageSteps.oneLine(statement.label()) + "`";
        if (!about.contains(label)) {
          about.add(label);
        }
      }
    }
    return byNote.entrySet().stream()
        .map(it -> String.join(", ", it.getValue()) + ": " + it.getKey())
        .toList();
  }
}
