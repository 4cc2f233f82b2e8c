package io.opsconductor.executions;

import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An execution whose row is locked by the transaction that loaded it. Every change of a task goes
 * through it, so that state, counts and log agree; what it collects is stored when the change ends.
 */
final class Execution {
  private final UUID id;
  private final UUID organizationId;
  private final int parallelism;
  private final TaskCounts counts;
  private final long lastStoredSeq;
  private final List<LogLine> lines = new ArrayList<>();
  private final Map<UUID, Task> touched = new LinkedHashMap<>();
  private ExecutionState state;
  private EndReason endReason;
  private boolean claimed;
  private boolean finished;

  Execution(
      UUID id,
      UUID organizationId,
      int parallelism,
      TaskCounts counts,
      long lastSeq,
      ExecutionState state,
      EndReason endReason) {
    this.id = id;
    this.organizationId = organizationId;
    this.parallelism = parallelism;
    this.counts = counts;
    this.lastStoredSeq = lastSeq;
    this.state = state;
    this.endReason = endReason;
  }

  /** One that is made now, with its first entry. */
  static Execution created(NewExecution execution, UUID organizationId) {
    TaskCounts counts = TaskCounts.allPending(execution.targets().size());
    int parallelism = execution.spec().strategy().parallelism();
    Execution created =
        new Execution(
            execution.id(), organizationId, parallelism, counts, 0, ExecutionState.QUEUED, null);
    created.lines.add(new LogLine.State(ExecutionState.QUEUED, counts.byName()));
    return created;
  }

  UUID id() {
    return id;
  }

  UUID organizationId() {
    return organizationId;
  }

  ExecutionState state() {
    return state;
  }

  Optional<EndReason> endReason() {
    return Optional.ofNullable(endReason);
  }

  TaskCounts counts() {
    return counts;
  }

  /** Place of the first of {@link #lines()}. */
  long firstNewSeq() {
    return lastStoredSeq + 1;
  }

  long lastSeq() {
    return lastStoredSeq + lines.size();
  }

  List<LogLine> lines() {
    return lines;
  }

  Iterable<Task> touched() {
    return touched.values();
  }

  /** Whether this change gave out tasks of it. */
  boolean claimed() {
    return claimed;
  }

  /** Whether this change ended it. */
  boolean finished() {
    return finished;
  }

  /** How many more tasks may be given out now. */
  int room() {
    boolean open = state == ExecutionState.QUEUED || state == ExecutionState.RUNNING;
    int free = Math.min(counts.of(TaskState.PENDING), parallelism - counts.of(TaskState.RUNNING));
    return open ? Math.max(0, free) : 0;
  }

  void touch(Task task) {
    touched.put(task.id(), task);
  }

  void claim(Task task, String node, String epoch, UUID credentialId) {
    begin();
    change(task, () -> task.claimed(node, epoch, credentialId));
  }

  /** What the task needs is gone: it ends without an attempt. */
  void giveUp(Task task, String why) {
    begin();
    end(task, TaskState.UNREACHABLE, null, new TaskError(ErrorClass.CONNECTION, why), null);
  }

  /** The holder of the lease fell silent. */
  void lapse(Task task) {
    if (task.dispatched()) {
      lose(task);
    } else if (endReason != null) {
      stopUnstarted(task);
    } else {
      change(task, task::requeued);
    }
  }

  private void lose(Task task) {
    TaskError error =
        new TaskError(
            ErrorClass.LOST,
            "The worker fell silent after it began to send the command; nobody can know whether or"
                + " how it ended");
    end(task, TaskState.LOST, null, error, null);
  }

  /** Stops what was not started, and asks for the end of the rest. */
  void endEarly(EndReason reason, List<Task> unstarted) {
    endReason = reason;
    unstarted.forEach(this::stopUnstarted);
  }

  private void stopUnstarted(Task task) {
    CancelOutcome outcome = endReason == EndReason.CANCEL ? CancelOutcome.CONFIRMED : null;
    end(task, endReason.taskState(), null, endReason.unstarted(), outcome);
  }

  void end(Task task, TaskState last, Integer code, TaskError error, CancelOutcome outcome) {
    task.steps().forEach(step -> flush(task, step));
    change(task, () -> task.ended(last, code, error, outcome));
  }

  void output(Task task, int step, OutputStreamName stream, byte[] data) {
    StepAttempt attempt = task.step(step);
    attempt.stream(stream).add(data).ifPresent(chunk -> append(attempt, stream, chunk));
    touch(task);
  }

  void stepFinished(Task task, int step, Integer exitCode, String note) {
    StepAttempt attempt = task.step(step);
    attempt.finish(exitCode);
    flush(task, attempt);
    task.stepExited(exitCode);
    task.addNote(note);
  }

  private void flush(Task task, StepAttempt attempt) {
    for (OutputStreamName stream : OutputStreamName.values()) {
      attempt.stream(stream).flush().ifPresent(chunk -> append(attempt, stream, chunk));
    }
    touch(task);
  }

  private void append(StepAttempt attempt, OutputStreamName stream, StreamTail.Chunk chunk) {
    lines.add(
        new LogLine.Output(
            attempt.taskId(),
            attempt.step(),
            attempt.attempt(),
            stream,
            chunk.offset(),
            chunk.data()));
  }

  private void begin() {
    claimed = true;
    if (state == ExecutionState.QUEUED) {
      moveTo(ExecutionState.RUNNING);
    }
  }

  private void change(Task task, Runnable move) {
    TaskState before = task.state();
    move.run();
    counts.moved(before, task.state());
    touch(task);
    lines.add(new LogLine.TaskMoved(task.id(), task.state(), task.exitCode()));
  }

  /** Draws the conclusion from where the tasks stand now; the last word of every change. */
  void settle() {
    if (state.terminal()) {
      return;
    }
    if (!counts.anyOpen()) {
      moveTo(ExecutionLifecycle.result(endReason, counts));
      lines.add(new LogLine.End(state));
      finished = true;
    } else if (endReason != null && state != ExecutionState.CANCELLING) {
      moveTo(ExecutionState.CANCELLING);
    }
  }

  private void moveTo(ExecutionState next) {
    state = ExecutionLifecycle.move(state, next);
    lines.add(new LogLine.State(state, counts.byName()));
  }
}
