package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.DueRun;
import java.time.Instant;
import java.util.UUID;

/**
 * A due time that is on its way to become an execution, and belongs to whoever has this.
 *
 * @param tries how often it was asked for in vain
 * @param over whether its deadline has passed
 * @param surelyNone whether it is certain that nothing that was asked before can still make it one
 * @param lastAnswer what it waits for; null when it was not asked for yet
 */
record Starting(
    UUID scheduleId,
    Instant dueAt,
    RunOrder run,
    int tries,
    boolean over,
    boolean surelyNone,
    String lastAnswer) {
  /** What executions are asked: after the deadline only whether it is one already. */
  DueRun asked() {
    return run.due(scheduleId, dueAt, over);
  }
}
