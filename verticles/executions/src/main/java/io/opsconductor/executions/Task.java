package io.opsconductor.executions;

import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A task, loaded under the lock of its execution. Its state changes only through {@link Execution},
 * which keeps counts and log in step.
 */
final class Task {
  private static final int LONGEST_NOTE = 2000;

  /** What never changes. */
  record Identity(UUID id, UUID executionId, UUID organizationId, UUID targetId) {}

  /**
   * Who holds the task.
   *
   * @param renewed whether it begins, or begins anew, with this change
   */
  record Lease(String node, String epoch, boolean renewed) {}

  private final Identity identity;
  private final Map<Integer, StepAttempt> steps = new HashMap<>();
  private TaskState state;
  private TaskPhase phase;
  private Lease lease;
  private int attempt;
  private long fence;
  private long reportNumber;
  private UUID credentialId;
  private Integer exitCode;
  private TaskError error;
  private CancelOutcome cancel;
  private String note;

  Task(Identity identity, TaskState state, TaskPhase phase, Lease lease, int attempt, long fence) {
    this.identity = identity;
    this.state = state;
    this.phase = phase;
    this.lease = lease;
    this.attempt = attempt;
    this.fence = fence;
  }

  /** What earlier reports of this lease left. */
  Task reported(long number, UUID credential, Integer code, String text) {
    this.reportNumber = number;
    this.credentialId = credential;
    this.exitCode = code;
    this.note = text;
    return this;
  }

  UUID id() {
    return identity.id();
  }

  UUID executionId() {
    return identity.executionId();
  }

  UUID organizationId() {
    return identity.organizationId();
  }

  UUID targetId() {
    return identity.targetId();
  }

  TaskState state() {
    return state;
  }

  Optional<TaskPhase> phase() {
    return Optional.ofNullable(phase);
  }

  Optional<Lease> lease() {
    return Optional.ofNullable(lease);
  }

  int attempt() {
    return attempt;
  }

  long fence() {
    return fence;
  }

  long reportNumber() {
    return reportNumber;
  }

  UUID credentialId() {
    return credentialId;
  }

  Integer exitCode() {
    return exitCode;
  }

  TaskError error() {
    return error;
  }

  CancelOutcome cancel() {
    return cancel;
  }

  String note() {
    return note;
  }

  /** Whether the node holds the lease with that fence, lapsed or not, as long as nobody took it. */
  boolean heldBy(String node, long underFence) {
    return lease != null && fence == underFence && lease.node().equals(node);
  }

  boolean dispatched() {
    return phase == TaskPhase.DISPATCHED;
  }

  /** Tries of the current attempt that were loaded or begun. */
  Collection<StepAttempt> steps() {
    return steps.values();
  }

  void load(StepAttempt step) {
    steps.put(step.step(), step);
  }

  StepAttempt step(int step) {
    return steps.computeIfAbsent(step, number -> StepAttempt.begin(this, number));
  }

  void numbered(long number) {
    reportNumber = number;
  }

  void dispatch() {
    phase = TaskPhase.DISPATCHED;
  }

  /** The first code that is not 0 stays, else the last. */
  void stepExited(Integer code) {
    if (code != null && (exitCode == null || exitCode == 0)) {
      exitCode = code;
    }
  }

  void addNote(String text) {
    if (text != null && !text.isBlank()) {
      String all = note == null ? text : note + "; " + text;
      note = all.length() > LONGEST_NOTE ? all.substring(0, LONGEST_NOTE) : all;
    }
  }

  void claimed(String node, String epoch, UUID credential) {
    state = TaskLifecycle.move(state, TaskState.RUNNING);
    phase = TaskPhase.CLAIMED;
    lease = new Lease(node, epoch, true);
    credentialId = credential;
    attempt++;
    fence++;
    reportNumber = 0;
  }

  void requeued() {
    state = TaskLifecycle.move(state, TaskState.PENDING);
    released();
  }

  void ended(TaskState last, Integer code, TaskError why, CancelOutcome outcome) {
    state = TaskLifecycle.move(state, last);
    exitCode = code == null ? exitCode : code;
    error = why;
    cancel = outcome;
    released();
  }

  private void released() {
    phase = null;
    lease = null;
  }
}
