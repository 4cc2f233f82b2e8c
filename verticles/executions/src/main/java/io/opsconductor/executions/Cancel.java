package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.UUID;

/**
 * Cancels an execution. What was not started ends at once, claimed tasks included: their workers
 * are refused when they come to the intent boundary. What was dispatched ends when its worker says
 * so, or its lease lapses.
 */
final class Cancel {
  private final Db db;
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final Outbox outbox;

  Cancel(Db db, Changes changes, ExecutionStore executions, TaskStore tasks, Outbox outbox) {
    this.db = db;
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  ExecutionView handle(IdRequest request, Call call) {
    changes.make(
        tx -> locked(tx, request.id(), call),
        (tx, locked) -> cancel(tx, locked.get(request.id()), call));
    FaultPoint.EXECUTIONS_CANCEL_STORED.pass();
    return executions.get(db, request.id(), call.organizationId());
  }

  /** Whether it did: not of one that is at its end or told to end already. */
  boolean ifGoing(UUID id, Call call) {
    return changes.make(
        tx -> locked(tx, id, call),
        (tx, locked) -> {
          Execution execution = locked.get(id);
          boolean going = !execution.state().terminal() && execution.endReason().isEmpty();
          if (going) {
            cancel(tx, execution, call);
          }
          return going;
        });
  }

  private Map<UUID, Execution> locked(Tx tx, UUID id, Call call) {
    return executions
        .lock(tx, id, call.organizationId())
        .map(execution -> Map.of(id, execution))
        .orElseThrow(() -> ExecutionStore.unknown(id));
  }

  private Void cancel(Tx tx, Execution execution, Call call) {
    if (execution.state().terminal()) {
      throw new OpsException(
          ErrorCode.EXECUTION_FINISHED,
          "The execution is at its end already: " + execution.state().wireName());
    }
    if (execution.endReason().isEmpty()) {
      ExecutionState state = execution.state();
      execution.endEarly(EndReason.CANCEL, tasks.lockUnstarted(tx, execution.id()));
      Change change = Change.of(Map.of(), Map.of("endReason", EndReason.CANCEL.column()));
      Map<String, Object> data = change.with("state", state.wireName()).data();
      outbox.add(tx, call, "execution.cancel_asked", "execution", execution.id(), data);
    }
    return null;
  }
}
