package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what became of due times and of their executions, and what that says of a schedule. */
final class RecordEnds {
  private final Db db;
  private final StartingStore starting;
  private final WatchStore watched;
  private final TallyStore tallies;
  private final ScheduleStore schedules;
  private final NextDue nextDue;
  private final Settle settle;
  private final DueMetrics metrics;
  private final Outbox outbox;

  RecordEnds(
      Db db,
      StartingStore starting,
      WatchStore watched,
      TallyStore tallies,
      ScheduleStore schedules,
      NextDue nextDue,
      Settle settle,
      DueMetrics metrics,
      Outbox outbox) {
    this.db = db;
    this.starting = starting;
    this.watched = watched;
    this.tallies = tallies;
    this.schedules = schedules;
    this.nextDue = nextDue;
    this.settle = settle;
    this.metrics = metrics;
    this.outbox = outbox;
  }

  /** What became of due times. */
  void ends(List<Ended> ended) {
    if (!ended.isEmpty()) {
      db.transaction(
          tx -> {
            Set<UUID> ids = new TreeSet<>();
            ended.forEach(end -> ids.add(end.scheduleId()));
            Map<UUID, Tally> locked = tallies.lock(tx, ids);
            store(tx, locked, starting.end(tx, ended));
            ended.stream()
                .filter(end -> end.stops() != null)
                .forEach(end -> stop(tx, locked.get(end.scheduleId()), end));
            return null;
          });
    }
  }

  /** Gives up due times of these schedules that a later one takes the place of. */
  void supersede(List<UUID> scheduleIds) {
    db.transaction(
        tx -> {
          Map<UUID, Tally> locked = tallies.lock(tx, new TreeSet<>(scheduleIds));
          store(tx, locked, starting.supersede(tx, locked.keySet()));
          return null;
        });
  }

  private void store(Tx tx, Map<UUID, Tally> locked, List<StartingStore.End> ends) {
    ends.forEach(end -> locked.get(end.scheduleId()).add(end));
    store(tx, locked);
    nextDue.reopen(tx, vain(ends));
    tx.afterCommit(() -> metrics.ended(ends));
  }

  /** Of which schedules something did not become an execution. */
  private static Set<UUID> vain(List<StartingStore.End> ends) {
    return ends.stream()
        .filter(end -> end.state() != FireState.FIRED && end.state() != FireState.LATE)
        .map(StartingStore.End::scheduleId)
        .collect(Collectors.toSet());
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
            starting.wake(tx, ids);
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

  /** What is due until now comes to its end by itself. */
  private void stop(Tx tx, Tally schedule, Ended end) {
    settle.settle(tx, schedule.id);
    if (schedules.stop(tx, schedule.id, end.stops(), end.fire().run())) {
      outbox.add(
          tx,
          schedule.organizationId,
          "schedule.stopped",
          "schedule",
          schedule.id,
          Map.of("name", schedule.name, "reason", end.stops()));
    }
  }
}
