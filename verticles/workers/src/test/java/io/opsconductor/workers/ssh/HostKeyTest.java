package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class HostKeyTest {

  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  @Test
  void parse_shouldReadWhatKnownHostsHolds_whenItIsWellFormed() {
    // when
    HostKey key = HostKey.parse("ssh-ed25519 " + BLOB + " root@web-1\n");

    // then
    assertThat(key.text()).isEqualTo("ssh-ed25519 " + BLOB);
    assertThat(key.fingerprint()).startsWith("SHA256:").hasSize(50);
    assertThat(HostKey.ofBlob(Base64.getDecoder().decode(BLOB))).isEqualTo(key);
  }

  @Test
  void parse_shouldRefuse_whenTypeAndKeyDoNotAgree() {
    assertThatThrownBy(() -> HostKey.parse("ssh-rsa " + BLOB))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HostKey.parse(BLOB)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HostKey.parse("ssh-rsa AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signatureAlgorithms_shouldHaveNoSha1_whenTheKeyIsRsa() {
    assertThat(new HostKey("ssh-rsa", "AAAA").signatureAlgorithms())
        .containsExactly("rsa-sha2-512", "rsa-sha2-256");
  }
}
