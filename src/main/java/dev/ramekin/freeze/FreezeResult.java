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
  public FreezeResult {
    findings = List.copyOf(findings);
  }
}
