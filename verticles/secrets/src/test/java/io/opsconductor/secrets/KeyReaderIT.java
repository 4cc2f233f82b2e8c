package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.testkit.SshKeyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With keys made by the real {@code ssh-keygen}. */
class KeyReaderIT {
  @TempDir Path directory;

  private final KeyReader reader = new KeyReader(KeyReaderIT::here);

  private static String here(Callable<String> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, '', OpenSSH, 0",
    "ed25519, open sesame, OpenSSH, 0",
    "ecdsa, '', OpenSSH, 256",
    "ecdsa, '', PEM, 521",
    "ecdsa, open sesame, PKCS8, 384",
    "rsa, '', PEM, 2048",
    "rsa, open sesame, PEM, 2048",
    "rsa, open sesame, OpenSSH, 2048",
    "rsa, '', PKCS8, 2048",
    "rsa, open sesame, PKCS8, 3072",
  })
  void fingerprint_shouldBeTheOneOfSshKeygen(
      String type, String passphrase, String format, int bits) throws Exception {
    // given
    SshKeyFile key = key(type, passphrase, format, bits);
    // when
    String fingerprint = reader.fingerprint(secret(key.privateKey()), secretOrNull(passphrase));
    // then
    assertThat(keygenFingerprint(key.path())).contains(fingerprint + " ");
    assertThat(fingerprint).startsWith("SHA256:");
  }

  @ParameterizedTest
  @CsvSource({"ed25519, OpenSSH, 0", "rsa, PEM, 2048", "rsa, PKCS8, 2048"})
  void fingerprint_shouldRefuse_whenThePassphraseIsWrongOrMissing(
      String type, String format, int bits) {
    // given
    SshKeyFile key = key(type, "open sesame", format, bits);
    // then
    refuses(secret(key.privateKey()), secret("closed barley"));
    refuses(secret(key.privateKey()), null);
  }

  @Test
  void fingerprint_shouldRefuse_whenItIsNoPrivateKey() {
    // given
    SshKeyFile key = key("ed25519", "", "OpenSSH", 0);
    // then
    refuses(secret("not a key"), null);
    refuses(secret(key.publicKey()), null);
    refuses(secret("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"), null);
  }

  @Test
  void fingerprint_shouldRefuseOrRead_whenBytesOfTheKeyAreChanged() {
    // given
    String key = key("rsa", "", "OpenSSH", 2048).privateKey();
    Random random = new Random(7);
    // then
    for (int i = 0; i < 300; i++) {
      StringBuilder changed = new StringBuilder(key);
      for (int changes = 0; changes < 3; changes++) {
        changed.setCharAt(random.nextInt(key.length()), (char) ('A' + random.nextInt(26)));
      }
      if (i % 3 == 0) {
        changed.setLength(random.nextInt(key.length()));
      }
      try {
        assertThat(reader.fingerprint(secret(changed.toString()), null)).startsWith("SHA256:");
      } catch (OpsException e) {
        assertThat(e.is(ErrorCode.UNREADABLE_KEY)).isTrue();
      }
    }
  }

  @Test
  void fingerprint_shouldRefuseAtOnce_whenOpeningWouldTakeHours() {
    // given
    byte[] head = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(200).put(head);
    for (String word : new String[] {"aes256-ctr", "bcrypt"}) {
      file.putInt(word.length()).put(word.getBytes(StandardCharsets.US_ASCII));
    }
    file.putInt(24).putInt(16).put(new byte[16]).putInt(Integer.MAX_VALUE);
    String body = Base64.getEncoder().encodeToString(file.array());
    // then
    refuses(
        secret(
            "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + body
                + "\n-----END OPENSSH PRIVATE KEY-----\n"),
        secret("x"));
  }

  private void refuses(SecretText key, SecretText passphrase) {
    OpsException refusal =
        catchThrowableOfType(OpsException.class, () -> reader.fingerprint(key, passphrase));
    assertThat(refusal.is(ErrorCode.UNREADABLE_KEY)).isTrue();
    assertThat(refusal.getCause()).isNull();
    assertThat(refusal.getMessage()).doesNotContain("sesame", "barley", "AAAA");
  }

  private SshKeyFile key(String type, String passphrase, String format, int bits) {
    String name = "key-" + System.nanoTime();
    List<String> more = new ArrayList<>();
    if (!format.equals("OpenSSH")) {
      more.addAll(List.of("-m", format));
    }
    if (bits > 0) {
      more.addAll(List.of("-b", Integer.toString(bits)));
    }
    return SshKeyFile.generate(directory, name, type, passphrase, more.toArray(String[]::new));
  }

  private static String keygenFingerprint(Path key) throws IOException {
    Process process = new ProcessBuilder("ssh-keygen", "-l", "-f", key + ".pub").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static SecretText secret(String text) {
    return new SecretText(text);
  }

  private static SecretText secretOrNull(String text) {
    return text.isEmpty() ? null : new SecretText(text);
  }
}
