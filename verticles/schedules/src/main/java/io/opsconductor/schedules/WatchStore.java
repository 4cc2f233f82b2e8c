package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamps;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Executions of schedules whose end is not known. */
final class WatchStore {
  /** An execution that a due time became. */
  record Watched(UUID scheduleId, Instant dueAt, UUID executionId) {}

  /**
   * How an execution ended.
   *
   * @param state null when nobody knows, because it is not there any more
   * @param durationMs milliseconds; null when none of it began
   * @param late whether it began late
   */
  record Outcome(
      UUID scheduleId, Instant dueAt, ExecutionState state, Long durationMs, boolean late) {}

  /** Takes up to as many for a time. */
  List<Watched> look(Db db, int limit) {
    return db.transaction(
        tx -> {
          tx.send(FireSql.BY_INDEX);
          return tx.list(FireSql.LOOK, WatchStore::watched, limit);
        });
  }

  /** Those that were not known. */
  List<Outcome> store(Tx tx, List<Outcome> outcomes) {
    return tx.list(
        FireSql.OUTCOME,
        WatchStore::outcome,
        outcomes.stream().map(Outcome::scheduleId).toArray(UUID[]::new),
        timestamps(outcomes, Outcome::dueAt),
        outcomes.stream().map(one -> WireNamed.nameOf(one.state())).toArray(String[]::new),
        outcomes.stream().map(Outcome::durationMs).toArray(Long[]::new));
  }

  private static Watched watched(Row row) {
    return new Watched(
        row.getUUID("schedule_id"), instant(row, "due_at"), row.getUUID("execution_id"));
  }

  private static Outcome outcome(Row row) {
    return new Outcome(
        row.getUUID("schedule_id"),
        instant(row, "due_at"),
        WireNamed.of(ExecutionState.class, row.getString("outcome")),
        null,
        row.getString("state").equals(FireState.LATE.wireName()));
  }
}
