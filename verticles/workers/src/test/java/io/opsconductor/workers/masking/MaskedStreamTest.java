package io.opsconductor.workers.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedStreamTest {

  @Test
  void accept_shouldHandOnTheChunkItself_whenNothingIsFound() {
    // given
    byte[] chunk = Streams.bytes("nothing to be seen here\n");

    // when
    List<Masked> pieces = Streams.mask("hunter22").stream(10).accept(chunk);

    // then
    assertThat(pieces).hasSize(1);
    assertThat(pieces.getFirst().data()).isSameAs(chunk);
    assertThat(pieces.getFirst().sourceEnd()).isEqualTo(10 + chunk.length);
  }

  @Test
  void accept_shouldHoldBackOnly_whatCouldBeginASecret() {
    // given
    MaskedStream stream = Streams.mask("hunter22").stream(0);

    // when
    List<Masked> first = stream.accept(Streams.bytes("say hunt"));

    // then
    assertThat(text(first)).isEqualTo("say ");
    assertThat(first.getFirst().sourceEnd()).isEqualTo(4);
    assertThat(stream.held()).isEqualTo(4);

    // when
    List<Masked> second = stream.accept(Streams.bytes("ing"));

    // then
    assertThat(text(second)).isEqualTo("hunting");
    assertThat(second.getFirst().sourceEnd()).isEqualTo(11);
    assertThat(stream.held()).isZero();
  }

  @Test
  void flush_shouldGiveWhatIsHeld_whenTheStreamEnds() {
    // given
    MaskedStream stream = Streams.mask("hunter22", "hunter22-and-more").stream(0);

    // then
    assertThat(stream.accept(Streams.bytes("hunter22-and"))).isEmpty();
    assertThat(stream.held()).isEqualTo(12);

    // when
    List<Masked> last = stream.flush();

    // then
    assertThat(text(last)).isEqualTo("[masked:8]-and");
    assertThat(last.getLast().sourceEnd()).isEqualTo(12);
    assertThat(stream.held()).isZero();
    assertThat(stream.flush()).isEmpty();
  }

  @Test
  void accept_shouldMaskTheLongest_whenASecretBeginsAnother() {
    // given
    SecretMask mask = Streams.mask("hunter22", "hunter22-and-more");

    // then
    assertThat(Streams.whole(mask, "hunter22-and-more, hunter22-and-less"))
        .isEqualTo("[masked:17], [masked:8]-and-less");
  }

  @Test
  void accept_shouldMaskSecretsAsOne_whenTheyOverlap() {
    // given
    SecretMask mask = Streams.mask("passwd", "wd-very-long-secret");

    // then
    assertThat(Streams.whole(mask, "passwd-very-long-secret passwdpasswd"))
        .isEqualTo("[masked:23] [masked:6][masked:6]");
  }

  @Test
  void accept_shouldHoldBackABoundedNumberOfBytes_whenASecretOverlapsItselfForEver() {
    // given
    SecretMask mask = Streams.mask("======");
    MaskedStream stream = mask.stream(0);
    byte[] text = Streams.bytes("=".repeat(10_000));

    for (byte single : text) {
      // when
      stream.accept(new byte[] {single});

      // then
      assertThat(stream.held()).isLessThan((SecretMask.LONGEST_CHAIN + 1) * mask.longest());
    }
    assertThat(new String(Streams.inChunksOf(7, mask, text), StandardCharsets.US_ASCII))
        .isEqualTo(Streams.whole(mask, "=".repeat(10_000)))
        .doesNotContain("======");
  }

  @Test
  void accept_shouldGivePiecesToGoOnAfter_whenTheyWouldBeTooLarge() {
    // given
    String line = "some words, and then hunter22\n";
    byte[] text = Streams.bytes(line.repeat(10_000));
    SecretMask mask = Streams.mask("hunter22");

    // when
    List<Masked> pieces = mask.stream(0).accept(text);

    // then
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(pieces).allMatch(piece -> piece.data().length <= PieceWriter.MOST);
    assertThat(text(pieces)).isEqualTo(line.replace("hunter22", "[masked:8]").repeat(10_000));
    for (Masked piece : pieces) {
      int end = (int) piece.sourceEnd();
      String rest = text(mask.stream(end).accept(Arrays.copyOfRange(text, end, text.length)));
      assertThat(text(pieces)).endsWith(rest);
    }
  }

  private static String text(List<Masked> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Streams.write(out, pieces);
    return out.toString(StandardCharsets.UTF_8);
  }
}
