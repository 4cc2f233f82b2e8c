package io.opsconductor.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTextTest {
  private static final String ED25519 = base64("ssh-ed25519", new byte[32]);

  @Test
  void parse_shouldLeaveOutTheCommentAndSpaces() {
    // when
    HostKeyText key = HostKeyText.parse("  ssh-ed25519 \t" + ED25519 + "  root@web-1 since May\n");
    // then
    assertThat(key.text()).isEqualTo("ssh-ed25519 " + ED25519);
    assertThat(key.fingerprint()).startsWith("SHA256:").doesNotEndWith("=");
    assertThat(HostKeyText.parse(key.text())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-ed25519 ???",
        "ssh-ed25519 AAAA",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQE=",
        "web-1 ssh-ed25519 AAAA"
      })
  void parse_shouldRefuse_whenItIsNoKey(String text) {
    refuses(text);
  }

  @Test
  void parse_shouldRefuse_whenTheKeyIsNotOfItsType() {
    byte[] point = new byte[65];
    refuses("ssh-rsa " + ED25519);
    refuses("ssh-ed25519 " + base64("ssh-ed25519", new byte[31]));
    refuses("ssh-ed25519 " + base64("ssh-ed25519", new byte[32], new byte[1]));
    refuses("ecdsa-sha2-nistp256 " + base64("ecdsa-sha2-nistp256", ascii("nistp256"), point));
    point[0] = 4;
    refuses("ecdsa-sha2-nistp256 " + base64("ecdsa-sha2-nistp256", ascii("nistp384"), point));
    HostKeyText.parse(
        "ecdsa-sha2-nistp256 " + base64("ecdsa-sha2-nistp256", ascii("nistp256"), point));
  }

  @Test
  void parse_shouldThrowNothingElse_whateverTheBytes() {
    // given
    Random random = new Random(3);
    byte[] good = Base64.getDecoder().decode(ED25519);
    // then
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 8));
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        HostKeyText.parse("ssh-ed25519 " + Base64.getEncoder().encodeToString(bytes));
      } catch (OpsException e) {
        assertThat(e.is(ErrorCode.BAD_HOST_KEY)).isTrue();
      }
    }
  }

  private static void refuses(String text) {
    assertThatThrownBy(() -> HostKeyText.parse(text))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.BAD_HOST_KEY)).isTrue());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(String type, byte[]... parts) {
    ByteBuffer blob = ByteBuffer.allocate(1024).putInt(type.length()).put(ascii(type));
    for (byte[] part : parts) {
      blob.putInt(part.length).put(part);
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOf(blob.array(), blob.position()));
  }
}
