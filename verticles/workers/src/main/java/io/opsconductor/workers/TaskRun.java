package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.workers.TaskSource.LeaseOf;
import io.opsconductor.workers.ssh.RunningStep;
import io.opsconductor.workers.ssh.Shell;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.SshConnection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task on this node, on a virtual thread of its own.
 *
 * <pre>
 *   connecting ──▶ shell open ──dispatched is stored──▶ command sent ──▶ step finished ─┐
 *       ▲                                                                                │
 *       └──────────────────────────── next step ────────────────────────────────────────┘
 * </pre>
 *
 * <p>Nothing of a step's command is sent before {@code dispatched} for it is stored. A task whose
 * command is under way already begins with attaching to it. Once the lease is lost the connection
 * is closed and nothing more is written; what the target goes on with is for whoever holds the
 * lease to find out.
 */
final class TaskRun {

  private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

  private final ClaimedTask task;
  private final TaskJournal journal;
  private final TaskConnections connections;
  private final StepRunner steps;
  private final ReentrantLock lock = new ReentrantLock();
  private Thread waiting;
  private RunningStep step;
  private SshConnection connection;
  private Shell idle;
  private boolean cancelled;
  private boolean leaving;
  private boolean lost;

  /** By {@link System#nanoTime}. */
  private volatile long leaseEnd = System.nanoTime();

  TaskRun(ClaimedTask task, TaskJournal journal, TaskConnections connections) {
    this.task = task;
    this.journal = journal;
    this.connections = connections;
    this.steps = new StepRunner(task, journal, connections, this);
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

  /**
   * The lease was taken or renewed.
   *
   * @param end until when it may be relied on, by {@link System#nanoTime}
   */
  void holdUntil(long end) {
    leaseEnd = end;
  }

  boolean leaseExpired() {
    return System.nanoTime() - leaseEnd >= 0;
  }

  /** Runs to the end; returns when that is stored, or when the lease is lost. */
  void run() {
    try {
      Optional<Outcome> outcome = outcome();
      if (outcome.isPresent()) {
        journal.finished(outcome.get());
        FaultPoint.WORKERS_FINISH_STORED.pass();
        dropShell();
        connections.finished(task.connection(), takeConnection(), steps.finished());
      } else {
        journal.released();
        dropConnection();
      }
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

  /** Lets go of the task as it stands, and gives it back, if its command can do without. */
  void handOver() {
    lock.lock();
    try {
      leaving = true;
      if (step != null) {
        step.leave();
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
      if (step != null) {
        step.leave();
      }
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

  /** Empty when the task is left to somebody else. */
  private Optional<Outcome> outcome() throws LeaseLostException, InterruptedException {
    for (int i = task.firstStep(); i < task.steps().size(); i++) {
      StepEnd end = step(i, task.steps().get(i));
      switch (end) {
        case StepEnd.Done done -> {}
        case StepEnd.Failed failed -> {
          return Optional.of(failed.outcome());
        }
        case StepEnd.Left left -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(Outcome.succeeded(steps.lastExitCode()));
  }

  private StepEnd step(int index, StepSpec spec) throws LeaseLostException, InterruptedException {
    try {
      if (task.adopt() != null && task.adopt().step() == index) {
        return steps.adopt(index, spec, task.cancel());
      }
      Shell shell = open(spec);
      return shell == null ? between() : steps.begin(index, spec, shell);
    } catch (SshConnectException e) {
      checkLease();
      return isStopped() ? between() : failed(Outcome.unreachable(e, steps.lastExitCode()));
    } catch (OpsException | IllegalArgumentException e) {
      checkLease();
      return isStopped()
          ? between()
          : failed(Outcome.notStarted(e.getMessage(), steps.lastExitCode()));
    }
  }

  private static StepEnd failed(Outcome outcome) {
    return new StepEnd.Failed(outcome);
  }

  /** Stopped while no step was running. */
  private StepEnd between() {
    return isCancelled()
        ? failed(Outcome.cancelledBetween(steps.lastExitCode()))
        : StepEnd.Left.LEFT;
  }

  /** Null when the task was cancelled or is to be left meanwhile. */
  private Shell open(StepSpec spec)
      throws SshConnectException, LeaseLostException, InterruptedException {
    lock.lock();
    try {
      if (cancelled || leaving) {
        return null;
      }
      step = null;
      waiting = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    Shell opened = null;
    try {
      opened = StepRunner.goesOnInShell(spec) ? takeShell() : null;
      if (opened == null) {
        dropShell();
        opened =
            connection == null
                ? connections.open(task.connection(), lease())
                : connections.reopen(connection, task.connection(), lease());
      }
    } catch (InterruptedException e) {
      // by a cancel, a hand-over or the loss of the lease: told apart below
    } finally {
      settle(opened);
    }
    checkLease();
    return isStopped() ? null : opened;
  }

  private void settle(Shell opened) {
    lock.lock();
    try {
      waiting = null;
      // an interrupt that came after the last wait must not hit the next one
      boolean interrupted = Thread.interrupted();
      if (opened != null) {
        connection = opened.connection();
        if (interrupted || cancelled || leaving || lost) {
          opened.hangUp();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on this is what a cancel reaches; one that came before reaches it as well. */
  void begin(RunningStep run) {
    lock.lock();
    try {
      step = run;
      if (cancelled) {
        run.cancel();
      }
      if (leaving || lost) {
        run.leave();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The connection on which the task goes on.
   *
   * @param shell on it, that waits for more to do
   */
  void goOn(SshConnection current, Optional<Shell> shell) {
    lock.lock();
    try {
      connection = current;
      idle = shell.orElse(null);
    } finally {
      lock.unlock();
    }
  }

  /** Null when there is none. */
  private Shell takeShell() {
    Shell shell = idle;
    idle = null;
    return shell == null || shell.closed() || !shell.connection().isOpen() ? null : shell;
  }

  private void dropShell() {
    Shell shell = idle;
    idle = null;
    if (shell != null) {
      shell.hangUp();
    }
  }

  LeaseOf lease() {
    return new LeaseOf("executions", task.taskId(), task.fence());
  }

  private SshConnection takeConnection() {
    lock.lock();
    try {
      SshConnection open = connection;
      connection = null;
      return open;
    } finally {
      lock.unlock();
    }
  }

  void dropConnection() {
    SshConnection open = takeConnection();
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

  private boolean isStopped() {
    lock.lock();
    try {
      return cancelled || leaving;
    } finally {
      lock.unlock();
    }
  }

  /**
   * By the clock as well: a process that was stopped for a while finds out before anybody tells it.
   */
  void checkLease() throws LeaseLostException {
    lock.lock();
    try {
      if (lost || leaseExpired()) {
        throw new LeaseLostException();
      }
    } finally {
      lock.unlock();
    }
  }
}
