package io.opsconductor.schedules;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opsconductor.contracts.schedules.FireState;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of due times, for dashboards: how many came to what end, and how late runs began.
 */
final class DueMetrics {
  private final MeterRegistry registry;
  private final Timer lateness;

  DueMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lateness =
        Timer.builder("opsconductor.schedules.lateness")
            .description("Between when runs of schedules were to begin and when they began")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(10))
            .maximumExpectedValue(Duration.ofHours(1))
            .register(registry);
  }

  /** Of due times that were on their way. */
  void ended(List<StartingStore.End> ends) {
    for (StartingStore.End end : ends) {
      count(end.state(), 1);
      if (end.state() == FireState.FIRED || end.state() == FireState.LATE) {
        lateness.record(Duration.ofMillis(end.latenessMs()));
      }
    }
  }

  /** Of due times that never were on their way. */
  void decided(List<Decided> decided) {
    for (Decided one : decided) {
      count(FireState.SKIPPED, one.count(FireState.SKIPPED));
      count(FireState.MISSED, one.count(FireState.MISSED));
    }
  }

  private void count(FireState state, int times) {
    if (times > 0) {
      Counter.builder("opsconductor.schedules.due.times")
          .description("Due times by what became of them")
          .tag("state", state.wireName())
          .register(registry)
          .increment(times);
    }
  }
}
