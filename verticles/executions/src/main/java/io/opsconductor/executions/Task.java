package io.opsconductor.executions;

import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import java.time.Duration;
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
  private int step;
  private int tries;
  private int fruitlessAdoptions;
  private Duration orphanTime;
  private Duration delay;
  private boolean begun;
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

  /** How far it has come. */
  Task at(int stepNumber, int failedTries) {
    this.step = stepNumber;
    this.tries = failedTries;
    return this;
  }

  /** How many workers in a row have taken its command over and told nothing new. */
  Task adopted(int withoutNews) {
    this.fruitlessAdoptions = withoutNews;
    return this;
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

  /** The step that is under way or comes next: those before it are done. */
  int step() {
    return step;
  }

  /** How many attempts of that step have failed and were followed by another. */
  int tries() {
    return tries;
  }

  /**
   * How many workers, in a row and up to the one that has it, took its command over without telling
   * anything new of it.
   */
  int fruitlessAdoptions() {
    return fruitlessAdoptions;
  }

  /** How long it waits for another worker, if that begins with this change. */
  Optional<Duration> orphanTime() {
    return Optional.ofNullable(orphanTime);
  }

  /** How long it is not given out, if that begins with this change. */
  Optional<Duration> delay() {
    return Optional.ofNullable(delay);
  }

  /** Whether this change gave it out anew. */
  boolean begun() {
    return begun;
  }

  /** Whether the node holds the lease with that fence, lapsed or not, as long as nobody took it. */
  boolean heldBy(String node, long underFence) {
    return lease != null && fence == underFence && lease.node().equals(node);
  }

  boolean orphaned() {
    return phase == TaskPhase.ORPHANED;
  }

  /** The current attempt of the step that is under way or comes next, if there is one yet. */
  Optional<StepAttempt> current() {
    return Optional.ofNullable(steps.get(step));
  }

  /** Tries of the current attempt that were loaded or begun. */
  Collection<StepAttempt> steps() {
    return steps.values();
  }

  void load(StepAttempt step) {
    steps.put(step.step(), step);
  }

  /** The attempt that a worker speaks of. */
  StepAttempt attempt(int stepNumber) {
    return steps.computeIfAbsent(
        stepNumber, number -> StepAttempt.begin(this, number, AttemptState.DISPATCHED));
  }

  /** Notes an attempt of the next step that ended before anything was dispatched. */
  StepAttempt unstartedAttempt() {
    StepAttempt attempted = StepAttempt.begin(this, step, AttemptState.UNREACHABLE);
    steps.put(step, attempted);
    return attempted;
  }

  /** Whoever has it told something new, or lived to hand it over. */
  void advanced() {
    fruitlessAdoptions = 0;
  }

  void numbered(long number) {
    reportNumber = number;
  }

  void dispatch(int stepNumber) {
    phase = TaskPhase.move(phase, TaskPhase.DISPATCHED);
    goOnWith(stepNumber);
  }

  /** The steps before it are done. */
  void goOnWith(int stepNumber) {
    if (stepNumber != step) {
      step = stepNumber;
      tries = 0;
    }
  }

  /** The first code that is not 0 stays, else the last. */
  void stepExited(Integer code) {
    if (code != null && (exitCode == null || exitCode == 0)) {
      exitCode = code;
    }
  }

  void addNote(String text) {
    if (text != null && !text.isBlank() && (note == null || !note.contains(text))) {
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
    fruitlessAdoptions = 0;
    begun = true;
  }

  /** Another worker goes on with the same attempt. */
  void adopted(String node, String epoch, UUID credential) {
    phase = TaskPhase.move(phase, TaskPhase.DISPATCHED);
    lease = new Lease(node, epoch, true);
    credentialId = credential;
    fence++;
    reportNumber = 0;
    fruitlessAdoptions++;
  }

  /** No worker has it; its command may go on. */
  void orphaned(Duration atMost) {
    phase = TaskPhase.move(phase, TaskPhase.ORPHANED);
    lease = null;
    orphanTime = atMost;
  }

  void requeued() {
    state = TaskLifecycle.move(state, TaskState.PENDING);
    error = null;
    released();
  }

  /** Its step failed and is tried again. */
  void retried(Duration pause) {
    requeued();
    exitCode = null;
    tries++;
    delay = pause;
  }

  /** A person wants the step run again, as if it never had been. */
  void restarted() {
    requeued();
    exitCode = null;
    tries = 0;
  }

  /** A person is asked what became of its step. */
  void asked(TaskError why) {
    state = TaskLifecycle.move(state, TaskState.WAITING);
    error = why;
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
