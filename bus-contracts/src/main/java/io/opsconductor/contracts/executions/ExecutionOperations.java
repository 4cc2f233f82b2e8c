package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Hint;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import java.time.Duration;

/** Operations and hints of the group {@code executions}. */
public final class ExecutionOperations {
  private static final Access READ = Access.permission("execution:read");
  private static final Access RUN = Access.permission("job:run");
  private static final Access WORKERS = Access.services("workers");

  /** Of what is done beside something else, which is answered in time without it. */
  private static final Duration BESIDE = Duration.ofSeconds(3);

  private ExecutionOperations() {}

  public static final Operation<StartExecution, ExecutionView> START =
      Operation.once(
          "ops.executions.v1.execution.start", StartExecution.class, ExecutionView.class, RUN);

  public static final Operation<IdRequest, ExecutionView> GET =
      Operation.idempotent(
          "ops.executions.v1.execution.get", IdRequest.class, ExecutionView.class, READ);

  public static final Operation<ListExecutions, ExecutionPage> LIST =
      Operation.idempotent(
          "ops.executions.v1.execution.list", ListExecutions.class, ExecutionPage.class, READ);

  public static final Operation<ListTasks, TaskPage> LIST_TASKS =
      Operation.idempotent("ops.executions.v1.task.list", ListTasks.class, TaskPage.class, READ);

  public static final Operation<ListAttempts, AttemptPage> LIST_ATTEMPTS =
      Operation.idempotent(
          "ops.executions.v1.attempt.list", ListAttempts.class, AttemptPage.class, READ);

  /** Of a task that does not wait it is refused; so it is when it is asked again. */
  public static final Operation<ResolveTask, TaskView> RESOLVE_TASK =
      Operation.once("ops.executions.v1.task.resolve", ResolveTask.class, TaskView.class, RUN);

  public static final Operation<ReadOutput, OutputPart> READ_OUTPUT =
      Operation.idempotent(
          "ops.executions.v1.output.read", ReadOutput.class, OutputPart.class, READ);

  public static final Operation<ReadLog, LogPart> READ_LOG =
      Operation.idempotent("ops.executions.v1.log.read", ReadLog.class, LogPart.class, READ);

  /** Exactly what it runs. */
  public static final Operation<IdRequest, ExecutionDefinition> DEFINITION =
      Operation.idempotent(
          "ops.executions.v1.execution.definition",
          IdRequest.class,
          ExecutionDefinition.class,
          READ);

  /** Targets with the same outcome and output, together. */
  public static final Operation<IdRequest, ExecutionSummary> SUMMARY =
      Operation.idempotent(
          "ops.executions.v1.execution.summary", IdRequest.class, ExecutionSummary.class, READ);

  /** Lines of the stored output; each call does a bounded piece of the work. */
  public static final Operation<SearchOutput, OutputHits> SEARCH_OUTPUT =
      Operation.idempotent(
              "ops.executions.v1.output.search", SearchOutput.class, OutputHits.class, READ)
          .withTimeout(Duration.ofSeconds(20));

  /**
   * Asked again, or of an execution that is being cancelled, it changes nothing; of a finished one
   * it is refused.
   */
  public static final Operation<IdRequest, ExecutionView> CANCEL =
      Operation.idempotent(
          "ops.executions.v1.execution.cancel",
          IdRequest.class,
          ExecutionView.class,
          Access.permission("execution:cancel"));

  /** Ends what nothing of has begun, and counts what goes on. */
  public static final Operation<StarterRuns, StoppedRuns> WITHDRAW_RUNS =
      Operation.idempotent(
              "ops.executions.v1.starter-run.withdraw",
              StarterRuns.class,
              StoppedRuns.class,
              Access.services("users"))
          .withTimeout(BESIDE);

  /**
   * Cancels those that the caller may cancel, a bounded number; {@code running} counts what is
   * left.
   */
  public static final Operation<CancelRuns, StoppedRuns> CANCEL_RUNS =
      Operation.idempotent(
              "ops.executions.v1.starter-run.cancel",
              CancelRuns.class,
              StoppedRuns.class,
              Access.permission("execution:cancel"))
          .withTimeout(BESIDE);

  /**
   * What schedules ask for on behalf of whom they run as. Each is decided by itself: one that is
   * refused does not keep the others from running.
   */
  public static final Operation<StartDue, DueOutcomes> START_DUE =
      Operation.idempotent(
              "ops.executions.v1.execution.start-due", StartDue.class, DueOutcomes.class, RUN)
          .withTimeout(Duration.ofSeconds(30));

  /**
   * Whether the caller might start such a run now: refused as {@link #START} is. That a selector
   * matches nothing now is no reason.
   */
  public static final Operation<DueRun, Empty> CHECK_DUE =
      Operation.idempotent("ops.executions.v1.execution.check-due", DueRun.class, Empty.class, RUN);

  /** Which due times are executions, whosever they are; nothing begins. */
  public static final Operation<FindDue, DueExecutions> FIND_DUE =
      Operation.idempotent(
          "ops.executions.v1.execution.find-due",
          FindDue.class,
          DueExecutions.class,
          Access.services("schedules"));

  /** Which executions have ended, whosever they are. */
  public static final Operation<ExecutionIds, ExecutionEnds> ENDS =
      Operation.idempotent(
          "ops.executions.v1.execution.find-ended",
          ExecutionIds.class,
          ExecutionEnds.class,
          Access.services("schedules"));

  public static final Operation<RerunExecution, ExecutionView> RERUN =
      Operation.once(
          "ops.executions.v1.execution.rerun", RerunExecution.class, ExecutionView.class, RUN);

  /** A claim whose answer is lost costs one lease time: the tasks go back to the queue. */
  public static final Operation<ClaimTasks, ClaimedTasks> CLAIM =
      Operation.once("ops.executions.v1.task.claim", ClaimTasks.class, ClaimedTasks.class, WORKERS);

  public static final Operation<Heartbeat, HeartbeatReply> HEARTBEAT =
      Operation.idempotent(
              "ops.executions.v1.task.heartbeat", Heartbeat.class, HeartbeatReply.class, WORKERS)
          .withTimeout(Duration.ofSeconds(4));

  public static final Operation<ReportBatch, ReportReply> REPORT =
      Operation.idempotent(
          "ops.executions.v1.task.report", ReportBatch.class, ReportReply.class, WORKERS);

  /** Confirms a lease of a task. */
  public static final Operation<LeaseRef, LeaseGrant> VERIFY_LEASE =
      Operation.idempotent(
          "ops.executions.v1.lease.verify",
          LeaseRef.class,
          LeaseGrant.class,
          Access.services("secrets"));

  /** Which executions that are not at their end have a task on a target. */
  public static final Operation<IdRequest, Uses> TARGET_USES =
      Operation.idempotent(
          "ops.executions.v1.target-use.list",
          IdRequest.class,
          Uses.class,
          Access.services("targets"));

  /** Which grants a execution falls under. */
  public static final Operation<MatchObject, ObjectMatches> MATCH =
      Operation.idempotent(
          "ops.executions.v1.grant.match",
          MatchObject.class,
          ObjectMatches.class,
          Access.services("users"));

  public static final Hint<WorkAvailable> WORK_AVAILABLE =
      new Hint<>("ops.executions.v1.work.available", WorkAvailable.class);

  public static final Hint<LogAppended> LOG_APPENDED =
      new Hint<>("ops.executions.v1.log.appended", LogAppended.class);

  public static final Hint<CancelAsked> CANCEL_ASKED =
      new Hint<>("ops.executions.v1.cancel.asked", CancelAsked.class);
}
