package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.AttemptPage;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.DueExecutions;
import io.opsconductor.contracts.executions.ExecutionDefinition;
import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionIds;
import io.opsconductor.contracts.executions.ExecutionPage;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.FindDue;
import io.opsconductor.contracts.executions.ListAttempts;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.TaskPage;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.executions.TaskStore.Listed;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shows executions and tasks, to callers of their organization only. */
final class ShowExecutions {
  private final Db db;
  private final ExecutionStore executions;
  private final DueStore dueRuns;
  private final TaskStore tasks;
  private final StepStore steps;
  private final ExecutionAccess access;

  ShowExecutions(
      Db db,
      ExecutionStore executions,
      DueStore dueRuns,
      TaskStore tasks,
      StepStore steps,
      ExecutionAccess access) {
    this.db = db;
    this.executions = executions;
    this.dueRuns = dueRuns;
    this.tasks = tasks;
    this.steps = steps;
    this.access = access;
  }

  ExecutionView get(IdRequest request, Call call) {
    return executions.get(db, request.id(), call.organizationId());
  }

  ExecutionDefinition definition(IdRequest request, Call call) {
    Recipe recipe =
        executions
            .recipe(db, request.id(), call.organizationId())
            .orElseThrow(() -> ExecutionStore.unknown(request.id()));
    RunSpec spec = recipe.spec();
    return new ExecutionDefinition(
        spec.steps(),
        spec.parameters(),
        recipe.parameters(),
        spec.strategy(),
        spec.timeoutSeconds(),
        spec.output(),
        spec.retention());
  }

  ExecutionPage list(ListExecutions request, Call call) {
    Cursor.Part<ExecutionView> part =
        Cursor.cut(
            executions.list(db, call.user(), request, access.readable(call)),
            request.page().limit(),
            ExecutionView::id);
    return new ExecutionPage(part.items(), part.next());
  }

  TaskPage listTasks(ListTasks request, Call call) {
    int after = ordinal(Cursor.text(request.page().cursor()));
    executions.get(db, request.executionId(), call.organizationId());
    Cursor.Part<Listed> part =
        Cursor.cut(
            tasks.list(db, call.organizationId(), request, after),
            request.page().limit(),
            Listed::ordinal);
    return new TaskPage(part.items().stream().map(Listed::view).toList(), part.next());
  }

  AttemptPage listAttempts(ListAttempts request, Call call) {
    int[] after = attempt(Cursor.text(request.page().cursor()));
    if (!tasks.exists(db, request.taskId(), request.executionId(), call.organizationId())) {
      throw TaskStore.unknown(request.taskId(), request.executionId());
    }
    int limit = request.page().limit();
    Cursor.Part<AttemptView> part =
        Cursor.cut(
            steps.list(db, request.taskId(), call.organizationId(), after[0], after[1], limit),
            limit,
            last -> last.step() + "." + last.attempt());
    return new AttemptPage(part.items(), part.next());
  }

  /** Step and attempt. */
  private static int[] attempt(String cursor) {
    if (cursor == null) {
      return new int[] {-1, 0};
    }
    int dot = cursor.indexOf('.');
    return new int[] {
      ordinal(cursor.substring(0, Math.max(0, dot))), ordinal(cursor.substring(dot + 1))
    };
  }

  private static int ordinal(String cursor) {
    try {
      return cursor == null ? -1 : Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
    }
  }

  /** Of whatever organization. */
  ExecutionEnds ends(ExecutionIds request, Call call) {
    List<ExecutionEnd> found = dueRuns.found(db, request.ids());
    Set<UUID> known = found.stream().map(ExecutionEnd::id).collect(Collectors.toSet());
    return new ExecutionEnds(
        found.stream().filter(one -> one.state().terminal()).toList(),
        request.ids().stream().filter(id -> !known.contains(id)).distinct().toList());
  }

  /** Of whatever organization. */
  DueExecutions due(FindDue request, Call call) {
    List<DueStore.DueTime> times =
        request.due().stream()
            .map(due -> new DueStore.DueTime(due.scheduleId(), due.dueAt()))
            .distinct()
            .toList();
    return new DueExecutions(dueRuns.made(db, times));
  }

  Uses targetUses(IdRequest request, Call call) {
    return new Uses(executions.namesUsingTarget(db, request.id()));
  }
}
