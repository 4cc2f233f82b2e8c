package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final byte[] TEXT = "correct horse".getBytes(StandardCharsets.UTF_8);
  private static final Place TEXT_PLACE = new Place("t", "1", "text", 1);
  private static final Place KEY_PLACE = new Place("t", "1", "key", 1);

  private final Envelope envelope = new Envelope();
  private final SecretKey master = key(1);

  @Test
  void open_shouldReturnTheText_whenNothingWasChanged() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    // when
    byte[] opened = envelope.open(master, TEXT_PLACE, KEY_PLACE, sealed);
    // then
    assertThat(opened).isEqualTo(TEXT);
  }

  @Test
  void seal_shouldNeverGiveTheSameBytes_whenTheTextIsTheSame() {
    // when
    Sealed first = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    Sealed second = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    // then
    assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    assertThat(first.wrappedKey()).isNotEqualTo(second.wrappedKey());
  }

  @Test
  void open_shouldRefuse_whenAnyByteWasChanged() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    // then
    for (int i = 0; i < sealed.ciphertext().length; i++) {
      refuses(new Sealed(sealed.wrappedKey(), flipped(sealed.ciphertext(), i)));
    }
    for (int i = 0; i < sealed.wrappedKey().length; i++) {
      refuses(new Sealed(flipped(sealed.wrappedKey(), i), sealed.ciphertext()));
    }
  }

  @Test
  void open_shouldRefuse_whenAnyPartWasCutOff() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    // then
    for (int length = 0; length < sealed.ciphertext().length; length++) {
      refuses(new Sealed(sealed.wrappedKey(), Arrays.copyOf(sealed.ciphertext(), length)));
    }
  }

  @Test
  void open_shouldRefuse_whenTheRowWasMoved() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    Place otherText = new Place("t", "2", "text", 1);
    Place otherKey = new Place("t", "2", "key", 1);
    // then
    assertThatThrownBy(() -> envelope.open(master, otherText, otherKey, sealed))
        .isInstanceOf(TamperedException.class);
    assertThatThrownBy(() -> envelope.open(master, otherText, KEY_PLACE, sealed))
        .isInstanceOf(TamperedException.class);
    assertThatThrownBy(() -> envelope.open(master, TEXT_PLACE, otherKey, sealed))
        .isInstanceOf(TamperedException.class);
  }

  @Test
  void open_shouldRefuse_whenColumnsWereSwapped() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, new byte[Envelope.KEY_BYTES]);
    // then
    refuses(new Sealed(sealed.ciphertext(), sealed.wrappedKey()));
  }

  @Test
  void open_shouldRefuse_whenTheMasterKeyIsAnother() {
    // given
    Sealed sealed = envelope.seal(master, TEXT_PLACE, KEY_PLACE, TEXT);
    // then
    assertThatThrownBy(() -> envelope.open(key(2), TEXT_PLACE, KEY_PLACE, sealed))
        .isInstanceOf(TamperedException.class)
        .hasMessageNotContaining("horse");
  }

  private void refuses(Sealed sealed) {
    assertThatThrownBy(() -> envelope.open(master, TEXT_PLACE, KEY_PLACE, sealed))
        .isInstanceOf(TamperedException.class);
  }

  private static byte[] flipped(byte[] bytes, int index) {
    byte[] changed = bytes.clone();
    changed[index] ^= 1;
    return changed;
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[Envelope.KEY_BYTES];
    Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }
}
