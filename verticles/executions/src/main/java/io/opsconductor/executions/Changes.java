package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Changes executions, each time in one transaction under the locks of their rows: loads, lets the
 * work be done in memory, stores what came of it in a few statements over all rows, and gives the
 * hints after the commit.
 */
final class Changes {
  private final Db db;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final StepStore steps;
  private final OutputTailStore tails = new OutputTailStore();
  private final LogStore log;
  private final Outbox outbox;
  private final Announcements announcements;

  Changes(
      Db db,
      ExecutionStore executions,
      TaskStore tasks,
      StepStore steps,
      LogStore log,
      Outbox outbox,
      Announcements announcements) {
    this.db = db;
    this.executions = executions;
    this.tasks = tasks;
    this.steps = steps;
    this.log = log;
    this.outbox = outbox;
    this.announcements = announcements;
  }

  /**
   * Makes one change.
   *
   * @param lock loads the executions and takes their locks, in the order of their ids
   * @param work changes them
   */
  <T> T make(
      Function<Tx, Map<UUID, Execution>> lock, BiFunction<Tx, Map<UUID, Execution>, T> work) {
    return db.transaction(
        tx -> {
          Map<UUID, Execution> locked = lock.apply(tx);
          T result = work.apply(tx, locked);
          store(tx, locked.values());
          FaultPoint.EXECUTIONS_CHANGE_WRITTEN.pass();
          return result;
        });
  }

  /** As {@link #make(Function, BiFunction)}, of one execution. */
  void make(UUID executionId, BiFunction<Tx, Execution, Void> work) {
    make(
        tx -> executions.lock(tx, List.of(executionId)),
        (tx, locked) -> {
          locked.values().forEach(execution -> work.apply(tx, execution));
          return null;
        });
  }

  private void store(Tx tx, Collection<Execution> locked) {
    List<Execution> changed = new ArrayList<>();
    List<Task> changedTasks = new ArrayList<>();
    for (Execution execution : locked) {
      ExecutionState before = execution.state();
      execution.settle();
      tails.store(tx, execution);
      execution.touched().forEach(changedTasks::add);
      if (!execution.lines().isEmpty() || execution.claimed()) {
        changed.add(execution);
        announce(tx, execution, before);
      }
      if (execution.orphaned()) {
        tx.afterCommit(announcements::workAvailable);
      }
    }
    tasks.save(tx, changedTasks);
    steps.save(
        tx,
        changedTasks.stream()
            .flatMap(task -> task.steps().stream())
            .filter(StepAttempt::changed)
            .toList());
    log.append(tx, changed);
    executions.save(tx, changed);
  }

  private void announce(Tx tx, Execution execution, ExecutionState before) {
    if (execution.finished()) {
      outbox.add(
          tx,
          execution.organizationId(),
          "execution.finished",
          "execution",
          execution.id(),
          Change.of(
                  Map.of("state", before.wireName()), Map.of("state", execution.state().wireName()))
              .with("state", execution.state().wireName())
              .with("counts", execution.counts().byName())
              .data());
    }
    boolean cancelling =
        execution.state() == ExecutionState.CANCELLING && before != ExecutionState.CANCELLING;
    boolean work = execution.room() > 0 && execution.lines().stream().anyMatch(Changes::frees);
    tx.afterCommit(
        () -> {
          if (!execution.lines().isEmpty()) {
            announcements.logAppended(execution.id(), execution.lastSeq());
          }
          if (cancelling) {
            announcements.cancelAsked(execution.id());
          }
          if (work) {
            announcements.workAvailable();
          }
        });
  }

  /** A task that is no longer running leaves its place to another. */
  private static boolean frees(LogLine line) {
    return line instanceof LogLine.TaskMoved moved && moved.state() != TaskState.RUNNING;
  }
}
