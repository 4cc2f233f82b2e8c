package io.opsconductor.executions;

import io.opsconductor.contracts.executions.Adoption;
import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskError;
import java.util.UUID;

/** One try of a step on a target, loaded under the lock of its execution. */
final class StepAttempt {

  /** What never changes. */
  record Identity(UUID taskId, UUID organizationId, int step, int attempt) {}

  /**
   * What was stored of how it is carried out.
   *
   * @param mode null when nothing was dispatched
   * @param elapsedMs since it was dispatched
   */
  record Dispatch(AttemptMode mode, String bootId, long elapsedMs) {
    static final Dispatch NONE = new Dispatch(null, null, 0);
  }

  private final Identity identity;
  private final StreamTail stdout;
  private final StreamTail stderr;
  private AttemptState state;
  private Dispatch dispatch;
  private Integer exitCode;
  private TaskError error;
  private boolean finished;
  private boolean changed;

  StepAttempt(
      Identity identity,
      AttemptState state,
      Dispatch dispatch,
      StreamTail stdout,
      StreamTail stderr) {
    this.identity = identity;
    this.state = state;
    this.dispatch = dispatch;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** One that is loaded. */
  StepAttempt ended(Integer code, TaskError why, boolean outputEnded) {
    exitCode = code;
    error = why;
    finished = outputEnded;
    return this;
  }

  /** One that begins now: dispatched, or at its end because nothing could be. */
  static StepAttempt begin(Task task, int step, AttemptState first) {
    if (!AttemptLifecycle.first().contains(first)) {
      throw new IllegalStateException("An attempt cannot begin as " + first);
    }
    Identity identity = new Identity(task.id(), task.organizationId(), step, task.attempt());
    StepAttempt begun =
        new StepAttempt(identity, first, Dispatch.NONE, StreamTail.empty(), StreamTail.empty());
    begun.changed = true;
    begun.finished = first.terminal();
    return begun;
  }

  UUID taskId() {
    return identity.taskId();
  }

  UUID organizationId() {
    return identity.organizationId();
  }

  int step() {
    return identity.step();
  }

  int attempt() {
    return identity.attempt();
  }

  AttemptState state() {
    return state;
  }

  Dispatch dispatch() {
    return dispatch;
  }

  Integer exitCode() {
    return exitCode;
  }

  TaskError error() {
    return error;
  }

  boolean finished() {
    return finished;
  }

  /** Whether there is something to store. */
  boolean changed() {
    return changed;
  }

  StreamTail stream(OutputStreamName name) {
    return switch (name) {
      case STDOUT -> stdout;
      case STDERR -> stderr;
    };
  }

  /** Whether its command goes on by itself, for any worker to attach to. */
  boolean reattachable() {
    return dispatch.mode() == AttemptMode.REATTACH;
  }

  void dispatched(AttemptMode mode, String bootId) {
    if (state == AttemptState.DISPATCHED) {
      dispatch = new Dispatch(mode, bootId, dispatch.elapsedMs());
      changed = true;
    }
  }

  /** The target says so; an adopter may hear it again. */
  void started() {
    if (state != AttemptState.STARTED) {
      state = AttemptLifecycle.move(state, AttemptState.STARTED);
      changed = true;
    }
  }

  void written() {
    changed = true;
  }

  /** No more output will come. */
  void finish(Integer code) {
    exitCode = code;
    finished = true;
    changed = true;
  }

  void end(AttemptState last, TaskError why) {
    state = AttemptLifecycle.move(state, last);
    explain(why);
    finished = true;
  }

  /** Why it ended as it did; a better word than was known before. */
  void explain(TaskError why) {
    error = why;
    changed = true;
  }

  Adoption adoption() {
    return new Adoption(
        identity.step(),
        dispatch.bootId(),
        state == AttemptState.STARTED,
        stdout.source(),
        stderr.source(),
        dispatch.elapsedMs());
  }
}
