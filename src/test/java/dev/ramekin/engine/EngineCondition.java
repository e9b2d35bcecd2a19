package dev.ramekin.engine;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a container engine where there is none, or fails it where one is demanded. */
final class EngineCondition implements ExecutionCondition {
  private static final String DEMAND = "RAMEKIN_ENGINE";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(EngineCondition.class))
            .getOrComputeIfAbsent("missing", key -> EngineProbe.missing(), Optional.class)
            .map(Object::toString);
    return decide(missing, "required".equals(System.getenv(DEMAND)));
  }

  static ConditionEvaluationResult decide(Optional<String> missing, boolean required) {
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("a container engine answers");
    }
    if (required) {
      throw new ExtensionConfigurationException(
          DEMAND + "=required, but " + missing.get() + "; start one with dev/engine.sh up");
    }
    return ConditionEvaluationResult.disabled(missing.get() + " (dev/engine.sh up starts one)");
  }
}
