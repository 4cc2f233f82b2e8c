package io.opsconductor.executions;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs of schedules in the table executions. */
final class DueStore {
  /**
   * A due time of a schedule.
   *
   * @param dueAt in microseconds, as the database keeps it
   */
  record DueTime(UUID scheduleId, Instant dueAt) {
    DueTime {
      dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
    }

    static DueTime of(DueRun run) {
      return new DueTime(run.scheduleId(), run.dueAt());
    }
  }

  /** Reads what became of these runs, and what goes on of the schedules that mind it. */
  void read(Db db, UUID organizationId, List<DueRun> runs, DueState state) {
    db.transaction(
        tx -> {
          tx.send(DueSql.BY_INDEX);
          read(tx, organizationId, runs, state);
          return null;
        });
  }

  private static void read(Sql sql, UUID organizationId, List<DueRun> runs, DueState state) {
    readStarted(sql, organizationId, runs.stream().map(DueTime::of).toList(), state);
    Set<UUID> alone = schedules(runs, run -> run.overlap() != OverlapPolicy.ALLOW);
    if (!alone.isEmpty()) {
      readGoing(sql, organizationId, alone, state);
    }
    Set<UUID> replacing = schedules(runs, run -> run.overlap() == OverlapPolicy.REPLACE);
    if (!replacing.isEmpty()) {
      readLatest(sql, organizationId, replacing, state);
    }
  }

  private static Set<UUID> schedules(List<DueRun> runs, Predicate<DueRun> which) {
    return runs.stream().filter(which).map(DueRun::scheduleId).collect(Collectors.toSet());
  }

  private static void readStarted(
      Sql sql, UUID organizationId, List<DueTime> times, DueState state) {
    sql.run(DueSql.STARTED, organizationId, schedules(times), dueTimes(times))
        .forEach(
            row ->
                state.started(
                    new DueTime(row.getUUID("schedule_id"), ExecutionStore.instant(row, "due_at")),
                    new DueState.Started(
                        row.getUUID("id"), ExecutionStore.instant(row, "created_at"))));
  }

  private static void readGoing(Sql sql, UUID organizationId, Set<UUID> schedules, DueState state) {
    schedules.forEach(state::forgetGoing);
    sql.run(DueSql.GOING, organizationId, schedules.toArray(UUID[]::new))
        .forEach(
            row ->
                state.going(
                    row.getUUID("schedule_id"),
                    new DueState.Going(
                        row.getUUID("id"),
                        ExecutionStore.instant(row, "schedule_due_at"),
                        row.getBoolean("ending"))));
  }

  private static void readLatest(
      Sql sql, UUID organizationId, Set<UUID> schedules, DueState state) {
    sql.run(DueSql.LATEST, organizationId, schedules.toArray(UUID[]::new))
        .forEach(
            row ->
                state.begun(
                    row.getUUID("schedule_id"),
                    new DueState.Begun(
                        row.getUUID("id"), ExecutionStore.instant(row, "schedule_due_at"))));
  }

  private static Object schedules(List<DueTime> times) {
    return Columns.of(times, UUID[]::new, DueTime::scheduleId);
  }

  private static Object dueTimes(List<DueTime> times) {
    return Columns.of(times, OffsetDateTime[]::new, due -> due.dueAt().atOffset(ZoneOffset.UTC));
  }

  /** Those of the due times that are executions, of any organization. */
  List<DueExecution> made(Sql sql, List<DueTime> times) {
    return sql.list(
        DueSql.MADE,
        row ->
            new DueExecution(
                row.getUUID("schedule_id"),
                ExecutionStore.instant(row, "due_at"),
                row.getUUID("id"),
                ExecutionStore.instant(row, "created_at")),
        schedules(times),
        dueTimes(times));
  }

  /** Those that are there, at their end or not. */
  List<ExecutionEnd> found(Sql sql, List<UUID> ids) {
    return sql.list(
        DueSql.FOUND,
        row ->
            new ExecutionEnd(
                row.getUUID("id"),
                WireNamed.of(ExecutionState.class, row.getString("state")),
                ExecutionStore.instant(row, "started_at"),
                ExecutionStore.instant(row, "finished_at")),
        (Object) ids.toArray(UUID[]::new));
  }
}
