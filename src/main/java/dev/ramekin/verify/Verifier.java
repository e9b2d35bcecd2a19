package dev.ramekin.verify;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds an output folder, starts it under a project name of its own, and compares what runs with
 * {@code checks/*.yaml}. Whatever happens, nothing of it is left running.
 */
public final class Verifier {
  private Verifier() {}

  /**
   * Verifies a generated folder whose pantry is filled, and leaves {@code report/evidence.json}.
   *
   * @return what was seen; services that do not start are comparisons that failed
   * @throws EngineException when there is no engine, or the images cannot be built
   * @throws IOException when the folder cannot be read or the evidence not be written
   * @throws dev.ramekin.yaml.YamlException when a checks file is not as it should be
   */
  public static Evidence verify(Path out, VerifyOptions options)
      throws EngineException, IOException {
    if (!Files.isRegularFile(out.resolve("compose.yaml"))) {
      throw new EngineException(
          "there is no compose.yaml in " + out + "; make it with `ramekin convert`");
    }
    List<ServiceChecks> checks = ChecksReader.readAll(out.resolve("checks"));
    BuildResult build = ImageBuilder.build(out, options.build());
    DockerCli docker = new DockerCli(out, options.build().log());
    Evidence evidence = run(docker, out, build, checks, options);
    EvidenceFile.write(out, evidence);
    return evidence;
  }

  private static Evidence run(
      DockerCli docker,
      Path out,
      BuildResult build,
      List<ServiceChecks> checks,
      VerifyOptions options)
      throws EngineException, IOException {
    Consumer<String> progress = options.build().progress();
    try (ComposeProject project = ComposeProject.prepare(docker, out)) {
      progress.accept("starting " + project.services().size() + " services");
      boolean started = project.start(options.startLimit());
      progress.accept("comparing " + checks.size() + " services with their checks");
      List<CheckResult> results = new ArrayList<>();
      List<ServiceRun> runs = List.of();
      results.add(
          CheckResult.compare(
              "", "start", "compose up", "all healthy", started ? "all healthy" : "failed", ""));
      try (DockerClient client = Engine.find(docker).client()) {
        ContainerComparison comparison =
            new ContainerComparison(client, project.name(), project.redactor());
        for (ServiceChecks service : checks) {
          if (project.services().contains(service.service())) {
            results.addAll(comparison.compare(service));
          }
        }
        if (options.restart() && started) {
          progress.accept("stopping, and starting again on the same volumes");
          RestartTrial trial = new RestartTrial(docker, client, project, comparison);
          trial.run(checks, options.startLimit());
          results.addAll(trial.results());
          runs = trial.runs();
        }
      }
      progress.accept("removing the containers");
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      return new Evidence(now, build, results, runs);
    }
  }
}
