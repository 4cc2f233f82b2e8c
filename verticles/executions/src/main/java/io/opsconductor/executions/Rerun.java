package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.RerunExecution;
import io.opsconductor.contracts.executions.RerunOnly;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.targets.GetConnections;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs the same version with the same parameters again, on some of the same targets. */
final class Rerun {
  private final Db db;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final CreateExecution create;
  private final ExecutionAccess access;
  private final BusClient bus;

  Rerun(
      Db db,
      ExecutionStore executions,
      TaskStore tasks,
      CreateExecution create,
      ExecutionAccess access,
      BusClient bus) {
    this.db = db;
    this.executions = executions;
    this.tasks = tasks;
    this.create = create;
    this.access = access;
    this.bus = bus;
  }

  ExecutionView handle(RerunExecution request, Call call) {
    return create.once(
        new CreateExecution.Request("rerun", request.id().toString(), request.idempotency()),
        call,
        () -> prepare(request, call));
  }

  private NewExecution prepare(RerunExecution request, Call call) {
    access.require(call, request.id(), ExecutionAccess.READ);
    Recipe recipe = recipe(request.id(), call);
    access.requireRun(call, recipe.jobId(), recipe.jobVersion());
    if (!recipe.state().terminal() && request.only() != RerunOnly.ALL) {
      throw new OpsException(
          ErrorCode.EXECUTION_RUNNING,
          "The execution is still going on; wait for its end, or run it again on all targets");
    }
    return new NewExecution(
        Ids.next(),
        recipe.jobId(),
        recipe.jobVersion(),
        recipe.name(),
        recipe.spec(),
        recipe.parameters(),
        targets(request, recipe, call),
        request.id(),
        null);
  }

  private Recipe recipe(UUID id, Call call) {
    return executions
        .recipe(db, id, call.organizationId())
        .orElseThrow(() -> ExecutionStore.unknown(id));
  }

  private ExecutionAccess.Permitted targets(RerunExecution request, Recipe recipe, Call call) {
    List<UUID> asked =
        tasks.targets(db, request.id(), call.organizationId(), states(request.only()));
    List<UUID> existing = asked.isEmpty() ? asked : existing(asked, call);
    if (existing.isEmpty()) {
      throw new OpsException(
          ErrorCode.NOTHING_TO_RERUN,
          "No target of this execution is %s and still exists"
              .formatted(request.only().wireName()));
    }
    return access.runnable(
        call, recipe.jobOfTargets(), recipe.jobVersion(), new TargetSelection(existing, null));
  }

  private List<UUID> existing(List<UUID> targetIds, Call call) {
    GetConnections request = new GetConnections(call.organizationId(), targetIds);
    Set<UUID> found =
        bus.callAsService(TargetOperations.CONNECTIONS, request, call).connections().stream()
            .map(TargetConnection::targetId)
            .collect(Collectors.toSet());
    return targetIds.stream().filter(found::contains).toList();
  }

  private static Set<TaskState> states(RerunOnly only) {
    return switch (only) {
      case FAILED ->
          EnumSet.of(TaskState.FAILED, TaskState.TIMED_OUT, TaskState.UNREACHABLE, TaskState.LOST);
      case UNFINISHED -> EnumSet.complementOf(EnumSet.of(TaskState.SUCCEEDED));
      case ALL -> EnumSet.allOf(TaskState.class);
    };
  }
}
