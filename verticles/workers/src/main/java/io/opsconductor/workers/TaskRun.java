package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.workers.TaskSource.LeaseOf;
import io.opsconductor.workers.ssh.OutputSink;
import io.opsconductor.workers.ssh.Shell;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.SshConnection;
import io.opsconductor.workers.ssh.StepProgram;
import io.opsconductor.workers.ssh.StepResult;
import io.opsconductor.workers.ssh.StepRun;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task on this node, on a virtual thread of its own.
 *
 * <pre>
 *   connecting ──▶ channel open ──dispatched is stored──▶ command sent ──▶ step finished ─┐
 *       ▲                                                                                  │
 *       └──────────────────────────── next step ──────────────────────────────────────────┘
 * </pre>
 *
 * <p>Nothing of a step's command is sent before {@code dispatched} for it is stored. Once the lease
 * is lost the connection is closed and nothing more is written; what the target goes on with is for
 * whoever holds the lease to find out.
 */
final class TaskRun {

  private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);
  private static final String LEFT_OPEN =
      "a process left behind kept the output open; what it prints later is not in the output";

  private final ClaimedTask task;
  private final TaskJournal journal;
  private final TaskConnections connections;
  private final ReentrantLock lock = new ReentrantLock();
  private Thread waiting;
  private StepRun step;
  private SshConnection connection;
  private boolean cancelled;
  private boolean lost;
  private Integer lastExitCode;

  TaskRun(ClaimedTask task, TaskJournal journal, TaskConnections connections) {
    this.task = task;
    this.journal = journal;
    this.connections = connections;
  }

  UUID id() {
    return task.taskId();
  }

  UUID executionId() {
    return task.executionId();
  }

  /** As it is asked to be renewed. */
  TaskLease held() {
    return new TaskLease(task.taskId(), task.fence());
  }

  TaskJournal journal() {
    return journal;
  }

  /** Runs to the end; returns when that is stored, or when the lease is lost. */
  void run() {
    try {
      journal.finished(steps());
      release();
    } catch (LeaseLostException e) {
      LOG.atWarn()
          .addKeyValue("executionId", task.executionId())
          .addKeyValue("taskId", task.taskId())
          .addKeyValue("targetId", task.connection().targetId())
          .log("The lease on a task was lost; its connection was closed");
      dropConnection();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      dropConnection();
    }
  }

  /** Stops the task and has it reported as cancelled. */
  void cancel() {
    lock.lock();
    try {
      cancelled = true;
      if (step != null) {
        step.cancel();
      } else if (waiting != null) {
        waiting.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops the task and reports nothing more. */
  void loseLease() {
    SshConnection open;
    lock.lock();
    try {
      lost = true;
      open = connection;
      if (waiting != null) {
        waiting.interrupt();
      }
    } finally {
      lock.unlock();
    }
    journal.close();
    if (open != null) {
      open.close();
    }
  }

  private Outcome steps() throws LeaseLostException, InterruptedException {
    for (int i = 0; i < task.steps().size(); i++) {
      Outcome failed = step(i, task.steps().get(i));
      if (failed != null) {
        return failed;
      }
    }
    return Outcome.succeeded(lastExitCode);
  }

  /** Null when the step went well. */
  private Outcome step(int index, StepSpec spec) throws LeaseLostException, InterruptedException {
    try {
      StepProgram program = StepProgram.of(spec.interpreter(), spec.text(), task.environment());
      OutputSink sink = sink(index);
      Shell shell = open();
      if (shell == null) {
        return Outcome.cancelledBetween(lastExitCode);
      }
      StepRun run = new StepRun(shell, program, sink);
      begin(run);
      journal.dispatched(index);
      StepResult result =
          run.run(
              Duration.ofSeconds(spec.timeoutSeconds()),
              () -> connections.connect(task.connection(), lease()));
      return conclude(index, spec, result);
    } catch (SshConnectException e) {
      checkLease();
      return isCancelled()
          ? Outcome.cancelledBetween(lastExitCode)
          : Outcome.unreachable(e, lastExitCode);
    } catch (OpsException | IllegalArgumentException e) {
      checkLease();
      return isCancelled()
          ? Outcome.cancelledBetween(lastExitCode)
          : Outcome.notStarted(e.getMessage(), lastExitCode);
    }
  }

  /** Null when the task was cancelled meanwhile. */
  private Shell open() throws SshConnectException, LeaseLostException, InterruptedException {
    lock.lock();
    try {
      if (cancelled) {
        return null;
      }
      step = null;
      waiting = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    Shell opened = null;
    try {
      opened =
          connection == null
              ? connections.open(task.connection(), lease())
              : connections.reopen(connection, task.connection(), lease());
    } catch (InterruptedException e) {
      // by a cancel or by the loss of the lease: told apart below
    } finally {
      settle(opened);
    }
    checkLease();
    return isCancelled() ? null : opened;
  }

  private void settle(Shell opened) {
    lock.lock();
    try {
      waiting = null;
      // an interrupt that came after the last wait must not hit the next one
      boolean interrupted = Thread.interrupted();
      if (opened != null) {
        connection = opened.connection();
        if (interrupted || cancelled || lost) {
          opened.hangUp();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** A cancel that came before reaches it as well. */
  private void begin(StepRun run) {
    lock.lock();
    try {
      step = run;
      if (cancelled) {
        run.cancel();
      }
    } finally {
      lock.unlock();
    }
  }

  private LeaseOf lease() {
    return new LeaseOf("executions", task.taskId(), task.fence());
  }

  private OutputSink sink(int index) {
    return (stream, offset, bytes) -> {
      try {
        journal.output(index, stream, offset, bytes);
      } catch (LeaseLostException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private Outcome conclude(int index, StepSpec spec, StepResult result) throws LeaseLostException {
    checkLease();
    if (result.end() == StepResult.End.EXITED) {
      lastExitCode = result.exitCode().orElseThrow();
      journal.stepFinished(index, lastExitCode, result.outputLeftOpen() ? LEFT_OPEN : null);
      if (lastExitCode == 0) {
        return null;
      }
    } else {
      journal.stepFinished(index, null, result.message());
      dropConnection();
    }
    return Outcome.failed(spec.name(), result, lastExitCode);
  }

  private void release() {
    SshConnection open;
    lock.lock();
    try {
      open = connection;
      connection = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      connections.giveBack(task.connection(), open);
    }
  }

  private void dropConnection() {
    SshConnection open;
    lock.lock();
    try {
      open = connection;
      connection = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.close();
    }
  }

  private boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void checkLease() throws LeaseLostException {
    lock.lock();
    try {
      if (lost) {
        throw new LeaseLostException();
      }
    } finally {
      lock.unlock();
    }
  }
}
