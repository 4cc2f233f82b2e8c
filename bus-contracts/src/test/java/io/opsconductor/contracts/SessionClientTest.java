package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.auth.SessionClient;
import org.junit.jupiter.api.Test;

class SessionClientTest {
  @Test
  void of_shouldLeaveOutControlCharacters_whenTheClientSendsThem() {
    // when
    SessionClient client = SessionClient.of(" a\u001b[31m\u0000b\u009bc\u202ed\n ", "192.0.2.1\r");
    // then
    assertThat(client).isEqualTo(new SessionClient("a[31mbcd", "192.0.2.1"));
  }

  @Test
  void of_shouldCutToSize_whenTheClientSendsMore() {
    // when
    SessionClient client = SessionClient.of("\uD83D\uDE00".repeat(300), "x".repeat(300));
    // then
    assertThat(client.device()).isEqualTo("\uD83D\uDE00".repeat(200));
    assertThat(client.address()).hasSize(64);
  }

  @Test
  void of_shouldKnowNothing_whenTheClientSaysNothing() {
    // given
    SessionClient nothing = new SessionClient(null, null);
    // when, then
    assertThat(SessionClient.of(null, null)).isEqualTo(nothing);
    assertThat(SessionClient.of("\t \uD800", "")).isEqualTo(nothing);
    assertThat(SessionClient.orUnknown(null)).isEqualTo(nothing);
  }

  @Test
  void constructor_shouldRefuse_whenATextIsTooLong() {
    assertThatThrownBy(() -> new SessionClient("x".repeat(201), null))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("device");
    assertThatThrownBy(() -> new SessionClient(null, "x".repeat(65)))
        .isInstanceOf(OpsException.class)
        .hasMessageContaining("address");
  }
}
