package dev.ramekin.freeze;

import dev.ramekin.model.Finding;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Lock;
import java.util.List;

/**
 * What freezing gave.
 *
 * @param lock everything that could be frozen
 * @param deployment the plan, in which what could not be frozen is a TODO
 * @param findings what could not, and what a person should know
 */
public record FreezeResult(Lock lock, Deployment deployment, List<Finding> findings) {
  /** Code of findings that say that the world could not be asked, and the old lock stays. */
  public static final String NOT_ASKED = "not-asked";

  public FreezeResult {
    findings = List.copyOf(findings);
  }

  /** Returns what the world could not be asked about, so that the old lock stays. */
  public static List<Finding> notAsked(List<Finding> findings) {
    return findings.stream().filter(it -> it.code().equals(NOT_ASKED)).toList();
  }
}
