package io.opsconductor.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.launcher.chaos.TaskWatchStore.Standing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakeOversTest {

  private static final UUID TASK = UUID.randomUUID();

  private long now;
  private final TakeOvers takeOvers = new TakeOvers(() -> now);

  @Test
  void late_shouldNameTheTask_whenNobodyTookItOverInTime() {
    // given
    takeOvers.lost(List.of(standing(3, 5)), true);
    // when
    pass(TakeOvers.LONGEST);
    assertThat(takeOvers.late()).isEmpty();
    pass(Duration.ofMillis(1));
    // then
    assertThat(takeOvers.late()).containsExactly(TASK);
  }

  @Test
  void late_shouldStillNameTheTask_whenItWasTakenOverTooLateOrSomethingElseHappened() {
    // given
    takeOvers.lost(List.of(standing(3, 5)), true);
    pass(TakeOvers.LONGEST.plusSeconds(1));
    // when
    takeOvers.disturb();
    takeOvers.settle(standing(4, 1));
    // then
    assertThat(takeOvers.late()).containsExactly(TASK);
    assertThat(takeOvers.waiting()).isEmpty();
  }

  @Test
  void late_shouldBeEmpty_whenMoreWentWrongThanOneKill() {
    // given
    takeOvers.lost(List.of(standing(3, 5)), true);
    pass(Duration.ofSeconds(5));
    takeOvers.disturb();
    // when
    pass(TakeOvers.LONGEST);
    takeOvers.settle(standing(4, 1));
    // then
    assertThat(takeOvers.late()).isEmpty();
    assertThat(takeOvers.lines().getFirst()).contains("none");
    assertThat(takeOvers.lines().getLast()).contains("longest 25.0 s of 1");
  }

  @Test
  void settle_shouldWait_whenTheNextHolderHasNotReported() {
    // given
    takeOvers.lost(List.of(standing(3, 5)), true);
    pass(Duration.ofSeconds(14));
    // when
    takeOvers.settle(standing(3, 5));
    takeOvers.settle(standing(4, 0));
    // then
    assertThat(takeOvers.waiting()).containsExactly(TASK);
    pass(Duration.ofSeconds(1));
    takeOvers.settle(standing(4, 1));
    assertThat(takeOvers.waiting()).isEmpty();
    assertThat(takeOvers.lines().getFirst()).contains("p50 15.0 s", "of 1 after one kill alone");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Standing standing(long fence, long reports) {
    return new Standing(TASK, "running", "dispatched", fence, reports);
  }
}
