package io.opsconductor.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opsconductor.platform.config.Section;
import io.opsconductor.workers.ssh.SshSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkersConfigTest {

  @Test
  void of_shouldGiveTheDefaults_whenTheSectionIsEmpty() {
    // when
    WorkersConfig config = WorkersConfig.of(Section.empty("workers"));

    // then
    assertThat(config)
        .isEqualTo(new WorkersConfig(200, 10, 32, 2000, 60, 600, 15, 5, 20, 1L << 30));
    assertThat(config.ssh()).isEqualTo(SshSettings.defaults());
    assertThat(config.drain()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void of_shouldReadEveryKey_whenItIsGiven() throws JsonProcessingException {
    // given
    String json =
        """
        {"slots": 1, "connect_timeout_seconds": 2, "logins_at_once": 3, "idle_connections": 4,
         "idle_seconds": 5, "connection_age_seconds": 6, "keep_alive_seconds": 7,
         "kill_grace_seconds": 8, "drain_seconds": 9, "spool_bytes": 10000000}\
        """;

    // when
    WorkersConfig config = read(json);

    // then
    assertThat(config).isEqualTo(new WorkersConfig(1, 2, 3, 4, 5, 6, 7, 8, 9, 10_000_000L));
    assertThat(config.ssh().silence()).isEqualTo(Duration.ofSeconds(21));
  }

  @Test
  void of_shouldNameTheKey_whenAValueIsOutOfRange() {
    assertThatThrownBy(() -> read("{\"slots\": 0}"))
        .hasMessageContaining("workers.slots must be 1 to 10000 but is 0");
    assertThatThrownBy(() -> read("{\"slot\": 1}")).hasMessageContaining("workers.slot");
  }

  private static WorkersConfig read(String json) throws JsonProcessingException {
    return WorkersConfig.of(new Section("workers", new ObjectMapper().readTree(json)));
  }
}
