package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamps;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
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
  /**
   * What a due time came to.
   *
   * @param latenessMs milliseconds from when it was to begin
   */
  record End(UUID scheduleId, Instant dueAt, FireState state, String detail, long latenessMs) {}

  /**
   * Takes up to as many for a time; nobody else asks for them meanwhile.
   *
   * @param nanos what the monotonic clock of this node shows
   */
  List<Starting> lease(Db db, int limit, long nanos) {
    return db.transaction(
        tx -> {
          tx.send(FireSql.BY_INDEX);
          return tx.list(
              FireSql.LEASE, row -> starting(row, nanos), limit, Starting.LEASE.toMillis());
        });
  }

  /** Leaves those that were not asked for to the others. */
  void release(Sql sql, List<Starting> fires) {
    sql.execute(
        FireSql.RELEASE,
        fires.stream().map(Starting::scheduleId).toArray(UUID[]::new),
        timestamps(fires, Starting::dueAt),
        fires.stream().map(Starting::tries).toArray(Integer[]::new));
  }

  /** Of each of these schedules the first due time that is on its way. */
  Map<UUID, Instant> first(Sql sql, Collection<UUID> scheduleIds) {
    Map<UUID, Instant> first = new HashMap<>();
    for (Row row : sql.run(FireSql.FIRST_STARTING, (Object) ids(scheduleIds))) {
      first.put(row.getUUID("schedule_id"), instant(row, "due_at"));
    }
    return first;
  }

  /** Some of the schedules of whose waiting due times a later one takes the place. */
  List<UUID> supersedable(Sql sql) {
    return sql.list(FireSql.SUPERSEDABLE, row -> row.getUUID(0));
  }

  /** Gives up those of schedules, which are locked, that a later one takes the place of. */
  List<End> supersede(Tx tx, Collection<UUID> scheduleIds) {
    return tx.list(
        FireSql.SUPERSEDE,
        StartingStore::end,
        ids(scheduleIds),
        FireReason.SUPERSEDED.wireName(),
        "a later one took its place while it waited");
  }

  /**
   * Gives up what is on its way of a schedule, which is locked. What a node has in hand may begin
   * for as long as it has it; after that it is only looked for.
   */
  void withdraw(Tx tx, UUID scheduleId, FireReason reason, String detail) {
    UUID[] one = {scheduleId};
    int withdrawn =
        tx.list(FireSql.WITHDRAW, StartingStore::end, one, reason.wireName(), detail).size();
    tx.execute(FireSql.CUT_SHORT, scheduleId, detail);
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
        ended.stream().map(Ended::asked).toArray(Boolean[]::new),
        ended.stream().map(end -> end.fire().tries()).toArray(Integer[]::new),
        Decide.IN_TIME.toMillis(),
        timestamps(ended, Ended::startedAt));
  }

  void postpone(Sql sql, List<Postponed> postponed) {
    if (!postponed.isEmpty()) {
      List<Starting> fires = postponed.stream().map(Postponed::fire).toList();
      sql.execute(
          FireSql.POSTPONE,
          fires.stream().map(Starting::scheduleId).toArray(UUID[]::new),
          timestamps(fires, Starting::dueAt),
          postponed.stream().map(one -> one.pause().toMillis()).toArray(Long[]::new),
          postponed.stream().map(Postponed::surelyNone).toArray(Boolean[]::new),
          postponed.stream().map(Postponed::detail).toArray(String[]::new),
          fires.stream().map(Starting::tries).toArray(Integer[]::new));
    }
  }

  /** What waits for runs of these schedules is asked for at once. */
  void wake(Sql sql, Collection<UUID> scheduleIds) {
    sql.execute(FireSql.WAKE, (Object) ids(scheduleIds));
  }

  private static UUID[] ids(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private static Starting starting(Row row, long nanos) {
    return Starting.taken(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        run(row.getString("run")),
        row.getInteger("tries"),
        row.getBoolean("surely_none"),
        row.getString("detail"),
        Duration.ofMillis(row.getLong("left_ms")),
        nanos);
  }

  /** Null for what was written by a release that this one does not understand. */
  private static RunOrder run(String json) {
    try {
      return Wire.decode(json, RunOrder.class);
    } catch (OpsException e) {
      return null;
    }
  }

  private static End end(Row row) {
    return new End(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        WireNamed.of(FireState.class, row.getString("state")),
        row.getString("detail"),
        row.getLong("lateness_ms"));
  }
}
