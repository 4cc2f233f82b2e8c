package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table tasks. */
final class TaskStore {
  private final Duration lease;

  /**
   * A store.
   *
   * @param lease how long one lasts from when it is given or renewed
   */
  TaskStore(Duration lease) {
    this.lease = lease;
  }

  /** A row of the list of tasks, with its place in the order. */
  record Listed(int ordinal, TaskView view) {}

  /**
   * A task that may be given out.
   *
   * @param credentialIds what whoever started the execution was allowed to sign in with; null for
   *     whatever its targets need
   */
  record FreeTask(
      UUID id, UUID executionId, UUID organizationId, UUID targetId, Set<UUID> credentialIds) {
    boolean maySignInWith(UUID credentialId) {
      return credentialIds == null || credentialIds.contains(credentialId);
    }
  }

  /** A renewed lease. */
  record Renewed(UUID taskId, boolean cancel) {}

  /** Those that exist, by id; the rows of their executions must be locked already. */
  Map<UUID, Task> lock(Tx tx, Collection<UUID> ids) {
    Map<UUID, Task> tasks = new LinkedHashMap<>();
    tx.list(TaskSql.LOCK, TaskStore::task, array(ids)).forEach(task -> tasks.put(task.id(), task));
    return tasks;
  }

  /** Those that may still be given out. */
  List<Task> lockFree(Tx tx, Collection<UUID> ids) {
    return tx.list(TaskSql.LOCK_FREE, TaskStore::task, array(ids));
  }

  List<Task> lockUnstarted(Tx tx, UUID executionId) {
    return tx.list(TaskSql.LOCK_UNSTARTED, TaskStore::task, executionId);
  }

  List<Task> lockLapsed(Tx tx, UUID executionId) {
    return tx.list(TaskSql.LOCK_LAPSED, TaskStore::task, executionId);
  }

  List<UUID> executionsWithLapsed(Sql sql) {
    return sql.list(TaskSql.WITH_LAPSED, row -> row.getUUID("execution_id"));
  }

  /** The first pending tasks of each execution that are due, as many as its share. */
  List<FreeTask> pending(Sql sql, Map<UUID, Integer> shares) {
    return free(sql, TaskSql.PENDING, shares);
  }

  /** Tasks of each execution that have lost their worker, as many as its share. */
  List<FreeTask> orphaned(Sql sql, Map<UUID, Integer> shares) {
    return free(sql, TaskSql.ORPHANED, shares);
  }

  private static List<FreeTask> free(Sql sql, String query, Map<UUID, Integer> shares) {
    return shares.isEmpty()
        ? List.of()
        : sql.list(
            query,
            row ->
                new FreeTask(
                    row.getUUID("id"),
                    row.getUUID("execution_id"),
                    row.getUUID("organization_id"),
                    row.getUUID("target_id"),
                    credentials(row)),
            shares.keySet().toArray(UUID[]::new),
            shares.values().toArray(Integer[]::new));
  }

  private static Set<UUID> credentials(Row row) {
    UUID[] ids = row.getArrayOfUUIDs("credential_ids");
    return ids == null ? null : Set.copyOf(List.of(ids));
  }

  void save(Tx tx, List<Task> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    tx.send(
        TaskSql.SAVE,
        Columns.of(tasks, UUID[]::new, Task::id),
        Columns.of(tasks, String[]::new, task -> task.state().wireName()),
        Columns.of(tasks, String[]::new, task -> task.phase().map(TaskPhase::column).orElse(null)),
        Columns.of(tasks, Integer[]::new, Task::attempt),
        Columns.of(tasks, Long[]::new, Task::fence),
        Columns.of(tasks, String[]::new, task -> task.lease().map(Task.Lease::node).orElse(null)),
        Columns.of(tasks, String[]::new, task -> task.lease().map(Task.Lease::epoch).orElse(null)),
        Columns.of(tasks, Long[]::new, this::leaseMs),
        Columns.of(tasks, UUID[]::new, Task::credentialId),
        Columns.of(tasks, Long[]::new, Task::reportNumber),
        Columns.of(tasks, Integer[]::new, Task::exitCode),
        Columns.of(tasks, String[]::new, task -> category(task.error())),
        Columns.of(tasks, String[]::new, task -> message(task.error())),
        Columns.of(tasks, String[]::new, task -> WireNamed.nameOf(task.cancel())),
        Columns.of(tasks, String[]::new, Task::note),
        Columns.of(tasks, Boolean[]::new, Task::begun),
        Columns.of(tasks, Boolean[]::new, task -> task.state().terminal()),
        Columns.of(tasks, Integer[]::new, Task::step),
        Columns.of(tasks, Integer[]::new, Task::tries),
        Columns.of(tasks, Long[]::new, task -> task.delay().map(Duration::toMillis).orElse(null)),
        Columns.of(tasks, Integer[]::new, Task::fruitlessAdoptions));
  }

  /** How long from now; null when that does not change. */
  private Long leaseMs(Task task) {
    boolean renewed = task.lease().map(Task.Lease::renewed).orElse(false);
    return renewed
        ? Long.valueOf(lease.toMillis())
        : task.orphanTime().map(Duration::toMillis).orElse(null);
  }

  /** A task to be made. */
  private record Placed(UUID executionId, int ordinal, TargetRef target) {}

  void insert(Tx tx, UUID organizationId, List<NewExecution> executions) {
    List<Placed> rows = new ArrayList<>();
    for (NewExecution execution : executions) {
      int ordinal = 0;
      for (TargetRef target : execution.targets()) {
        rows.add(new Placed(execution.id(), ordinal++, target));
      }
    }
    tx.send(
        TaskSql.INSERT,
        organizationId,
        Columns.of(rows, UUID[]::new, row -> Ids.next()),
        Columns.of(rows, UUID[]::new, Placed::executionId),
        Columns.of(rows, Integer[]::new, Placed::ordinal),
        Columns.of(rows, UUID[]::new, row -> row.target().id()),
        Columns.of(rows, String[]::new, row -> row.target().name()),
        Columns.of(rows, String[]::new, row -> row.target().host()),
        Columns.of(rows, Integer[]::new, row -> row.target().port()));
  }

  List<Renewed> renew(Sql sql, String node, String epoch, List<TaskLease> leases) {
    return sql.list(
        TaskSql.RENEW,
        row -> new Renewed(row.getUUID("id"), row.getBoolean("cancel")),
        Columns.of(leases, UUID[]::new, TaskLease::taskId),
        Columns.of(leases, Long[]::new, TaskLease::fence),
        node,
        epoch,
        lease.toMillis());
  }

  /** What the holder of a live lease may use. */
  Optional<LeaseGrant> grant(Sql sql, LeaseRef ref) {
    return sql.one(
        TaskSql.LEASE,
        row ->
            new LeaseGrant(
                true,
                row.getUUID("organization_id"),
                row.getUUID("credential_id"),
                row.getUUID("started_by_id"),
                row.getString("started_by"),
                row.getUUID("execution_id")),
        ref.id(),
        ref.fence(),
        ref.nodeId());
  }

  /** One more than asked for, in the order of the targets. */
  List<Listed> list(Sql sql, UUID organizationId, ListTasks request, int afterOrdinal) {
    return sql.list(
        TaskSql.LIST,
        TaskStore::listed,
        request.executionId(),
        organizationId,
        afterOrdinal,
        request.state() == null ? null : request.state().wireName(),
        request.page().limit() + 1);
  }

  static OpsException unknown(UUID taskId, UUID executionId) {
    return new OpsException(
        ErrorCode.NOT_FOUND, "There is no task %s of execution %s".formatted(taskId, executionId));
  }

  Optional<TaskView> find(Sql sql, UUID taskId, UUID organizationId) {
    return sql.one(TaskSql.GET, row -> listed(row).view(), taskId, organizationId);
  }

  /**
   * What a task would go on with.
   *
   * @param more whether a step follows the one that is under way or comes next
   */
  record Next(UUID targetId, boolean more) {}

  Optional<Next> next(Sql sql, UUID taskId, UUID executionId, UUID organizationId) {
    return sql.one(
        TaskSql.NEXT,
        row -> new Next(row.getUUID("target_id"), row.getBoolean("more")),
        taskId,
        executionId,
        organizationId);
  }

  boolean exists(Sql sql, UUID taskId, UUID executionId, UUID organizationId) {
    return sql.one(TaskSql.EXISTS, row -> true, taskId, executionId, organizationId).isPresent();
  }

  /**
   * Refuses the id or name of a target that an execution does not have.
   *
   * @param target null not to look
   * @throws OpsException {@code not_found}
   */
  void requireTarget(Sql sql, UUID executionId, UUID organizationId, String target) {
    if (target != null
        && !sql.one(
                TaskSql.HAS_TARGET,
                row -> row.getBoolean("known"),
                executionId,
                organizationId,
                target)
            .orElse(false)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "The execution has no target " + target);
    }
  }

  /** Targets of an execution's tasks in these states, in order. */
  List<UUID> targets(Sql sql, UUID executionId, UUID organizationId, Set<TaskState> states) {
    Object names = states.stream().map(TaskState::wireName).toArray(String[]::new);
    return sql.list(
        TaskSql.TARGETS, row -> row.getUUID("target_id"), executionId, names, organizationId);
  }

  private static Task task(Row row) {
    Task.Identity identity =
        new Task.Identity(
            row.getUUID("id"),
            row.getUUID("execution_id"),
            row.getUUID("organization_id"),
            row.getUUID("target_id"));
    String node = row.getString("lease_node");
    return new Task(
            identity,
            state(row),
            TaskPhase.ofColumn(row.getString("phase")),
            node == null ? null : new Task.Lease(node, row.getString("lease_epoch"), false),
            row.getInteger("attempt"),
            row.getLong("fence"))
        .at(row.getInteger("step"), row.getInteger("step_tries"))
        .adopted(row.getInteger("fruitless_adoptions"))
        .reported(
            row.getLong("report_number"),
            row.getUUID("credential_id"),
            row.getInteger("exit_code"),
            row.getString("note"));
  }

  private static Listed listed(Row row) {
    TaskView view =
        new TaskView(
            row.getUUID("id"),
            new TaskTarget(row.getUUID("target_id"), row.getString("target_name")),
            state(row),
            row.getInteger("exit_code"),
            row.getInteger("attempt"),
            row.getLong("duration_ms"),
            error(row),
            WireNamed.of(CancelOutcome.class, row.getString("cancel")),
            row.getString("note"),
            WireNamed.of(AttemptMode.class, row.getString("mode")),
            ExecutionStore.instant(row, "started_at"),
            ExecutionStore.instant(row, "finished_at"));
    return new Listed(row.getInteger("ordinal"), view);
  }

  private static TaskState state(Row row) {
    return WireNamed.of(TaskState.class, row.getString("state"));
  }

  /** From the columns error_category and error_message. */
  static TaskError error(Row row) {
    String category = row.getString("error_category");
    return category == null
        ? null
        : new TaskError(WireNamed.of(ErrorClass.class, category), row.getString("error_message"));
  }

  static String category(TaskError error) {
    return error == null ? null : error.category().wireName();
  }

  static String message(TaskError error) {
    return error == null ? null : error.message();
  }

  private static Object array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
