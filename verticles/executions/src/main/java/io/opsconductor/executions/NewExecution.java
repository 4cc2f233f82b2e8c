package io.opsconductor.executions;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.targets.TargetRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An execution to be made.
 *
 * @param parameters as they reach the target
 * @param permitted by the one who starts it
 * @param rerunOf the execution that it repeats; null for none
 * @param due the due time that it runs for; null when somebody starts it
 */
record NewExecution(
    UUID id,
    UUID jobId,
    Integer jobVersion,
    String name,
    RunSpec spec,
    Map<String, String> parameters,
    ExecutionAccess.Permitted permitted,
    UUID rerunOf,
    Due due) {
  /**
   * A due time of a schedule.
   *
   * @param alone whether no other such run of the schedule may go on beside it
   */
  record Due(UUID scheduleId, Instant dueAt, boolean alone) {}

  NewExecution {
    parameters = Map.copyOf(parameters);
  }

  /**
   * A run of a job.
   *
   * @param parameters as they reach the target
   * @param due null when somebody starts it
   */
  static NewExecution ofJob(
      JobView job,
      RunSpec spec,
      Map<String, String> parameters,
      ExecutionAccess.Permitted permitted,
      Due due) {
    return new NewExecution(
        Ids.next(), job.id(), job.version(), job.name(), spec, parameters, permitted, null, due);
  }

  /** Whether it runs a job on other targets than the job's. */
  boolean hasOwnTargets() {
    return jobId != null && !permitted.ofJob();
  }

  List<TargetRef> targets() {
    return permitted.targets();
  }
}
