package dev.ramekin.fuzz;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import dev.ramekin.report.Audit;
import dev.ramekin.source.chef.ChefEvaluator;
import dev.ramekin.source.chef.ChefOptions;
import java.nio.file.Path;

/** Evaluates and plans damaged sources. */
final class Fuzz {
  private static final PlanOptions PLAN = PlanOptions.bundled("fuzz");

  private final Seeds seeds;
  private final long seed;

  Fuzz(Path fixtures, long seed) throws java.io.IOException {
    this.seeds = new Seeds(fixtures);
    this.seed = seed;
  }

  /** Returns the damaged source of a number. */
  Seeds.Damaged input(long number) {
    return seeds.damaged(seed, number);
  }

  /**
   * Converts a damaged source as far as its deployment.
   *
   * @throws AssertionError when statements are lost or a finding says nothing
   */
  void convert(Seeds.Damaged damaged) {
    Estate estate = ChefEvaluator.evaluate(damaged.tree(), ChefOptions.DEFAULT);
    Deployment deployment = Planner.plan(estate, PLAN);
    if (!Audit.of(estate, deployment).addsUp()) {
      throw new AssertionError("statements are lost");
    }
    for (Finding finding : estate.findings()) {
      if (finding.message().isBlank()
          || finding.message().matches("(?s).*\\b(java|dev\\.ramekin)\\..*")) {
        throw new AssertionError("a finding without a word: " + finding);
      }
    }
  }
}
