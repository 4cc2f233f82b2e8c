package io.opsconductor.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.SqlArguments;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The table executions. */
final class ExecutionStore {
  /** What the limit of an organization counts. */
  static final String GOING_THINGS = "executions at once";

  private static final Map<ObjectType, Columns> COLUMNS =
      Map.of(
          ObjectType.EXECUTION,
          new NamedColumns(ExecutionSql.COLUMNS),
          ObjectType.JOB,
          new NamedColumns(ExecutionSql.JOB_COLUMNS));

  /**
   * Executions with tasks that have lost their worker, and with tasks that are due.
   *
   * @param queued who started those of which nothing has begun
   */
  record Claimable(
      List<SlotShares.Candidate> orphaned,
      List<SlotShares.Candidate> pending,
      Map<UUID, UUID> queued) {
    Claimable without(Set<UUID> ids) {
      List<SlotShares.Candidate> left =
          pending.stream().filter(candidate -> !ids.contains(candidate.executionId())).toList();
      return new Claimable(orphaned, left, queued);
    }
  }

  /** Locks those that exist, in the order of their ids. */
  Map<UUID, Execution> lock(Tx tx, Collection<UUID> ids) {
    return byId(tx.list(ExecutionSql.LOCK, row -> execution(tx, row), array(ids)));
  }

  /** Locks those that the tasks belong to, in the order of their ids. */
  Map<UUID, Execution> lockOfTasks(Tx tx, Collection<UUID> taskIds) {
    return byId(tx.list(ExecutionSql.LOCK_OF_TASKS, row -> execution(tx, row), array(taskIds)));
  }

  Optional<Execution> lock(Tx tx, UUID id, UUID organizationId) {
    return tx.one(ExecutionSql.LOCK_ONE, row -> execution(tx, row), id, organizationId);
  }

  void save(Tx tx, Collection<Execution> executions) {
    tx.sendBatch(ExecutionSql.SAVE, executions.stream().map(ExecutionStore::saved).toList());
  }

  Optional<ExecutionView> find(Sql sql, UUID id, UUID organizationId) {
    return sql.one(ExecutionSql.GET, ExecutionStore::view, id, organizationId);
  }

  ExecutionView get(Sql sql, UUID id, UUID organizationId) {
    return find(sql, id, organizationId).orElseThrow(() -> unknown(id));
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no execution " + id);
  }

  /** One more than asked for, newest first. */
  List<ExecutionView> list(Sql sql, CallerContext.User user, ListExecutions request, Reach reach) {
    SqlArguments more = new SqlArguments(ExecutionSql.LIST_CONDITION);
    String condition = condition(user.id(), reach, more) + wanted(request, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        user.organizationId(),
        Cursor.id(request.page().cursor()),
        request.page().limit() + 1);
    arguments.addAll(more.values());
    return sql.list(ExecutionSql.list(condition), ExecutionStore::view, arguments.toArray());
  }

  /** What is not asked for is no part of the statement, so that each is planned for itself. */
  private static String wanted(ListExecutions request, SqlArguments arguments) {
    StringBuilder wanted = new StringBuilder();
    BiConsumer<Object, UnaryOperator<String>> and =
        (value, condition) -> {
          if (value != null) {
            String type =
                value instanceof UUID ? "uuid" : value instanceof String ? "text" : "timestamptz";
            wanted.append(" AND ").append(condition.apply(arguments.add(value, type)));
          }
        };
    and.accept(request.jobId(), job -> "job_id = " + job);
    and.accept(WireNamed.nameOf(request.state()), state -> "state = " + state);
    and.accept(request.name(), part -> "strpos(lower(name), lower(" + part + ")) > 0");
    and.accept(request.startedBy(), user -> "lower(started_by) = lower(" + user + ")");
    and.accept(request.scheduleId(), schedule -> "schedule_id = " + schedule);
    and.accept(
        request.targetId(),
        target -> "id IN (SELECT execution_id FROM tasks WHERE target_id = " + target + ")");
    and.accept(timestamp(request.from()), from -> "created_at >= " + from);
    and.accept(timestamp(request.to()), to -> "created_at < " + to);
    return wanted.toString();
  }

  private static OffsetDateTime timestamp(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** How many are not at their end. */
  int going(Sql sql, UUID organizationId) {
    return sql.one(ExecutionSql.GOING, row -> row.getInteger(0), organizationId).orElseThrow();
  }

  /** Who started it. */
  Optional<UUID> owner(Sql sql, UUID id, UUID organizationId) {
    return sql.one(ExecutionSql.OWNER, row -> row.getUUID("started_by_id"), organizationId, id);
  }

  /**
   * Whether the execution is within the reach.
   *
   * @param userId whose own it may be; null for nobody's
   */
  boolean isWithin(Sql sql, UUID id, UUID organizationId, UUID userId, Reach reach) {
    SqlArguments more = new SqlArguments(ExecutionSql.WITHIN_CONDITION);
    String condition = condition(userId, reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, id);
    arguments.addAll(more.values());
    return sql.one(ExecutionSql.within(condition), row -> true, arguments.toArray()).isPresent();
  }

  /** What one started oneself is one's own, unless it is denied. */
  private static String condition(UUID userId, Reach reach, SqlArguments arguments) {
    if (reach.isEverything()) {
      return "TRUE";
    }
    String own = userId == null ? "FALSE" : "started_by_id = " + arguments.add(userId, "uuid");
    return ReachSql.of(reach, COLUMNS, arguments, own);
  }

  Optional<Recipe> recipe(Sql sql, UUID id, UUID organizationId) {
    return sql.one(ExecutionSql.RECIPE, ExecutionStore::recipe, id, organizationId);
  }

  /**
   * What these run, by their ids.
   *
   * @param organizations of each id
   */
  Map<UUID, Recipe> recipes(Sql sql, Map<UUID, UUID> organizations) {
    Map<UUID, Recipe> found = new LinkedHashMap<>();
    sql.list(
            ExecutionSql.RECIPES_OF,
            ExecutionStore::recipe,
            array(organizations.keySet()),
            array(organizations.values()))
        .forEach(recipe -> found.put(recipe.executionId(), recipe));
    return found;
  }

  /**
   * What has tasks to give out, least recently served first.
   *
   * @param queued also those of which nothing has begun
   */
  Claimable claimable(Sql sql, int limit, boolean queued) {
    Claimable found = new Claimable(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    sql.run(ExecutionSql.CLAIMABLE, limit, queued).forEach(row -> add(found, row));
    return found;
  }

  private static void add(Claimable found, Row row) {
    UUID id = row.getUUID("id");
    UUID queuedBy = row.getUUID("queued_by");
    (row.getBoolean("orphaned") ? found.orphaned() : found.pending())
        .add(new SlotShares.Candidate(id, row.getInteger("room"), row.getInteger("spec_bytes")));
    if (queuedBy != null) {
      found.queued().put(id, queuedBy);
    }
  }

  /** Those of which nothing has begun, with who started them. */
  Map<UUID, UUID> queuedOf(Sql sql, UUID organizationId, Collection<UUID> starters, int limit) {
    Map<UUID, UUID> found = new LinkedHashMap<>();
    sql.run(ExecutionSql.QUEUED_OF_STARTERS, organizationId, array(starters), limit)
        .forEach(row -> found.put(row.getUUID("id"), row.getUUID("started_by_id")));
    return found;
  }

  /** How many go on that nobody told to end. */
  int goingOf(Sql sql, UUID organizationId, Collection<UUID> starters) {
    return sql.one(
            ExecutionSql.COUNT_OF_STARTERS,
            row -> row.getInteger(0),
            organizationId,
            array(starters))
        .orElseThrow();
  }

  /** Those of {@link #goingOf} that are within the user's reach. */
  List<UUID> goingOf(
      Sql sql, CallerContext.User user, Collection<UUID> starters, Reach reach, int limit) {
    SqlArguments more = new SqlArguments(ExecutionSql.OF_STARTERS_CONDITION);
    String condition = condition(user.id(), reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, user.organizationId(), array(starters), limit);
    arguments.addAll(more.values());
    return sql.list(
        ExecutionSql.ofStarters(condition), row -> row.getUUID("id"), arguments.toArray());
  }

  List<UUID> overdue(Sql sql) {
    return sql.list(ExecutionSql.OVERDUE, row -> row.getUUID("id"));
  }

  boolean isOverdue(Sql sql, UUID id) {
    return sql.one(ExecutionSql.IS_OVERDUE, row -> row.getBoolean("overdue"), id).orElse(false);
  }

  List<String> namesUsingTarget(Sql sql, UUID targetId) {
    return sql.list(
        ExecutionSql.USING_TARGET,
        row -> "execution " + row.getUUID("id") + " (" + row.getString("name") + ")",
        targetId);
  }

  /** What the steps of an execution say of failure and loss; what they run may be large. */
  private static List<StepPolicy> policies(Sql sql, UUID id) {
    return sql.list(
        ExecutionSql.POLICIES, row -> Wire.decode(row.getString("policy"), StepPolicy.class), id);
  }

  private static Execution execution(Tx tx, Row row) {
    UUID id = row.getUUID("id");
    return new Execution(
        id,
        row.getUUID("organization_id"),
        row.getInteger("parallelism"),
        OutputLimit.of(row.getLong("output_max_bytes")),
        counts(row),
        row.getLong("last_seq"),
        state(row),
        EndReason.ofColumn(row.getString("end_reason")),
        () -> policies(tx, id));
  }

  private static Tuple saved(Execution execution) {
    List<Object> values = new ArrayList<>();
    values.add(execution.id());
    values.add(execution.state().wireName());
    values.add(execution.endReason().map(EndReason::column).orElse(null));
    values.add(execution.lastSeq());
    for (TaskState state : TaskState.values()) {
      values.add(execution.counts().of(state));
    }
    values.add(execution.claimed());
    values.add(execution.finished());
    return Tuple.from(values);
  }

  private static ExecutionView view(Row row) {
    return new ExecutionView(
        row.getUUID("id"),
        state(row),
        row.getUUID("job_id"),
        row.getInteger("job_version"),
        row.getString("name"),
        counts(row).byName(),
        row.getString("started_by"),
        row.getUUID("rerun_of"),
        trigger(row),
        instant(row, "created_at"),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  private static ExecutionTrigger trigger(Row row) {
    UUID scheduleId = row.getUUID("schedule_id");
    return scheduleId == null
        ? null
        : new ExecutionTrigger(scheduleId, instant(row, "schedule_due_at"));
  }

  private static Recipe recipe(Row row) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Wire.decode(row.getString("parameters"), ObjectNode.class)
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return new Recipe(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        state(row),
        row.getUUID("job_id"),
        row.getInteger("job_version"),
        row.getString("name"),
        Wire.decode(row.getString("spec"), RunSpec.class),
        parameters,
        row.getBoolean("own_targets"));
  }

  private static TaskCounts counts(Row row) {
    return TaskCounts.read(state -> row.getInteger(state.wireName()));
  }

  private static ExecutionState state(Row row) {
    return WireNamed.of(ExecutionState.class, row.getString("state"));
  }

  /** Null of null. */
  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static Map<UUID, Execution> byId(List<Execution> executions) {
    Map<UUID, Execution> map = new LinkedHashMap<>();
    executions.forEach(execution -> map.put(execution.id(), execution));
    return map;
  }

  private static Object array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
