package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
  private static GatewayConfig read(Map<String, ?> section) {
    return new Section("gateway", Wire.mapper().valueToTree(section)).as(GatewayConfig.class);
  }

  @Test
  void read_shouldHaveDefaults_whenNothingIsGiven() {
    // when, then
    assertThat(read(Map.of()))
        .isEqualTo(
            new GatewayConfig(
                8080,
                "127.0.0.1",
                null,
                null,
                null,
                null,
                31_536_000,
                false,
                Set.of(),
                2_097_152,
                16_384,
                60,
                100,
                false,
                10_000,
                100,
                100,
                30));
  }

  @Test
  void read_shouldRefuse_whenOthersCouldReachItWithoutTls() {
    // when, then
    assertThatThrownBy(() -> read(Map.of("bind", "0.0.0.0")))
        .hasMessageContaining("without TLS")
        .hasMessageContaining("insecure_http");
    assertThat(read(Map.of("bind", "0.0.0.0", "insecure_http", true)).tls()).isFalse();
    assertThatThrownBy(() -> read(Map.of("tls_key", "key.pem")))
        .hasMessageContaining("must be given together");
    assertThatThrownBy(() -> read(Map.of("http_redirect_port", 80)))
        .hasMessageContaining("redirects to TLS");
  }

  @Test
  void read_shouldNameTheKey_whenItIsUnknownOrOutOfRange() {
    // when, then
    assertThatThrownBy(() -> read(Map.of("prot", 1))).hasMessageContaining("prot");
    assertThatThrownBy(() -> read(Map.of("max_streams", 0))).hasMessageContaining("max_streams");
  }
}
