package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends an execution of which nothing has begun, because whoever started it is gone. */
final class Withdraw {
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final Outbox outbox;

  Withdraw(Changes changes, ExecutionStore executions, TaskStore tasks, Outbox outbox) {
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  /** Whether it did: not of one that began meanwhile, or is at its end. */
  boolean ifQueued(UUID id, UUID startedBy) {
    return changes.make(
        tx -> executions.lock(tx, List.of(id)),
        (tx, locked) -> locked.containsKey(id) && withdraw(tx, locked.get(id), startedBy));
  }

  private boolean withdraw(Tx tx, Execution execution, UUID startedBy) {
    if (execution.state() != ExecutionState.QUEUED) {
      return false;
    }
    execution.withdraw(tasks.lockUnstarted(tx, execution.id()));
    outbox.add(
        tx,
        execution.organizationId(),
        "execution.withdrawn",
        "execution",
        execution.id(),
        Map.of("startedById", startedBy));
    return true;
  }
}
