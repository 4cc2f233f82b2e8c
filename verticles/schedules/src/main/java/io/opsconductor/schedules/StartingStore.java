package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamps;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Due times that are on their way to become executions. */
final class StartingStore {
  /** What a due time came to. */
  record End(UUID scheduleId, Instant dueAt, FireState state, String detail) {}

  /** Takes up to as many for a time; nobody else asks for them meanwhile. */
  List<Starting> lease(Sql sql, int limit, Duration time) {
    return sql.list(FireSql.LEASE, StartingStore::starting, limit, time.toMillis());
  }

  /** Gives up those that a later one replaces; returns whose they were. */
  List<UUID> supersede(Sql sql) {
    return sql.list(FireSql.SUPERSEDE, row -> row.getUUID(0));
  }

  /** Of each of these schedules the first due time that is on its way. */
  Map<UUID, Instant> first(Sql sql, Collection<UUID> scheduleIds) {
    Map<UUID, Instant> first = new HashMap<>();
    for (Row row : sql.run(FireSql.FIRST_STARTING, (Object) scheduleIds.toArray(UUID[]::new))) {
      first.put(row.getUUID("schedule_id"), instant(row, "due_at"));
    }
    return first;
  }

  /** Gives up what waits of a schedule, which is locked. */
  void withdraw(Tx tx, UUID scheduleId, String detail) {
    int withdrawn = tx.execute(FireSql.WITHDRAW, scheduleId, detail);
    if (withdrawn > 0) {
      tx.execute(ScheduleSql.ADD_SKIPPED, scheduleId, withdrawn);
    }
  }

  /** Those that were on their way still. */
  List<End> end(Tx tx, List<Ended> ended) {
    return tx.list(
        FireSql.END,
        StartingStore::end,
        ended.stream().map(Ended::scheduleId).toArray(UUID[]::new),
        timestamps(ended, Ended::dueAt),
        ended.stream().map(end -> end.state().wireName()).toArray(String[]::new),
        ended.stream().map(end -> WireNamed.nameOf(end.reason())).toArray(String[]::new),
        ended.stream().map(Ended::detail).toArray(String[]::new),
        ended.stream().map(Ended::executionId).toArray(UUID[]::new),
        Decide.IN_TIME.toMillis(),
        ended.stream().map(Ended::asked).toArray(Boolean[]::new));
  }

  void postpone(Sql sql, List<Postponed> postponed) {
    if (!postponed.isEmpty()) {
      sql.execute(
          FireSql.POSTPONE,
          postponed.stream().map(Postponed::scheduleId).toArray(UUID[]::new),
          timestamps(postponed, Postponed::dueAt),
          postponed.stream().map(one -> one.pause().toMillis()).toArray(Long[]::new),
          postponed.stream().map(Postponed::waiting).toArray(Boolean[]::new),
          postponed.stream().map(Postponed::detail).toArray(String[]::new));
    }
  }

  /** What waits for runs of these schedules is asked for at once. */
  void wake(Sql sql, List<UUID> scheduleIds) {
    sql.execute(FireSql.WAKE, (Object) scheduleIds.toArray(UUID[]::new));
  }

  private static Starting starting(Row row) {
    return new Starting(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        Wire.decode(row.getString("run"), RunOrder.class),
        row.getInteger("tries"),
        row.getBoolean("over"),
        row.getBoolean("surely_none"),
        row.getString("detail"));
  }

  private static End end(Row row) {
    return new End(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        WireNamed.of(FireState.class, row.getString("state")),
        row.getString("detail"));
  }
}
