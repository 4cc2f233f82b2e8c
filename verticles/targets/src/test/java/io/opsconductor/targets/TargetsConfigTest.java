package io.opsconductor.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsConfigTest {
  @Test
  void as_shouldGiveDefaults_whenTheSectionIsEmpty() {
    assertThat(read(Map.of())).isEqualTo(new TargetsConfig(10_000));
  }

  @Test
  void as_shouldReadEveryKey() {
    assertThat(read(Map.of("test_connect_timeout_ms", 500)).testConnectTimeout())
        .isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void as_shouldRefuse_whenAValueIsOutOfRangeOrAKeyUnknown() {
    assertThatThrownBy(() -> read(Map.of("test_connect_timeout_ms", 20_001)))
        .hasMessageContaining("targets.test_connect_timeout_ms must be 1 to 20000, got 20001");
    assertThatThrownBy(() -> read(Map.of("timeout", 1)))
        .hasMessageContaining("Unknown key targets.timeout");
  }

  private static TargetsConfig read(Map<String, ?> values) {
    return new Section("targets", Wire.mapper().valueToTree(values)).as(TargetsConfig.class);
  }
}
