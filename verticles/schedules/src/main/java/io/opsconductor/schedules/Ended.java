package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a due time that was on its way.
 *
 * @param state its end: any but {@code starting} and {@code late}
 * @param executionId null when it is none
 * @param startedAt when the execution was made; null when it is none
 * @param stops why the schedule cannot run any more; null when it can
 */
record Ended(
    Starting fire,
    FireState state,
    FireReason reason,
    String detail,
    UUID executionId,
    Instant startedAt,
    String stops) {

  static Ended fired(Starting fire, UUID executionId, Instant startedAt) {
    return new Ended(fire, FireState.FIRED, null, null, executionId, startedAt, null);
  }

  static Ended without(Starting fire, FireState state, FireReason reason, String detail) {
    return new Ended(fire, state, reason, detail, null, null, null);
  }

  /** It could not start, and nothing of its schedule can until somebody mends it. */
  static Ended stopping(Starting fire, FireReason reason, String detail) {
    return new Ended(fire, FireState.FAILED, reason, detail, null, null, detail);
  }

  UUID scheduleId() {
    return fire.scheduleId();
  }

  Instant dueAt() {
    return fire.dueAt();
  }

  /** Whether somebody is to be asked about it. */
  boolean asked() {
    return state == FireState.MISSED && fire.run() != null && fire.run().ask();
  }
}
