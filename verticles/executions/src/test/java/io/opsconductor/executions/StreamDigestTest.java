package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamDigestTest {

  @Test
  void hash_shouldBeThatOfTheJdk_whenItsStateIsStoredAtRandomPlaces()
      throws NoSuchAlgorithmException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      // given
      byte[] data = new byte[random.nextInt(1000)];
      random.nextBytes(data);
      // when
      StreamDigest digest = StreamDigest.empty();
      int from = 0;
      while (from < data.length) {
        int to = Math.min(data.length, from + 1 + random.nextInt(150));
        digest.update(Arrays.copyOfRange(data, from, to));
        if (random.nextBoolean()) {
          digest = StreamDigest.of(digest.state().orElseThrow(), to).orElseThrow();
        }
        assertThat(digest.hash()).isEqualTo(sha256(Arrays.copyOf(data, to)));
        from = to;
      }
      // then
      assertThat(digest.hash()).isEqualTo(sha256(data));
    }
  }

  @Test
  void state_shouldBeAbsent_whenNothingCame() {
    assertThat(StreamDigest.empty().state()).isEmpty();
    assertThat(StreamDigest.of(null, 0).orElseThrow().state()).isEmpty();
  }

  @Test
  void digest_shouldNotBeGoneOnWith_whenItIsNotOfAllThatWasTaken() {
    // given
    StreamDigest digest = StreamDigest.empty();
    digest.update(new byte[5]);
    // when, then
    assertThat(StreamDigest.of(digest.state().orElseThrow(), 6)).isEmpty();
    assertThat(StreamDigest.of(null, 6)).isEmpty();
  }

  private static byte[] sha256(byte[] data) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(data);
  }
}
