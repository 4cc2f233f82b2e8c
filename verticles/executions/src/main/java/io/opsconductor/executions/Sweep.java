package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks from workers that fell silent, and ends executions whose time-out passed. Runs on
 * every node: each execution is looked at again under its lock, so a second sweep finds nothing to
 * do. It waits for the lock, because a row that reports keep locked would be skipped for ever.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Db db;
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final StepStore steps;
  private final Set<UUID> defective = new HashSet<>();
  private volatile boolean databaseGone;

  Sweep(Db db, Changes changes, ExecutionStore executions, TaskStore tasks, StepStore steps) {
    this.db = db;
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.steps = steps;
  }

  /** Never backs off while the database is away: its return is when the sweep is needed most. */
  void run() {
    try {
      sweep();
      databaseGone = false;
    } catch (OpsException e) {
      if (!e.is(ErrorCode.DATABASE_UNAVAILABLE)) {
        throw e;
      }
      if (!databaseGone) {
        LOG.warn("The database does not answer; leases and time-outs are looked at when it does");
      }
      databaseGone = true;
    }
  }

  private void sweep() {
    Set<UUID> due = new LinkedHashSet<>(tasks.executionsWithLapsed(db));
    due.addAll(executions.overdue(db));
    due.forEach(this::sweep);
  }

  /** A defect in one execution must not keep the others from being looked at. */
  private void sweep(UUID id) {
    try {
      changes.make(id, this::sweep);
      FaultPoint.EXECUTIONS_LAPSE_STORED.pass();
      defective.remove(id);
    } catch (OpsException e) {
      throw e;
    } catch (RuntimeException e) {
      if (defective.add(id)) {
        LOG.atError()
            .addKeyValue("executionId", id)
            .setCause(e)
            .log("Leases and time-out of an execution cannot be looked at; it is tried again");
      }
    }
  }

  private Void sweep(Tx tx, Execution execution) {
    if (execution.state().terminal()) {
      return null;
    }
    List<Task> unstarted = List.of();
    if (execution.endReason().isEmpty() && executions.isOverdue(tx, execution.id())) {
      unstarted = tasks.lockUnstarted(tx, execution.id());
      execution.endEarly(EndReason.TIME_OUT, unstarted);
    }
    // Those that have just ended are not stored yet, and would end twice.
    Set<UUID> ended = unstarted.stream().map(Task::id).collect(Collectors.toSet());
    Map<UUID, Task> lapsed =
        tasks.lockLapsed(tx, execution.id()).stream()
            .filter(task -> !ended.contains(task.id()))
            .collect(Collectors.toMap(Task::id, Function.identity()));
    steps.load(tx, lapsed, Set.of());
    lapsed.values().forEach(task -> lapse(execution, task));
    return null;
  }

  private static void lapse(Execution execution, Task task) {
    String message =
        switch (task.phase().orElseThrow()) {
          case CLAIMED -> "A worker fell silent before it began; its task goes back to the queue";
          case DISPATCHED -> "A worker fell silent with a command under way";
          case ORPHANED -> "No worker attached to a command again in time; its task is lost";
        };
    LOG.atWarn()
        .addKeyValue("executionId", execution.id())
        .addKeyValue("taskId", task.id())
        .addKeyValue("node", task.lease().map(Task.Lease::node).orElse(""))
        .log(message);
    AfterAttempt.lapsed(execution, task);
  }
}
