package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;
import static io.opsconductor.schedules.TimesStore.timestamps;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is due: schedules whose time has come, and the rows that say what became of it. */
final class DueStore {
  /** A schedule that is locked, and the time by the clock of the database. */
  record Claimed(Standing standing, Instant now) {}

  /** A due time that got its row. */
  record Key(UUID scheduleId, Instant dueAt) {}

  /**
   * One due time of a schedule, with what is to be run for it.
   *
   * @param run null when it is not to start
   * @param kept whether who writes it is going to ask for it at once
   */
  record Due(Standing standing, Decided.Fire fire, String run, boolean kept) {}

  List<Claimed> claim(Tx tx, int limit) {
    return tx.list(ScheduleSql.CLAIM, DueStore::claimed, limit);
  }

  /** Of a schedule that is locked. */
  Claimed standing(Tx tx, UUID id) {
    return tx.one(ScheduleSql.STANDING_OF, DueStore::claimed, id).orElseThrow();
  }

  private static Claimed claimed(Row row) {
    return new Claimed(ScheduleStore.standing(row), instant(row, "now"));
  }

  /**
   * Writes what was decided. Those that are kept belong to the caller for a time.
   *
   * @return which had no row before
   */
  Set<Key> insert(Tx tx, List<Due> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    return tx
        .list(
            FireSql.INSERT,
            row -> new Key(row.getUUID("schedule_id"), instant(row, "due_at")),
            rows.stream().map(row -> row.standing().id()).toArray(UUID[]::new),
            timestamps(rows, row -> row.fire().dueAt()),
            rows.stream().map(row -> row.standing().organizationId()).toArray(UUID[]::new),
            timestamps(rows, row -> row.fire().fireAt()),
            rows.stream().map(row -> row.fire().state().wireName()).toArray(String[]::new),
            rows.stream().map(row -> WireNamed.nameOf(row.fire().reason())).toArray(String[]::new),
            rows.stream().map(row -> row.fire().detail()).toArray(String[]::new),
            rows.stream().map(row -> row.fire().asked()).toArray(Boolean[]::new),
            rows.stream().map(Due::run).toArray(String[]::new),
            timestamps(rows, row -> row.fire().deadline()),
            rows.stream().map(Due::kept).toArray(Boolean[]::new),
            Starting.LEASE.toMillis())
        .stream()
        .collect(Collectors.toSet());
  }

  /** Writes what is due next of schedules that are locked; returns how many there were. */
  int advance(Tx tx, List<Decided> decided) {
    return tx.execute(
        ScheduleSql.ADVANCE,
        decided.stream().map(one -> one.standing().id()).toArray(UUID[]::new),
        decided.stream().map(one -> one.standing().version()).toArray(Integer[]::new),
        timestamps(decided, Decided::nextDueAt),
        timestamps(decided, Decided::nextFireAt),
        decided.stream().map(one -> one.count(FireState.SKIPPED)).toArray(Integer[]::new),
        decided.stream().map(one -> one.count(FireState.MISSED)).toArray(Integer[]::new),
        decided.stream().map(DueStore::problem).toArray(String[]::new));
  }

  /** What was missed last; null when nothing was. */
  private static String problem(Decided decided) {
    return decided.fires().reversed().stream()
        .filter(fire -> fire.state() == FireState.MISSED)
        .findFirst()
        .map(fire -> "missed %s: %s".formatted(fire.dueAt(), fire.detail()))
        .orElse(null);
  }

  /** Milliseconds until something is due; empty when nothing ever is. */
  Optional<Long> untilNext(Sql sql) {
    return sql.one(ScheduleSql.UNTIL_NEXT, row -> Optional.ofNullable(row.getLong(0)))
        .flatMap(wait -> wait);
  }
}
