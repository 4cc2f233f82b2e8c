package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueResult;
import io.opsconductor.contracts.executions.DueRun;
import java.time.Instant;
import java.util.UUID;

/** How a run that a schedule asks for is answered. */
final class DueAnswer {
  private DueAnswer() {}

  static DueOutcome started(UUID executionId, Instant createdAt) {
    return outcome(DueResult.STARTED, executionId, createdAt);
  }

  /** Another run of the schedule is in its way. */
  static DueOutcome behind(DueRun run, UUID earlierId) {
    return switch (run.overlap()) {
      case SKIP -> outcome(DueResult.OVERLAPS, earlierId, null);
      case QUEUE, REPLACE -> outcome(DueResult.WAITS, earlierId, null);
      case ALLOW -> throw new IllegalStateException("Nothing is in the way of a run beside others");
    };
  }

  /** A run with a later due time began already, which this one must not replace. */
  static DueOutcome overtaken(UUID laterId) {
    return outcome(DueResult.OVERLAPS, laterId, null);
  }

  /**
   * It cannot run.
   *
   * @throws OpsException that, when it is the database of executions that does not answer: then
   *     nothing is decided
   */
  static DueOutcome refused(OpsException why) {
    if (why.is(ErrorCode.DATABASE_UNAVAILABLE) && !why.isReceived()) {
      throw why;
    }
    return refused(why, why.retryable());
  }

  /** What was in its way ended while it was looked at. */
  static DueOutcome tryAgain() {
    return refused(
        new OpsException(
            ErrorCode.CONFLICT, "Another run of the schedule ended just now; try again"),
        true);
  }

  /** The time for the request is over, and it was not made. */
  static DueOutcome late() {
    return refused(
        new OpsException(
            ErrorCode.DEADLINE_EXCEEDED, "There was no time left to start it; try again"),
        true);
  }

  /** The database took what was asked of it, and refused this one alone. */
  static DueOutcome failed() {
    return refused(
        new OpsException(
            ErrorCode.INTERNAL,
            "The execution could not be stored; the log of the server says why"),
        false);
  }

  private static DueOutcome refused(OpsException why, boolean retryable) {
    return new DueOutcome(DueResult.REFUSED, null, null, why.code(), why.getMessage(), retryable);
  }

  private static DueOutcome outcome(DueResult result, UUID executionId, Instant startedAt) {
    return new DueOutcome(result, executionId, startedAt, null, null, null);
  }
}
