package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a due time that was on its way.
 *
 * @param state {@code fired}, {@code skipped}, {@code missed} or {@code failed}
 * @param executionId of {@code fired}; else null
 * @param asked whether somebody is to be asked about it
 */
record Ended(
    UUID scheduleId,
    Instant dueAt,
    FireState state,
    FireReason reason,
    String detail,
    UUID executionId,
    boolean asked) {}
