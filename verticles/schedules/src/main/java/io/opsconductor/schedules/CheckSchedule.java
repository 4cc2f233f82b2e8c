package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a schedule whose runs would be refused if it were due now: no such job, no right to run
 * it, wrong parameters, targets that do not exist. Executions decides, as it does for each run.
 */
final class CheckSchedule {
  private final BusClient bus;
  private final Clock clock;

  CheckSchedule(BusClient bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Why its runs would be refused; empty when they would not. */
  Optional<String> refusal(ScheduleInput schedule, Call call) {
    try {
      check(schedule, call);
      return Optional.empty();
    } catch (OpsException e) {
      if (e.retryable()) {
        throw e;
      }
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Lets pass what could run.
   *
   * @throws OpsException {@code unknown_job}, or what a run would be refused with
   */
  void check(ScheduleInput schedule, Call call) {
    DueRun run =
        new DueRun(
            Ids.next(),
            clock.instant(),
            schedule.jobId(),
            schedule.parameters(),
            schedule.targets(),
            OverlapPolicy.ALLOW);
    try {
      bus.call(ExecutionOperations.CHECK_DUE, run, call);
    } catch (OpsException e) {
      if (!e.is(ErrorCode.NOT_FOUND)) {
        throw e;
      }
      throw new OpsException(
          ErrorCode.UNKNOWN_JOB, e.getMessage(), List.of(new FieldError("/jobId", e.getMessage())));
    }
  }
}
