package dev.ramekin.model.deployment;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The plan: one service per container.
 *
 * @param project compose project name
 * @param stages parents before children
 * @param services in start order
 * @param volumes named volumes
 * @param networks networks; the ones without published ports are internal
 * @param secrets credentials by name
 * @param placements where every statement went; exactly one for each leaf statement
 * @param findings what planning noticed
 */
public record Deployment(
    String project,
    List<Stage> stages,
    List<Service> services,
    List<Volume> volumes,
    List<Network> networks,
    List<Secret> secrets,
    List<Placement> placements,
    List<Finding> findings) {
  /** A named volume. */
  public record Volume(String name, String purpose) {}

  /**
   * A network.
   *
   * @param internal whether it has no way out
   */
  public record Network(String name, boolean internal) {}

  public Deployment {
    stages = List.copyOf(stages);
    services = List.copyOf(services);
    volumes = List.copyOf(volumes);
    networks = List.copyOf(networks);
    secrets = List.copyOf(secrets);
    placements = List.copyOf(placements);
    findings = List.copyOf(findings);
  }

  /**
   * Returns the stages that end an image, in order: those a service runs from, and those nothing
   * continues, so that what a host without services holds is in an image too.
   */
  public List<Stage> images() {
    return stages.stream()
        .filter(
            stage ->
                services.stream().anyMatch(it -> it.stage().equals(stage.name()))
                    || (!isContinued(stage) && !stage.operations().isEmpty()))
        .toList();
  }

  private boolean isContinued(Stage stage) {
    return stages.stream().anyMatch(it -> it.parent().equals(Optional.of(stage.name())));
  }
}
