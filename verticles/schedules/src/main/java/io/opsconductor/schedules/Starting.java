package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A due time that is on its way to become an execution, and belongs to whoever has this, for a
 * time.
 *
 * @param run null when it cannot be read any more
 * @param tries the fencing token: how often it was taken
 * @param surelyNone whether nothing that was asked before can make it an execution any more
 * @param lastAnswer what it waits for; null when it was not asked for yet
 * @param overAt when its deadline passes, by the monotonic clock of this node
 * @param staleAt when it is too late to ask for it, because others may be asking soon; by the same
 */
record Starting(
    UUID scheduleId,
    Instant dueAt,
    RunOrder run,
    int tries,
    boolean surelyNone,
    String lastAnswer,
    long overAt,
    long staleAt) {
  /** Somebody else takes it after this time. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** A request may take half of the lease; begun by then its effect ends within it. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  /**
   * Taken just now.
   *
   * @param left until the deadline; negative when it has passed
   * @param nanos what the monotonic clock of this node shows
   */
  static Starting taken(
      UUID scheduleId,
      Instant dueAt,
      RunOrder run,
      int tries,
      boolean surelyNone,
      String lastAnswer,
      Duration left,
      long nanos) {
    return new Starting(
        scheduleId,
        dueAt,
        run,
        tries,
        surelyNone,
        lastAnswer,
        nanos + left.toNanos(),
        nanos + FRESH.toNanos());
  }

  boolean isOver(long nanos) {
    return nanos - overAt > 0;
  }

  boolean isStale(long nanos) {
    return nanos - staleAt > 0;
  }

  DueRun asked() {
    return run.due(scheduleId, dueAt);
  }

  ExecutionTrigger key() {
    return new ExecutionTrigger(scheduleId, dueAt);
  }
}
