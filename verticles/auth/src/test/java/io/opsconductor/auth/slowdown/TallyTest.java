package io.opsconductor.auth.slowdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.auth.slowdown.Tally.Measure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TallyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PAIR, 4, 0",
    "PAIR, 5, 1",
    "PAIR, 6, 2",
    "PAIR, 13, 256",
    "PAIR, 14, 300",
    "ACCOUNT, 9, 0",
    "ACCOUNT, 10, 1",
    "NETWORK, 19, 0",
    "NETWORK, 20, 1"
  })
  void waitAfter_shouldDouble_whenTheFreeOnesAreUsedUp(Measure measure, int failures, int seconds) {
    assertThat(measure.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @EnumSource
  void waitAfter_shouldEndAtTheLongest_whenCountingEnds(Measure measure) {
    assertThat(measure.waitAfter(measure.most())).isEqualTo(Tally.LONGEST_WAIT);
    assertThat(measure.waitAfter(Integer.MAX_VALUE)).isEqualTo(Tally.LONGEST_WAIT);
  }

  @ParameterizedTest
  @EnumSource
  void most_shouldBeForgottenBeforeTheRowIs_whenNothingMoreFails(Measure measure) {
    assertThat(Tally.FORGETS_ONE.multipliedBy(measure.most())).isLessThan(SlowDown.FAILURE_KEPT);
  }

  @Test
  void waitsStill_shouldRunOut_whenTimePasses() {
    // given
    Tally tally = new Tally(7, NOW, null);
    // when, then
    assertThat(tally.waitsStill(Measure.PAIR, NOW)).isEqualTo(Duration.ofSeconds(4));
    assertThat(tally.waitsStill(Measure.PAIR, NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(1));
    assertThat(tally.waitsStill(Measure.PAIR, NOW.plusSeconds(5))).isZero();
    assertThat(tally.waitsStill(Measure.ACCOUNT, NOW)).isZero();
  }

  @Test
  void waitsStill_shouldNotGrow_whenTheNodeThatCountedRunsAhead() {
    assertThat(new Tally(7, NOW.plusSeconds(60), null).waitsStill(Measure.PAIR, NOW))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void waitsStill_shouldBeNothing_whenNothingFailed() {
    assertThat(Tally.NONE.waitsStill(Measure.PAIR, NOW)).isZero();
  }
}
