package io.opsconductor.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.auth.session.RefreshTokenRow.Use;
import io.opsconductor.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Session SESSION = new Session(Ids.next(), Ids.next(), Ids.next());

  private final RefreshToken tokens = new RefreshToken(MasterKey.random());

  @Test
  void first_shouldBeDifferentEachTime_whenAsked() {
    assertThat(tokens.first()).matches("opsr_[A-Za-z0-9_-]{43}").isNotEqualTo(tokens.first());
  }

  @Test
  void successor_shouldBeTheSame_whenMadeAgainFromTheSameParts() {
    // given
    String token = tokens.first();
    byte[] salt = tokens.salt();
    // when
    String successor = tokens.successor(token, salt);
    // then
    assertThat(successor)
        .matches("opsr_[A-Za-z0-9_-]{43}")
        .isEqualTo(tokens.successor(token, salt))
        .isNotEqualTo(tokens.successor(token, tokens.salt()))
        .isNotEqualTo(tokens.successor(tokens.first(), salt))
        .isNotEqualTo(new RefreshToken(MasterKey.random()).successor(token, salt));
  }

  @Test
  void use_shouldRotate_whenTheTokenIsTheNewest() {
    assertThat(row(false, NOW.plusSeconds(1), null).use(NOW, false)).isEqualTo(Use.ROTATE);
  }

  @Test
  void use_shouldRepeat_whenTheTokenWasUsedAMomentAgo() {
    Instant used = NOW.minus(RefreshTokenRow.GRACE).plusMillis(1);
    assertThat(row(false, NOW.plusSeconds(1), used).use(NOW, false)).isEqualTo(Use.REPEAT);
  }

  @Test
  void use_shouldBeReuse_whenTheTokenWasUsedBeforeTheGrace() {
    Instant used = NOW.minus(RefreshTokenRow.GRACE);
    assertThat(row(false, NOW.plusSeconds(1), used).use(NOW, false)).isEqualTo(Use.REUSED);
  }

  @Test
  void use_shouldBeDead_whenTheTokenIsExpiredOrTheSessionEnded() {
    assertThat(row(false, NOW, null).use(NOW, false)).isEqualTo(Use.DEAD);
    assertThat(row(true, NOW.plus(Duration.ofDays(1)), null).use(NOW, false)).isEqualTo(Use.DEAD);
    assertThat(row(true, NOW.plus(Duration.ofDays(1)), NOW).use(NOW, false)).isEqualTo(Use.DEAD);
  }

  @Test
  void use_shouldKeepTheToken_whenItIsSharedAndNew() {
    // given
    Instant end = NOW.plus(Duration.ofDays(1));
    RefreshTokenRow before = row(false, end, NOW);
    RefreshTokenRow after = new RefreshTokenRow(SESSION, false, NOW, end, null, null, null);
    // then
    for (Duration since = Duration.ZERO;
        since.compareTo(RefreshTokenRow.GRACE) < 0;
        since = since.plusMillis(500)) {
      assertThat(before.use(NOW.plus(since), true)).isEqualTo(Use.REPEAT);
      assertThat(after.use(NOW.plus(since), true)).isEqualTo(Use.KEEP);
    }
    assertThat(after.use(NOW.plus(RefreshTokenRow.HELD), true)).isEqualTo(Use.ROTATE);
    assertThat(after.use(NOW, false)).isEqualTo(Use.ROTATE);
  }

  private static RefreshTokenRow row(boolean ended, Instant expiresAt, Instant usedAt) {
    return new RefreshTokenRow(SESSION, ended, Instant.EPOCH, expiresAt, usedAt, null, null);
  }
}
