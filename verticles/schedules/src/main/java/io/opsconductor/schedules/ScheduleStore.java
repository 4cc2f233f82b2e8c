package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamp;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.ScheduleCounts;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SelectorError;
import io.opsconductor.platform.selector.SelectorSql;
import io.opsconductor.platform.selector.Selectors;
import io.opsconductor.platform.selector.SqlArguments;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schedules in the database, as people see and change them. */
final class ScheduleStore {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleStore.class);
  private static final Columns COLUMNS = new NamedColumns(ScheduleSql.COLUMNS);
  private static final Map<ObjectType, Columns> REACHED = Map.of(ObjectType.SCHEDULE, COLUMNS);

  void insert(
      Tx tx, UUID id, CallerContext.User author, ScheduleInput schedule, Identity identity) {
    tx.execute(
        ScheduleSql.INSERT,
        id,
        author.organizationId(),
        schedule.name(),
        schedule.jobId(),
        schedule.spec().zone(),
        schedule.enabled(),
        Wire.encodeString(schedule),
        author.username(),
        identity.id(),
        identity.name(),
        identity.serviceAccount());
    follow(tx, author.organizationId(), id, schedule);
  }

  void replace(
      Tx tx, UUID id, CallerContext.User author, ScheduleInput schedule, Identity identity) {
    // What is due next is computed anew by who calls; until then nothing is.
    setNext(tx, id, null, null);
    tx.execute(
        ScheduleSql.REPLACE,
        author.organizationId(),
        id,
        schedule.name(),
        schedule.jobId(),
        schedule.spec().zone(),
        schedule.enabled(),
        Wire.encodeString(schedule),
        identity.id(),
        identity.name(),
        identity.serviceAccount(),
        author.username());
    tx.execute(ScheduleSql.FOLLOW_NONE, id);
    follow(tx, author.organizationId(), id, schedule);
  }

  private static void follow(Tx tx, UUID organizationId, UUID id, ScheduleInput schedule) {
    if (!schedule.calendars().isEmpty()) {
      String[] names = schedule.calendars().toArray(String[]::new);
      tx.execute(ScheduleSql.FOLLOW, id, organizationId, names);
    }
  }

  /** What is due next; null for nothing. */
  void setNext(Tx tx, UUID id, Instant dueAt, Instant fireAt) {
    tx.execute(ScheduleSql.SET_NEXT, id, timestamp(dueAt), timestamp(fireAt));
  }

  void pause(Tx tx, UUID id, Instant until, String reason, String by) {
    tx.execute(ScheduleSql.PAUSE, id, timestamp(until), reason, by);
  }

  void resume(Tx tx, UUID id) {
    tx.execute(ScheduleSql.RESUME, id);
  }

  /**
   * Stops one that runs still as what could not run; whether it did.
   *
   * @param run what could not run
   */
  boolean stop(Tx tx, UUID id, String reason, RunOrder run) {
    return tx.execute(ScheduleSql.STOP, id, reason, run.runAs(), run.jobId()) > 0;
  }

  /** Stops one that cannot be read. */
  void giveUp(Tx tx, UUID id, String reason) {
    tx.execute(ScheduleSql.GIVE_UP, id, reason);
  }

  /** Takes back that a due time was counted under a state. */
  void uncount(Tx tx, UUID id, FireState state) {
    tx.execute(ScheduleSql.UNCOUNT, id, state.wireName());
  }

  void delete(Tx tx, UUID organizationId, UUID id, String by) {
    tx.execute(ScheduleSql.DELETE, organizationId, id, by);
    tx.execute(ScheduleSql.FOLLOW_NONE, id);
  }

  Optional<ScheduleRow> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(ScheduleSql.FIND, ScheduleStore::row, organizationId, id);
  }

  /** The schedule; nobody else decides about it or changes it until the transaction ends. */
  Optional<ScheduleRow> lock(Tx tx, UUID organizationId, UUID id) {
    tx.run(ScheduleSql.LOCK, organizationId, id);
    return find(tx, organizationId, id);
  }

  /** Of any organization, in no order; without those that cannot be read any more. */
  List<ScheduleRow> byIds(Sql sql, Collection<UUID> ids) {
    return readable(sql, ScheduleSql.BY_IDS, ids);
  }

  /** Of these those of which nothing is due any more, and that have a maximum of runs. */
  List<ScheduleRow> spent(Sql sql, Collection<UUID> ids) {
    return readable(sql, ScheduleSql.SPENT, ids);
  }

  private static List<ScheduleRow> readable(Sql sql, String statement, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : sql.list(statement, ScheduleStore::readable, (Object) ids.toArray(UUID[]::new)).stream()
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<ScheduleRow> readable(Row row) {
    try {
      return Optional.of(row(row));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("scheduleId", row.getUUID("id"))
          .setCause(e)
          .log("A stored schedule cannot be read");
      return Optional.empty();
    }
  }

  /**
   * By name.
   *
   * @param ids only these; null for all
   * @param after sort key of the last one of the part before; null for the first part
   * @throws io.opsconductor.contracts.OpsException {@code bad_selector}
   */
  List<ScheduleRow> list(
      Sql sql,
      UUID organizationId,
      ListSchedules asked,
      List<UUID> ids,
      String after,
      int limit,
      Reach reach) {
    SqlArguments more = new SqlArguments(ScheduleSql.LIST_CONDITION);
    String condition = ReachSql.of(reach, REACHED, more, "FALSE");
    if (asked.selector() != null) {
      condition += " AND " + selected(asked.selector(), more);
    }
    if (ids != null) {
      condition += " AND s.id = ANY(" + more.add(ids.toArray(UUID[]::new), "uuid[]") + ")";
    }
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        organizationId,
        asked.name(),
        asked.jobId(),
        WireNamed.nameOf(asked.health()),
        after,
        limit);
    arguments.addAll(more.values());
    return sql.list(ScheduleSql.list(condition), ScheduleStore::row, arguments.toArray());
  }

  private static String selected(String text, SqlArguments arguments) {
    Selector selector = Selectors.parse(text, "/selector");
    try {
      return SelectorSql.of(selector, COLUMNS, arguments);
    } catch (SelectorError e) {
      String detail =
          "Schedules are selected by %s; there is %s"
              .formatted(
                  String.join(", ", new TreeSet<>(ScheduleSql.COLUMNS.keySet())), e.getMessage());
      throw new OpsException(
          ErrorCode.BAD_SELECTOR, detail, List.of(new FieldError("/selector", detail)));
    }
  }

  /** Of a schedule deleted or not. */
  boolean isWithin(Sql sql, UUID organizationId, UUID id, Reach reach) {
    SqlArguments more = new SqlArguments(ScheduleSql.WITHIN_CONDITION);
    String condition = ReachSql.of(reach, REACHED, more, "FALSE");
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, id);
    arguments.addAll(more.values());
    return sql.one(ScheduleSql.within(condition), row -> true, arguments.toArray()).isPresent();
  }

  /** Those that are deleted, and of which no due time is on record any more. */
  void forget(Sql sql) {
    sql.execute(ScheduleSql.FORGET);
  }

  static Standing standing(Row row) {
    return new Standing(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getInteger("version"),
        instant(row, "next_due_at"),
        row.getLong("runs"),
        instant(row, "paused_at"),
        instant(row, "paused_until"));
  }

  private static ScheduleRow row(Row row) {
    return new ScheduleRow(
        standing(row),
        row.getString("sort_key"),
        Wire.decode(row.getString("definition"), ScheduleInput.class),
        calendars(row.getString("calendars")),
        instant(row, "anchor"),
        row.getString("owner_name"),
        new Identity(
            row.getUUID("run_as_id"),
            row.getString("run_as_name"),
            row.getBoolean("run_as_account")),
        row.getString("pause_reason"),
        row.getString("paused_by"),
        row.getString("stopped_reason"),
        row.getString("condition"),
        row.getString("problem"),
        counts(row),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getString("updated_by"),
        instant(row, "now"));
  }

  private static ScheduleCounts counts(Row row) {
    return new ScheduleCounts(
        row.getLong("fired"),
        row.getLong("late"),
        row.getLong("skipped"),
        row.getLong("missed"),
        row.getLong("failed"),
        row.getLong("succeeded"),
        row.getLong("unsuccessful"));
  }

  private static List<CalendarInput> calendars(String json) {
    return "[]".equals(json) ? List.of() : List.of(Wire.decode(json, CalendarInput[].class));
  }
}
