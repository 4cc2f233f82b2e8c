package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.jobs.RetrySpec;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryPauseTest {
  private static final int TASKS = 10_000;

  @Test
  void pause_shouldBeSpreadByAFifth_whenManyTasksFailAtOnce() {
    // given
    RetrySpec retry = new RetrySpec(10, 10, 2.0, null);
    // when
    LongSummaryStatistics pauses = pauses(retry, 2).summaryStatistics();
    // then
    assertThat(pauses.getMin()).isBetween(16_000L, 16_100L);
    assertThat(pauses.getMax()).isBetween(23_900L, 24_000L);
    assertThat(pauses.getAverage()).isBetween(19_800.0, 20_200.0);
    assertThat(pauses(retry, 2).filter(pause -> pause < 18_000).count())
        .isBetween(TASKS / 4L - 300, TASKS / 4L + 300);
  }

  @Test
  void pause_shouldNotExceedAnHour_whenItIsSpread() {
    // given
    RetrySpec retry = new RetrySpec(10, 3600, 2.0, null);
    // when
    LongSummaryStatistics pauses = pauses(retry, 5).summaryStatistics();
    // then
    assertThat(pauses.getMin()).isGreaterThanOrEqualTo(2_880_000);
    assertThat(pauses.getMax()).isBetween(3_590_000L, 3_600_000L);
  }

  @Test
  void pause_shouldBeNone_whenTheStepWantsNone() {
    assertThat(RetryPause.after(new RetrySpec(3, 0, 1.0, null), Ids.next(), 1))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void pause_shouldBeTheSame_whenTaskAndAttemptAre() {
    // given
    RetrySpec retry = new RetrySpec(3, 100, 1.0, null);
    UUID task = Ids.next();
    // when
    Duration first = RetryPause.after(retry, task, 1);
    // then
    assertThat(RetryPause.after(retry, task, 1)).isEqualTo(first);
    assertThat(RetryPause.after(retry, task, 2)).isNotEqualTo(first);
    assertThat(RetryPause.after(retry, Ids.next(), 1)).isNotEqualTo(first);
  }

  private static LongStream pauses(RetrySpec retry, int failed) {
    return Stream.generate(Ids::next)
        .limit(TASKS)
        .mapToLong(task -> RetryPause.after(retry, task, failed).toMillis());
  }
}
