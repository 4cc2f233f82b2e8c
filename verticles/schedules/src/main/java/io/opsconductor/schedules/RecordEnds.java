package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Writes what became of due times and of their executions, and what that says of a schedule. */
final class RecordEnds {
  private final Db db;
  private final StartingStore starting;
  private final WatchStore watched;
  private final TallyStore tallies;
  private final ScheduleStore schedules;
  private final Outbox outbox;

  RecordEnds(
      Db db,
      StartingStore starting,
      WatchStore watched,
      TallyStore tallies,
      ScheduleStore schedules,
      Outbox outbox) {
    this.db = db;
    this.starting = starting;
    this.watched = watched;
    this.tallies = tallies;
    this.schedules = schedules;
    this.outbox = outbox;
  }

  /**
   * What became of due times.
   *
   * @param stopped schedules that cannot run any more, with the reason
   */
  void ends(List<Ended> ended, Map<UUID, String> stopped) {
    if (!ended.isEmpty()) {
      db.transaction(
          tx -> {
            Set<UUID> ids = new TreeSet<>();
            ended.forEach(end -> ids.add(end.scheduleId()));
            Map<UUID, Tally> locked = tallies.lock(tx, ids);
            List<StartingStore.End> ends = starting.end(tx, ended);
            ends.forEach(end -> locked.get(end.scheduleId()).add(end));
            store(tx, locked);
            giveBack(tx, ends);
            stopped.forEach((id, reason) -> stop(tx, locked.get(id), reason));
            return null;
          });
    }
  }

  /** Due times of these schedules were skipped beside. */
  void superseded(List<UUID> scheduleIds) {
    if (!scheduleIds.isEmpty()) {
      db.transaction(
          tx -> {
            Map<UUID, Tally> locked = tallies.lock(tx, new TreeSet<>(scheduleIds));
            scheduleIds.forEach(id -> locked.get(id).skipped++);
            store(tx, locked);
            return null;
          });
    }
  }

  /** How executions ended. */
  void outcomes(List<WatchStore.Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      db.transaction(
          tx -> {
            Set<UUID> ids = new TreeSet<>();
            outcomes.forEach(outcome -> ids.add(outcome.scheduleId()));
            Map<UUID, Tally> locked = tallies.lock(tx, ids);
            for (WatchStore.Outcome outcome : watched.store(tx, outcomes)) {
              if (outcome.state() != null) {
                locked.get(outcome.scheduleId()).add(outcome);
              }
            }
            store(tx, locked);
            starting.wake(tx, List.copyOf(ids));
            return null;
          });
    }
  }

  private void store(Tx tx, Map<UUID, Tally> locked) {
    tallies.add(tx, locked.values());
    for (Tally tally : locked.values()) {
      if (tally.hasChangedCondition()) {
        Change change =
            Change.of(Map.of("health", tally.before), Map.of("health", tally.condition))
                .with("name", tally.name)
                .with("problem", tally.problem);
        outbox.add(
            tx,
            tally.organizationId,
            "schedule.health_changed",
            "schedule",
            tally.id,
            change.data());
      }
    }
  }

  /** What did not become an execution does not count against the maximum of runs. */
  private void giveBack(Tx tx, List<StartingStore.End> ends) {
    Map<UUID, Long> vain = new LinkedHashMap<>();
    for (StartingStore.End end : ends) {
      if (end.state() != FireState.FIRED && end.state() != FireState.LATE) {
        vain.merge(end.scheduleId(), 1L, Long::sum);
      }
    }
    for (ScheduleRow row : schedules.byIds(tx, List.copyOf(vain.keySet()))) {
      if (row.definition().maxRuns() != null) {
        tallies.giveBack(tx, row.id(), vain.get(row.id()));
        reopen(tx, row);
      }
    }
  }

  /** What had run as often as it may goes on. */
  private void reopen(Tx tx, ScheduleRow row) {
    boolean runs = row.definition().enabled() && row.stoppedReason() == null;
    if (runs && row.standing().nextDueAt() == null) {
      Plan plan = row.plan();
      plan.next(row.now()).ifPresent(due -> schedules.setNext(tx, row.id(), due, plan.fireAt(due)));
    }
  }

  private void stop(Tx tx, Tally schedule, String reason) {
    if (schedules.stop(tx, schedule.id, reason)) {
      outbox.add(
          tx,
          schedule.organizationId,
          "schedule.stopped",
          "schedule",
          schedule.id,
          Map.of("name", schedule.name, "reason", reason));
    }
  }
}
