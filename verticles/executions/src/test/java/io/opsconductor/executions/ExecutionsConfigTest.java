package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionsConfigTest {

  @Test
  void defaults_shouldBeThoseOfTheDesign_whenNothingIsSet() {
    assertThat(Section.empty("executions").as(ExecutionsConfig.class))
        .isEqualTo(new ExecutionsConfig(15, 1000, 24, 0));
  }

  @Test
  void keys_shouldBeRead_whenSet() {
    // given
    Map<String, Integer> values =
        Map.of(
            "lease_seconds",
            20,
            "sweep_interval_ms",
            500,
            "idempotency_hours",
            48,
            "retention_days",
            30);
    // when, then
    assertThat(
            new Section("executions", Wire.mapper().valueToTree(values)).as(ExecutionsConfig.class))
        .isEqualTo(new ExecutionsConfig(20, 500, 48, 30));
  }

  @Test
  void values_shouldBeRefused_whenOutOfRange() {
    assertThatThrownBy(() -> new ExecutionsConfig(8, null, null, null))
        .hasMessage("executions.lease_seconds must be between 10 and 300, got 8");
  }
}
