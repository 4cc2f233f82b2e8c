package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A person decides about a task of which nobody can know how its command ended. */
final class Resolve {
  private final Db db;
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final ExecutionAccess access;
  private final Outbox outbox;

  Resolve(
      Db db,
      Changes changes,
      ExecutionStore executions,
      TaskStore tasks,
      ExecutionAccess access,
      Outbox outbox) {
    this.db = db;
    this.access = access;
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  TaskView handle(ResolveTask request, Call call) {
    requireAllowed(request, call);
    changes.make(
        tx -> locked(tx, request, call),
        (tx, locked) -> resolve(tx, locked.get(request.executionId()), request, call));
    return tasks
        .find(db, request.taskId(), call.organizationId())
        .orElseThrow(() -> TaskStore.unknown(request.taskId(), request.executionId()));
  }

  /** Whoever has a command started needs for it what they would need to start the execution. */
  private void requireAllowed(ResolveTask request, Call call) {
    UUID organizationId = call.organizationId();
    Recipe execution =
        executions
            .recipe(db, request.executionId(), organizationId)
            .orElseThrow(() -> ExecutionStore.unknown(request.executionId()));
    access.requireRun(call, execution.jobId(), execution.jobVersion());
    TaskStore.Next next =
        tasks
            .next(db, request.taskId(), request.executionId(), organizationId)
            .orElseThrow(() -> TaskStore.unknown(request.taskId(), request.executionId()));
    boolean starts =
        switch (request.as()) {
          case RETRY -> true;
          case SUCCEEDED -> next.more();
          case FAILED -> false;
        };
    if (starts) {
      requireRun(execution, next.targetId(), call);
    }
  }

  private void requireRun(Recipe execution, UUID targetId, Call call) {
    TargetSelection target = new TargetSelection(List.of(targetId), null);
    try {
      access.runnable(call, execution.jobOfTargets(), execution.jobVersion(), target);
    } catch (OpsException e) {
      throw e.is(ErrorCode.UNKNOWN_TARGET)
          ? new OpsException(
              ErrorCode.UNKNOWN_TARGET, "The target of the task is gone: nothing can run on it")
          : e;
    }
  }

  private Map<UUID, Execution> locked(Tx tx, ResolveTask request, Call call) {
    return executions
        .lock(tx, request.executionId(), call.organizationId())
        .map(execution -> Map.of(execution.id(), execution))
        .orElseThrow(() -> ExecutionStore.unknown(request.executionId()));
  }

  private Void resolve(Tx tx, Execution execution, ResolveTask request, Call call) {
    Task task = tasks.lock(tx, List.of(request.taskId())).get(request.taskId());
    if (task == null || !task.executionId().equals(execution.id())) {
      throw TaskStore.unknown(request.taskId(), request.executionId());
    }
    if (task.state() != TaskState.WAITING) {
      throw new OpsException(
          ErrorCode.TASK_NOT_WAITING,
          "The task does not wait for a person: it is " + task.state().wireName());
    }
    int step = task.step();
    AfterAttempt.resolved(execution, task, request.as(), call.user().username());
    outbox.add(
        tx,
        call,
        "execution.task_resolved",
        "execution",
        execution.id(),
        Change.of(
                Map.of("state", TaskState.WAITING.wireName()),
                Map.of("state", task.state().wireName()))
            .with("taskId", task.id())
            .with("step", step)
            .with("as", request.as().wireName())
            .data());
    return null;
  }
}
