package io.opsconductor.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailSettingsTest {
  private static MailSettings read(Map<String, ?> mail) {
    return new Section("mail", Wire.mapper().valueToTree(mail)).as(MailSettings.class);
  }

  @Test
  void read_shouldHaveDefaults_whenOnlyTheServerIsGiven() {
    // when
    MailSettings settings = read(Map.of("host", "mail.example.org", "from", "ops@example.org"));
    // then
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.upgrade()).isEqualTo(MailSettings.StartTls.REQUIRED);
    assertThat(settings.isConfigured()).isTrue();
    assertThat(MailSettings.none().isConfigured()).isFalse();
    assertThat(read(Map.of("host", "127.0.0.1", "tls", true, "from", "o@example.org")).port())
        .isEqualTo(465);
  }

  @Test
  void read_shouldRefuse_whenMailsCouldBeReadOnTheirWayOrHaveNoSender() {
    assertThatThrownBy(
            () -> read(Map.of("host", "192.0.2.1", "starttls", "optional", "from", "a@b.c")))
        .hasMessageContaining("must be required for 192.0.2.1");
    assertThatThrownBy(() -> read(Map.of("host", "192.0.2.1")))
        .hasMessageContaining("auth.mail.from");
    assertThatThrownBy(() -> read(Map.of("starttls", "maybe")))
        .hasMessageContaining("required, optional or disabled");
    assertThatThrownBy(() -> read(Map.of("host", "192.0.2.1", "from", "a@b.c", "username", "ops")))
        .hasMessageContaining("given together");
  }
}
