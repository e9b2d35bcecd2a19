package dev.ramekin.fuzz;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import dev.ramekin.report.Audit;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefEvaluator;
import dev.ramekin.source.chef.ChefOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Evaluates and plans damaged sources. */
final class SourceInputs implements Inputs {
  private static final PlanOptions PLAN = PlanOptions.bundled("fuzz");

  private final Seeds seeds;
  private final long seed;

  SourceInputs(Path fixtures, long seed) throws IOException {
    this.seeds = new Seeds(fixtures);
    this.seed = seed;
  }

  @Override
  public Damaged damaged(long number) {
    Seeds.Source source = seeds.damaged(seed, number);
    return new Damaged(source.file().path(), source.file().bytes(), () -> convert(source.tree()));
  }

  /** Converts as far as the deployment: no statement may be lost, no finding say nothing. */
  private static void convert(SourceTree tree) {
    Estate estate = ChefEvaluator.evaluate(tree, ChefOptions.DEFAULT);
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
