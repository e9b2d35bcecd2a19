package dev.ramekin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class EngineConditionTest {
  @Test
  void runsWhereAnEngineAnswers() {
    assertThat(EngineCondition.decide(Optional.empty(), false).isDisabled()).isFalse();
    assertThat(EngineCondition.decide(Optional.empty(), true).isDisabled()).isFalse();
  }

  @Test
  void skipsWithTheReasonWhereNoneAnswers() {
    ConditionEvaluationResult result = EngineCondition.decide(Optional.of("no docker"), false);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).contains("no docker (dev/engine.sh up starts one)");
  }

  @Test
  void failsWhereOneIsDemanded() {
    assertThatThrownBy(() -> EngineCondition.decide(Optional.of("no docker"), true))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("RAMEKIN_ENGINE=required, but no docker");
  }

  @Test
  void theProbeTellsWhyAProgramIsOfNoUse() {
    assertThat(EngineProbe.trouble(List.of("sh", "-c", "echo first; echo broken; exit 1")))
        .contains("broken");
    assertThat(EngineProbe.trouble(List.of("true"))).isEmpty();
    assertThat(EngineProbe.trouble(List.of("/no/such/program")).orElseThrow())
        .contains("/no/such/program");
  }
}
