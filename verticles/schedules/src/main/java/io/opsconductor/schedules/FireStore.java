package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamp;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What became of due times, as people see it. */
final class FireStore {
  /**
   * Newest first.
   *
   * @param before only what was due before; null for all
   */
  List<FireView> list(Sql sql, UUID scheduleId, FireState state, Instant before, int limit) {
    return sql.list(
        FireSql.LIST,
        FireStore::view,
        scheduleId,
        WireNamed.nameOf(state),
        timestamp(before),
        limit);
  }

  /** The newest of each schedule that has one. */
  Map<UUID, FireView> last(Sql sql, Collection<UUID> scheduleIds) {
    Map<UUID, FireView> last = new HashMap<>();
    sql.list(FireSql.LAST, FireStore::view, (Object) scheduleIds.toArray(UUID[]::new))
        .forEach(fire -> last.put(fire.scheduleId(), fire));
    return last;
  }

  /** In the order in which they were due. */
  List<FireView> between(
      Sql sql, Instant from, Instant to, Collection<UUID> scheduleIds, int limit) {
    return sql.list(
        FireSql.BETWEEN,
        FireStore::view,
        timestamp(from),
        timestamp(to),
        scheduleIds.toArray(UUID[]::new),
        limit);
  }

  Optional<FireView> find(Sql sql, UUID scheduleId, Instant dueAt) {
    return sql.one(FireSql.FIND, FireStore::view, scheduleId, timestamp(dueAt));
  }

  /** Nobody else decides about it until the transaction ends. */
  Optional<FireView> lock(Tx tx, UUID scheduleId, Instant dueAt) {
    return tx.one(FireSql.LOCK, FireStore::view, scheduleId, timestamp(dueAt));
  }

  /** Has it start now, as if it had just become due. */
  void again(Tx tx, FireView fire, String run, Duration deadline) {
    tx.execute(FireSql.AGAIN, fire.scheduleId(), timestamp(fire.dueAt()), run, deadline.toMillis());
  }

  void dismiss(Tx tx, FireView fire, String detail) {
    tx.execute(FireSql.DISMISS, fire.scheduleId(), timestamp(fire.dueAt()), detail);
  }

  /**
   * How many runs of the last 30 days were at least as late as each bound, and less than the next.
   *
   * @param boundsMs milliseconds, ascending
   * @return one more than there are bounds; the first is of those below all
   */
  long[] lateness(Sql sql, UUID scheduleId, Long... boundsMs) {
    long[] counts = new long[boundsMs.length + 1];
    for (Row row : sql.run(FireSql.LATENESS, scheduleId, boundsMs)) {
      counts[row.getInteger("bucket")] = row.getLong("count");
    }
    return counts;
  }

  /** Of executions of the last 30 days, in milliseconds; of schedules that have some. */
  Map<UUID, Long> medianDurations(Sql sql, Collection<UUID> scheduleIds) {
    Map<UUID, Long> medians = new HashMap<>();
    for (Row row : sql.run(FireSql.MEDIAN_DURATIONS, (Object) scheduleIds.toArray(UUID[]::new))) {
      medians.put(row.getUUID("schedule_id"), row.getLong("median"));
    }
    return medians;
  }

  /** Some of those that were due so many days ago; returns how many. */
  int forget(Sql sql, int days) {
    return sql.execute(FireSql.FORGET, days);
  }

  private static FireView view(Row row) {
    return new FireView(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        WireNamed.of(FireState.class, row.getString("state")),
        row.getLong("lateness_ms"),
        row.getUUID("execution_id"),
        WireNamed.of(ExecutionState.class, row.getString("outcome")),
        WireNamed.of(FireReason.class, row.getString("reason")),
        row.getString("detail"),
        row.getBoolean("asked") ? true : null);
  }
}
