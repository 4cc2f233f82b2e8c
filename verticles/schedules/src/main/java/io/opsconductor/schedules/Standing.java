package io.opsconductor.schedules;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a schedule stands: its row is locked.
 *
 * @param nextDueAt the first due time that nothing was decided about; null when nothing is due
 * @param runs how many due times ran or are on their way; 0 where there is no maximum
 * @param pausedAt null when it is not paused
 * @param pausedUntil null for a pause without an end
 */
record Standing(
    UUID id,
    UUID organizationId,
    int version,
    Instant nextDueAt,
    long runs,
    Instant pausedAt,
    Instant pausedUntil) {

  /** Whether what begins then falls into the pause. */
  boolean isPausedAt(Instant begins) {
    return pausedAt != null
        && !begins.isBefore(pausedAt)
        && (pausedUntil == null || begins.isBefore(pausedUntil));
  }

  /** Whether there was a pause, and it is over. */
  boolean hasOutlastedPause(Instant now) {
    return pausedAt != null && pausedUntil != null && !now.isBefore(pausedUntil);
  }
}
