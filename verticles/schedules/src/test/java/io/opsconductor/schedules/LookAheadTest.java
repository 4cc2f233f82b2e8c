package io.opsconductor.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookAheadTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant DEADLINE = NOW.plusSeconds(30);

  private final SettableClock clock = new SettableClock(NOW);
  private final LookAhead ahead = new LookAhead(clock);

  @Test
  void within_shouldBeBusy_whenTwoLookAlready() {
    // when
    OpsException third =
        ahead.within(DEADLINE, one -> ahead.within(DEADLINE, other -> refused(() -> steps(1))));
    // then
    assertThat(third.is(ErrorCode.BUSY)).isTrue();
    assertThat(steps(1).take(1)).isTrue();
  }

  @Test
  void take_shouldRefuse_whenNoStepsAreLeft() {
    // given
    LookAhead.Steps steps = steps(3);
    // then
    assertThat(steps.take(2)).isTrue();
    assertThat(steps.take(1)).isTrue();
    assertThat(steps.wereEnough()).isTrue();
    assertThat(steps.take(1)).isFalse();
    assertThat(steps.wereEnough()).isFalse();
  }

  @Test
  void take_shouldFail_whenTheDeadlineIsOver() {
    // given
    LookAhead.Steps steps = steps(1_000_000);
    assertThat(steps.take(10_000)).isTrue();
    // when
    clock.forward(Duration.ofSeconds(30));
    OpsException late =
        refused(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                steps.take(1);
              }
            });
    // then
    assertThat(late.is(ErrorCode.DEADLINE_EXCEEDED)).isTrue();
  }

  private LookAhead.Steps steps(int most) {
    return ahead.within(DEADLINE, look -> look.steps(most));
  }

  private static OpsException refused(Runnable work) {
    return catchThrowableOfType(OpsException.class, work::run);
  }
}
