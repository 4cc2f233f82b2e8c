package io.opsconductor.schedules;

import java.time.Instant;

/**
 * A run that is yet to come.
 *
 * @param durationMs how long it is expected to take, in milliseconds
 */
record ExpectedRun(ScheduleRow schedule, Instant from, long durationMs) {
  Instant to() {
    return from.plusMillis(Math.max(1, durationMs));
  }
}
