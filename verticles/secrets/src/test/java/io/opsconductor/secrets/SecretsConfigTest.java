package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsConfigTest {
  @Test
  void as_shouldReadEveryKey() {
    assertThat(read(Map.of("master_key_file", "keys/master")).masterKeyPath())
        .isEqualTo(Path.of("keys/master"));
  }

  @Test
  void as_shouldRefuse_whenThereIsNoMasterKeyFile() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining("secrets.master_key_file is missing");
    assertThatThrownBy(() -> read(Map.of("master_key_file", "a", "master_key", "x")))
        .hasMessageContaining("Unknown key secrets.master_key");
  }

  private static SecretsConfig read(Map<String, ?> values) {
    return new Section("secrets", Wire.mapper().valueToTree(values)).as(SecretsConfig.class);
  }
}
