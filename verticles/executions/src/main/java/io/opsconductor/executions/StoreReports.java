package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ReportBatch;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what a worker says of its tasks, all in one transaction. A report is taken while the lease
 * is under its fence and was not taken away, lapsed or not; one that was stored before is passed
 * over. A report after a missing one is never stored: output would have a hole that nobody sees.
 */
final class StoreReports {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReports.class);
  private static final int LONGEST_TEXT = 2000;

  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final StepStore steps;

  StoreReports(Changes changes, ExecutionStore executions, TaskStore tasks, StepStore steps) {
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.steps = steps;
  }

  ReportReply handle(ReportBatch batch, Call call) {
    batch.reports().forEach(StoreReports::check);
    Set<UUID> ids = new LinkedHashSet<>();
    batch.reports().forEach(report -> ids.add(report.taskId()));
    ReportReply reply =
        changes.make(
            tx -> executions.lockOfTasks(tx, ids),
            (tx, locked) -> new ReportReply(List.copyOf(apply(tx, batch, ids, locked))));
    FaultPoint.EXECUTIONS_REPORTS_STORED.pass();
    return reply;
  }

  private static void check(TaskReport report) {
    if (report instanceof TaskReport.Finished finished
        && !TaskLifecycle.reportable(finished.state())) {
      throw new OpsException(
          ErrorCode.INVALID_REQUEST,
          "A worker cannot end a task as " + finished.state().wireName());
    }
  }

  private Set<UUID> apply(Tx tx, ReportBatch batch, Set<UUID> ids, Map<UUID, Execution> locked) {
    Map<UUID, Task> known = tasks.lock(tx, ids);
    steps.load(tx, known, stepsOf(batch));
    Set<UUID> fenced = new LinkedHashSet<>();
    for (TaskReport report : batch.reports()) {
      Task task = known.get(report.taskId());
      if (task == null || !take(task, report, batch.nodeId(), locked)) {
        fenced.add(report.taskId());
      }
    }
    return fenced;
  }

  private static Set<Integer> stepsOf(ReportBatch batch) {
    Set<Integer> mentioned = new TreeSet<>();
    for (TaskReport report : batch.reports()) {
      switch (report) {
        case TaskReport.Dispatched dispatched -> mentioned.add(dispatched.step());
        case TaskReport.Output output -> mentioned.add(output.step());
        case TaskReport.StepFinished finished -> mentioned.add(finished.step());
        case TaskReport.Started started -> mentioned.add(started.step());
        case TaskReport.Finished finished -> {}
        case TaskReport.Released released -> {}
      }
    }
    return mentioned;
  }

  /** Whether the report is stored, now or before. */
  private static boolean take(
      Task task, TaskReport report, String node, Map<UUID, Execution> locked) {
    if (task.fence() == report.fence() && report.number() <= task.reportNumber()) {
      return true;
    }
    if (!task.heldBy(node, report.fence())) {
      return false;
    }
    if (report.number() != task.reportNumber() + 1) {
      LOG.atError()
          .addKeyValue("taskId", task.id())
          .addKeyValue("expected", task.reportNumber() + 1)
          .addKeyValue("got", report.number())
          .log("Reports of a worker are missing; the task is taken from it");
      return false;
    }
    Execution execution = locked.get(task.executionId());
    task.numbered(report.number());
    execution.touch(task);
    if (advances(task, report)) {
      task.advanced();
    }
    apply(execution, task, report);
    return true;
  }

  /** Whether it tells what no report before it did. */
  private static boolean advances(Task task, TaskReport report) {
    return switch (report) {
      case TaskReport.Dispatched dispatched -> dispatched.step() != task.step();
      case TaskReport.Started started ->
          task.attempt(started.step()).state() != AttemptState.STARTED;
      case TaskReport.Output output -> true;
      case TaskReport.StepFinished finished -> true;
      case TaskReport.Finished finished -> true;
      case TaskReport.Released released -> true;
    };
  }

  private static void apply(Execution execution, Task task, TaskReport report) {
    switch (report) {
      case TaskReport.Dispatched dispatched -> dispatch(task, dispatched);
      case TaskReport.Started started -> task.attempt(started.step()).started();
      case TaskReport.Output output -> output(execution, task, output);
      case TaskReport.StepFinished step -> stepFinished(execution, task, step);
      case TaskReport.Finished finished -> finish(execution, task, finished);
      case TaskReport.Released released -> AfterAttempt.lapsed(execution, task);
    }
  }

  private static void dispatch(Task task, TaskReport.Dispatched dispatched) {
    task.dispatch(dispatched.step());
    task.attempt(dispatched.step()).dispatched(dispatched.mode(), storable(dispatched.bootId()));
    task.addNote(storable(dispatched.note()));
  }

  private static void output(Execution execution, Task task, TaskReport.Output output) {
    StreamTail stream = task.attempt(output.step()).stream(output.stream());
    boolean asWritten =
        output.sourceEnd() == output.offset() + output.data().length
            && stream.source() == stream.end();
    if (asWritten && output.offset() != stream.end()) {
      LOG.atWarn()
          .addKeyValue("taskId", task.id())
          .addKeyValue("expected", stream.end())
          .addKeyValue("got", output.offset())
          .log("A worker counts output differently; it is stored where it follows");
    }
    execution.output(task, output.step(), output.stream(), output.data(), output.sourceEnd());
  }

  /** Without an exit code how it ended is told with the end of the task. */
  private static void stepFinished(
      Execution execution, Task task, TaskReport.StepFinished finished) {
    StepAttempt attempt = task.attempt(finished.step());
    attempt.finish(finished.exitCode());
    execution.flush(task, attempt);
    task.stepExited(finished.exitCode());
    task.addNote(storable(finished.note()));
    if (finished.exitCode() == null) {
      return;
    }
    if (finished.exitCode() == 0) {
      attempt.end(AttemptState.SUCCEEDED, null);
      task.goOnWith(finished.step() + 1);
    } else {
      String message = "It ended with exit code " + finished.exitCode();
      attempt.end(AttemptState.FAILED, new TaskError(ErrorClass.COMMAND, message));
    }
  }

  /** What was cancelled because the execution's time-out passed is timed out. */
  private static void finish(Execution execution, Task task, TaskReport.Finished finished) {
    boolean cancelled = finished.state() == TaskState.CANCELLED;
    boolean timedOut =
        cancelled && execution.endReason().filter(EndReason.TIME_OUT::equals).isPresent();
    AfterAttempt.finished(
        execution,
        task,
        new AfterAttempt.End(
            timedOut ? TaskState.TIMED_OUT : finished.state(),
            finished.exitCode(),
            timedOut ? overdue(finished.cancel()) : storable(finished.error()),
            cancelled && !timedOut ? finished.cancel() : null));
  }

  private static TaskError overdue(CancelOutcome outcome) {
    String rest =
        outcome == CancelOutcome.CONFIRMED
            ? "; the command was stopped"
            : "; the command was told to stop, whether it did is not known";
    return new TaskError(ErrorClass.TIMEOUT, "The execution's time-out passed" + rest);
  }

  private static TaskError storable(TaskError error) {
    return error == null ? null : new TaskError(error.category(), storable(error.message()));
  }

  /** Text of a target may hold a NUL, which the database's text cannot. */
  private static String storable(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) : clean;
  }
}
