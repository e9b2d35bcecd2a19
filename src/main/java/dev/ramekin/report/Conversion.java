package dev.ramekin.report;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything one conversion gave, which is what a report tells about.
 *
 * @param estate what the source says
 * @param deployment what it becomes
 * @param lock what is frozen
 * @param laterFindings findings of the stages after planning; those of the estate and the
 *     deployment need not be repeated
 */
public record Conversion(
    Estate estate, Deployment deployment, Lock lock, List<Finding> laterFindings) {
  public Conversion {
    laterFindings = List.copyOf(laterFindings);
  }

  /** Returns the findings of all stages, each once: errors first, otherwise in their order. */
  public List<Finding> findings() {
    return Stream.of(estate.findings(), deployment.findings(), laterFindings)
        .flatMap(List::stream)
        .distinct()
        .sorted((one, other) -> one.severity().compareTo(other.severity()))
        .toList();
  }

  /** Returns every secret of the run. */
  public Secrets secrets() {
    List<Secret> all =
        Stream.concat(estate.secrets().stream(), deployment.secrets().stream()).toList();
    return new Secrets(all);
  }
}
