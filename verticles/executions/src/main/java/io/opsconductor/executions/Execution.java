package io.opsconductor.executions;

import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An execution whose row is locked by the transaction that loaded it. Every change of a task goes
 * through it, so that state, counts and log agree; what it collects is stored when the change ends.
 */
final class Execution {
  private final UUID id;
  private final UUID organizationId;
  private final int parallelism;
  private final OutputLimit outputLimit;
  private final TaskCounts counts;
  private final long lastStoredSeq;
  private final Supplier<List<StepPolicy>> loadPolicies;
  private final List<LogLine> lines = new ArrayList<>();
  private final Map<UUID, Task> touched = new LinkedHashMap<>();
  private ExecutionState state;
  private EndReason endReason;
  private List<StepPolicy> policies;
  private boolean claimed;
  private boolean orphaned;
  private boolean finished;

  /**
   * One that is loaded.
   *
   * @param loadPolicies called only when a step failed or a worker fell silent
   */
  Execution(
      UUID id,
      UUID organizationId,
      int parallelism,
      OutputLimit outputLimit,
      TaskCounts counts,
      long lastSeq,
      ExecutionState state,
      EndReason endReason,
      Supplier<List<StepPolicy>> loadPolicies) {
    this.id = id;
    this.organizationId = organizationId;
    this.parallelism = parallelism;
    this.outputLimit = outputLimit;
    this.counts = counts;
    this.lastStoredSeq = lastSeq;
    this.state = state;
    this.endReason = endReason;
    this.loadPolicies = loadPolicies;
  }

  /** One that is made now, with its first entry. */
  static Execution created(NewExecution execution, UUID organizationId) {
    TaskCounts counts = TaskCounts.allPending(execution.targets().size());
    int parallelism = execution.spec().strategy().parallelism();
    Execution created =
        new Execution(
            execution.id(),
            organizationId,
            parallelism,
            OutputLimit.NONE,
            counts,
            0,
            ExecutionState.QUEUED,
            null,
            List::of);
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
    return lastStoredSeq + lines.stream().mapToInt(LogLine::entries).sum();
  }

  List<LogLine> lines() {
    return lines;
  }

  OutputLimit outputLimit() {
    return outputLimit;
  }

  void replaceLines(Function<LogLine, Stream<LogLine>> by) {
    List<LogLine> now = lines.stream().flatMap(by).toList();
    lines.clear();
    lines.addAll(now);
  }

  Iterable<Task> touched() {
    return touched.values();
  }

  /** Whether this change gave out tasks of it. */
  boolean claimed() {
    return claimed;
  }

  /** Whether this change left a command without a worker, for another to take. */
  boolean orphaned() {
    return orphaned;
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

  /** What its steps say of failure and loss, in their order. */
  List<StepPolicy> policies() {
    if (policies == null) {
      policies = loadPolicies.get();
    }
    return policies;
  }

  void touch(Task task) {
    touched.put(task.id(), task);
  }

  void claim(Task task, String node, String epoch, UUID credentialId) {
    begin();
    change(task, () -> task.claimed(node, epoch, credentialId));
  }

  /** Another worker takes what runs on without one. */
  void adopt(Task task, String node, String epoch, UUID credentialId) {
    claimed = true;
    task.adopted(node, epoch, credentialId);
    touch(task);
  }

  /** What the task needs is gone: it ends without an attempt. */
  void giveUp(Task task, String why) {
    begin();
    end(task, TaskState.UNREACHABLE, null, new TaskError(ErrorClass.CONNECTION, why), null);
  }

  /** Whoever started it may not do this: it ends without an attempt. */
  void refuse(Task task, String why) {
    begin();
    end(task, TaskState.FAILED, null, new TaskError(ErrorClass.SAFETY, why), null);
  }

  /** It goes back to the queue, for the step that comes next. */
  void requeue(Task task) {
    flush(task);
    change(task, task::requeued);
  }

  void retry(Task task, Duration pause) {
    flush(task);
    change(task, () -> task.retried(pause));
  }

  void restart(Task task) {
    change(task, task::restarted);
  }

  void ask(Task task, TaskError why) {
    flush(task);
    change(task, () -> task.asked(why));
  }

  /** No worker has it, and another may take it at once. */
  void orphan(Task task, Duration atMost) {
    task.orphaned(atMost);
    touch(task);
    orphaned = true;
  }

  /** Stops what was not started, and asks for the end of the rest. */
  void endEarly(EndReason reason, List<Task> unstarted) {
    endReason = reason;
    unstarted.forEach(this::stopUnstarted);
  }

  /** Ends one of which nothing has begun, because whoever started it is gone. */
  void withdraw(List<Task> unstarted) {
    endReason = EndReason.CANCEL;
    unstarted.forEach(
        task ->
            end(task, TaskState.CANCELLED, null, EndReason.withdrawn(), CancelOutcome.CONFIRMED));
  }

  /** Ends a task under which nothing runs, as far as anybody knows. */
  void stopUnstarted(Task task) {
    boolean undecided = task.state() == TaskState.WAITING;
    CancelOutcome known = undecided ? CancelOutcome.UNCONFIRMED : CancelOutcome.CONFIRMED;
    end(
        task,
        endReason.taskState(),
        null,
        undecided ? endReason.undecided() : endReason.unstarted(),
        endReason == EndReason.CANCEL ? known : null);
  }

  void end(Task task, TaskState last, Integer code, TaskError error, CancelOutcome outcome) {
    flush(task);
    change(task, () -> task.ended(last, code, error, outcome));
  }

  void output(Task task, int step, OutputStreamName stream, byte[] data, long sourceEnd) {
    StepAttempt attempt = task.attempt(step);
    attempt.written();
    attempt.stream(stream)
        .add(data, sourceEnd, outputLimit)
        .ifPresent(chunk -> append(attempt, stream, chunk));
    touch(task);
  }

  /** Gives up waiting for the rest of code points. */
  void flush(Task task) {
    task.steps().forEach(attempt -> flush(task, attempt));
  }

  void flush(Task task, StepAttempt attempt) {
    for (OutputStreamName stream : OutputStreamName.values()) {
      StreamTail end = attempt.stream(stream);
      if (end.carried()) {
        attempt.written();
        end.flush(outputLimit).ifPresent(chunk -> append(attempt, stream, chunk));
      }
      if (end.openHead().isPresent()) {
        attempt.written();
        LogLine.TailDue due = new LogLine.TailDue(attempt, stream);
        if (!lines.contains(due)) {
          lines.add(due);
        }
      }
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
    } else if (endReason != null) {
      if (state != ExecutionState.CANCELLING) {
        moveTo(ExecutionState.CANCELLING);
      }
    } else if (counts.any(TaskState.PENDING, TaskState.RUNNING)) {
      if (state == ExecutionState.WAITING) {
        moveTo(ExecutionState.RUNNING);
      }
    } else if (state != ExecutionState.WAITING) {
      moveTo(ExecutionState.WAITING);
    }
  }

  private void moveTo(ExecutionState next) {
    state = ExecutionLifecycle.move(state, next);
    lines.add(new LogLine.State(state, counts.byName()));
  }
}
