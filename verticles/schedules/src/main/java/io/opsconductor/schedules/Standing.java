package io.opsconductor.schedules;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a schedule stands: its row is locked.
 *
 * @param nextDueAt the first due time that nothing was decided about; null when nothing is due
 * @param runs how many due times were given out to run
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

  /** Whether a due time falls into the pause. */
  boolean isPausedAt(Instant due) {
    return pausedAt != null
        && !due.isBefore(pausedAt)
        && (pausedUntil == null || due.isBefore(pausedUntil));
  }

  /** Whether there was a pause, and it is over. */
  boolean hasOutlastedPause(Instant now) {
    return pausedAt != null && pausedUntil != null && !now.isBefore(pausedUntil);
  }
}
