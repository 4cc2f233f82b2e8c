package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DueNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every so many seconds of real time before and after the anchor. */
record IntervalDue(Instant anchor, Duration every) implements Due {

  @Override
  public Optional<Instant> firstFrom(Instant from) {
    long period = every.toSeconds();
    Duration past = Duration.between(anchor, from);
    // seconds are cut downwards, so that any nanoseconds lie after them
    long seconds = past.getSeconds() + (past.getNano() == 0 ? 0 : 1);
    long due = Math.ceilDiv(seconds, period) * period;
    Duration ahead = Duration.ofSeconds(due);
    return ahead.compareTo(Duration.between(anchor, Instant.MAX)) > 0
        ? Optional.empty()
        : Optional.of(anchor.plus(ahead));
  }

  @Override
  public List<DueNote> notes(Instant due) {
    return List.of();
  }
}
